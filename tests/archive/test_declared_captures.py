"""What a file of captures declares of itself is checked; damage costs the record it is in, and is named."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.warcwriter import WARCWriter

from archive import warc_fields, warc_parts
from archive.run import Run
from archive.warc_bodies import zstd
from archive.warc_heads import Head
from archive.warc_records import Kept, Odd
from archive.warc_stored import Stored, stored
from records.errors import ArchiveError
from tests.archive.conftest import answers_in
from tests.archive.test_captures import (
    AT,
    CHUNKED,
    HTML,
    IDENTICAL,
    LATER,
    PAGE,
    URL,
    answer,
    browsertrix,
    digest,
    heritrix,
    read_from,
    record,
    wget,
    written,
)
from tests.archive.test_copied_captures import arc, kept

WHOLE = CHUNKED + b"0\r\n\r\n"
PACKED = gzip.compress(PAGE)


def hexed(algorithm: str, body: bytes) -> str:
    return f"{algorithm}:{hashlib.new(algorithm, body).hexdigest()}"


def based(algorithm: str, body: bytes) -> str:
    return f"{algorithm}:{base64.b32encode(hashlib.new(algorithm, body).digest()).decode()}"


def block_of(body: bytes, *more: str) -> tuple[bytes, tuple[str, ...]]:
    return answer(body, HTML + "".join(f"{line}\r\n" for line in more)), more


CHUNKS, GZIP = "Transfer-Encoding: chunked", "Content-Encoding: gzip"
BOTH = b"%x\r\n" % len(PACKED) + PACKED + b"\r\n0\r\n\r\n"
# Block and its fields, as tools that are well write them.
HEALTHY = {
    "wget: payload with its chunks": (block_of(WHOLE, CHUNKS)[0], [f"WARC-Payload-Digest: {digest(WHOLE)}"]),
    "the standard: without its chunks": (block_of(WHOLE, CHUNKS)[0], [f"WARC-Payload-Digest: {digest(PAGE)}"]),
    "packed, as it came": (block_of(PACKED, GZIP)[0], [f"WARC-Payload-Digest: {digest(PACKED)}"]),
    "packed, of what is in it": (block_of(PACKED, GZIP)[0], [f"WARC-Payload-Digest: {digest(PAGE)}"]),
    "packed and in chunks, without chunks": (block_of(BOTH, CHUNKS, GZIP)[0], [f"WARC-Payload-Digest: {digest(PACKED)}"]),
    "packed and in chunks, of what is in it": (block_of(BOTH, CHUNKS, GZIP)[0], [f"WARC-Payload-Digest: {digest(PAGE)}"]),
    "unpacked, its head left": (block_of(PAGE, CHUNKS, GZIP)[0], [f"WARC-Payload-Digest: {digest(PAGE)}"]),
    "of the whole block": (answer(), [f"WARC-Payload-Digest: {digest(answer())}"]),
    "warcprox: sha1 in hex": (answer(), [f"WARC-Payload-Digest: {hexed('sha1', PAGE)}", f"WARC-Block-Digest: {hexed('sha1', answer())}"]),
    "browsertrix: sha256 in hex": (answer(), [f"WARC-Payload-Digest: {hexed('sha256', PAGE)}", f"WARC-Block-Digest: {hexed('sha256', answer())}"]),
    "sha256 in base 32": (answer(), [f"WARC-Block-Digest: {based('sha256', answer())}"]),
    "no padding": (answer(), [f"WARC-Block-Digest: {based('sha256', answer()).rstrip('=')}"]),
    "small letters": (answer(), [f"WARC-Block-Digest: {digest(answer()).lower()}"]),
    "SHA-1": (answer(), [f"WARC-Block-Digest: {digest(answer()).replace('sha1', 'SHA-1')}"]),
    "base 64": (answer(), ["WARC-Block-Digest: sha256:" + base64.b64encode(hashlib.sha256(answer()).digest()).decode()]),
    "md5": (answer(), [f"WARC-Payload-Digest: {hexed('md5', PAGE)}"]),
    "an algorithm nobody knows": (answer(), ["WARC-Block-Digest: blake9:00"]),
    "no digest at all": (answer(), ["WARC-Payload-Digest: sha1:-", "WARC-Block-Digest: "]),
    "several, one of which is known": (answer(), ["WARC-Payload-Digest: md5:1", f"WARC-Payload-Digest: {digest(PAGE)}"]),
    "the payload's odd, the block's right": (answer(), [f"WARC-Payload-Digest: {digest(b'x')}", f"WARC-Block-Digest: {digest(answer())}"]),
    "cut, its digest of the whole": (answer(PAGE[:99]), ["WARC-Truncated: length", f"WARC-Payload-Digest: {digest(PAGE)}"]),
    "a segment of more": (answer(), ["WARC-Segment-Number: 1", f"WARC-Payload-Digest: {digest(b'all of it')}"]),
}  # fmt: skip


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("healthy", HEALTHY.values(), ids=HEALTHY)
def test_no_healthy_file_is_called_damaged(
    folder: Path, healthy: tuple[bytes, list[str]], packed: bool
) -> None:
    block, fields = healthy
    path = written(folder / "a.warc", record("response", URL, block, *fields), packed=packed)
    (found,) = answers_in(path)
    assert isinstance(found, Kept)
    # Of what is not all there no part is taken for the whole.
    assert bool(found.cut) == any("Truncated" in one or "Segment" in one for one in fields)


def test_no_file_of_a_healthy_tool_is_called_damaged(folder: Path) -> None:
    revisit = record(
        "revisit", URL, b"", IDENTICAL, f"WARC-Payload-Digest: {digest(PAGE)}",
        f"WARC-Block-Digest: {digest(b'')}", at=LATER,
    )  # fmt: skip
    for tool in (wget, heritrix, browsertrix):
        for records in ([], [record("response", URL, answer())], [revisit]):
            found = answers_in(written(folder / "a.warc.gz", *tool(*records)))
            assert not [one for one in found if isinstance(one, Odd) and one.is_damage]


def test_what_warcio_writes_of_any_body_is_whole(folder: Path) -> None:
    stream = BytesIO()
    writer = WARCWriter(stream, gzip=True, warc_version="WARC/1.1")
    for number, (body, headers) in enumerate([
        (PAGE, []), (b"", []), (WHOLE, [("Transfer-Encoding", "chunked")]),
        (PACKED, [("Content-Encoding", "gzip")]), (bytes(range(256)) * 300_000, []),
    ]):  # fmt: skip
        head = Head("200 OK", headers, protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"{URL}{number}", "response", BytesIO(body), http_headers=head
            )
        )
    (folder / "a.warc.gz").write_bytes(stream.getvalue())
    assert [type(one) for one in answers_in(folder / "a.warc.gz")] == [Kept] * 5


SOME = PAGE.replace(b"77", b"78")
# A record of which something is not as declared, and what is said of it.
DAMAGED = {
    "too short": (record("response", URL, answer()).replace(b"Content-Length: ", b"Content-Length: 1\r\nX: ", 1), "its length is not as declared"),
    "shorter by a line": (record("response", URL, answer() + b"\nend"), "its length is not as declared"),
    "no length": (record("response", URL, answer()).replace(b"Content-Length", b"X-Length"), "it does not say its length"),
    "no number": (record("response", URL, answer()).replace(b"Content-Length: ", b"Content-Length: x", 1), "it does not say its length"),
    "block": (record("response", URL, answer(), f"WARC-Block-Digest: {digest(answer(SOME))}"), "its block digest is another"),
    "block in hex": (record("response", URL, answer(), f"WARC-Block-Digest: {hexed('sha256', answer(SOME))}"), "its block digest is another"),
    "payload": (record("response", URL, answer(), f"WARC-Payload-Digest: {digest(SOME)}"), "its payload digest is another"),
    "all of them": (record("response", URL, answer(), "WARC-Payload-Digest: md5:1", f"WARC-Payload-Digest: {hexed('sha512', SOME)}"), "its payload digest is another"),
    "not even empty": (record("response", URL, answer(), f"WARC-Payload-Digest: {digest(b'')}"), "its payload digest is another"),
    "a text": (record("conversion", URL, b"Words", f"WARC-Payload-Digest: {digest(b'Word')}"), "its payload digest is another"),
    "a request": (record("request", URL, b"GET / HTTP/1.1\r\n\r\n", f"WARC-Block-Digest: {digest(b'x')}"), "its block digest is another"),
    "no record": (b"<html>no record</html>\r\n", "no record begins there"),
}  # fmt: skip
DAMAGED["shorter by a line"] = (
    DAMAGED["shorter by a line"][0].replace(b"%d\r\n\r\nHTTP" % (len(answer()) + 4), b"%d\r\n\r\nHTTP" % len(answer())),
    "its length is not as declared",
)  # fmt: skip


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("damaged", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_record_costs_itself_and_is_named(
    folder: Path, damaged: tuple[bytes, str], packed: bool
) -> None:
    first, last = (record("response", f"{URL}{n}", answer(), name=str(n)) for n in (1, 2))
    path = written(folder / "a.warc", first, damaged[0], last, packed=packed)
    run = read_from(folder, path)
    assert sum(run.skipped.values()) == 1
    if damaged[1] == "no record begins there" and not packed:
        # What is no record can as well be the end of the one before.
        assert [row.id for row in kept(run)] == ["2"]
        return
    assert run.skipped == {f"damaged record ({damaged[1]})": 1}
    assert run.exit_code == 1
    assert str(run.error).startswith("a.warc at ") and "damaged record" in str(run.error)
    assert [row.id for row in kept(run)] == ["1", "2"]


@pytest.mark.parametrize("much", [1, 60, 400, 10**9])
def test_a_length_that_swallows_the_next_records_costs_one(folder: Path, much: int) -> None:
    records = [record("response", f"{URL}{n}", answer(), name=str(n)) for n in (1, 2, 3)]
    long = records[0].replace(
        b"Content-Length: %d" % len(answer()), b"Content-Length: %d" % (len(answer()) + much)
    )
    path = written(folder / "a.warc", long, *records[1:], packed=False)
    run = read_from(folder, path)
    if much > 4:
        assert [row.id for row in kept(run)] == ["2", "3"]
    assert run.exit_code == (1 if much > 4 else 0)


def test_a_line_like_that_of_a_record_within_a_page_begins_none(folder: Path) -> None:
    body = b"<p>\r\n\r\n" + record("response", f"{URL}8", answer()) + b"</p>"
    for packed in (True, False):
        path = written(folder / "a.warc", record("response", URL, answer(body)), packed=packed)
        (found,) = answers_in(path)
        assert isinstance(found, Kept) and found.fetched.body == body


@pytest.mark.parametrize("at", [3, 40, 200, -6])
def test_a_member_that_cannot_be_unpacked_costs_itself(folder: Path, at: int) -> None:
    members = [
        bytearray(gzip.compress(record("response", f"{URL}{n}", answer(), name=str(n))))
        for n in (1, 2, 3)
    ]
    if at == 3:
        members[1][at:at] = b"\xff\xff"
    members[1][at] ^= 0xFF
    (folder / "a.warc.gz").write_bytes(b"".join(members))
    run = read_from(folder, folder / "a.warc.gz")
    ids = [row.id for row in kept(run)]
    assert ids[0] == "1" and ids[-1] == "3" and "2" not in ids
    assert run.exit_code == 1
    assert f"a.warc.gz at {len(members[0])}: damaged record (" in str(run.error)


def test_zeros_behind_the_last_member_are_nothing_and_other_bytes_are_named(folder: Path) -> None:
    member = gzip.compress(record("response", URL, answer(), name="1"))
    path = folder / "a.warc.gz"
    path.write_bytes(member + bytes(70_000))
    assert [type(one) for one in answers_in(path)] == [Kept]
    path.write_bytes(member + b"rubbish" + member.replace(b"1", b"2"))
    first, rubbish, *_ = answers_in(path)
    assert isinstance(first, Kept) and isinstance(rubbish, Odd)
    assert (rubbish.offset, rubbish.reason) == (
        len(member), "damaged record (no record begins there)"
    )  # fmt: skip


def test_bytes_between_two_records_are_named_and_a_record_that_its_digest_proves_is_read(
    folder: Path,
) -> None:
    rubbish = b"\r\nrubbish\r\nmore\r\n"
    path = written(folder / "a.warc", RECORDS[0], rubbish, RECORDS[1], packed=False)
    run = read_from(folder, path)
    assert run.skipped == {"damaged file (it has bytes that belong to no record)": 1}
    assert [row.id for row in kept(run)] == ["n0", "n1"]
    assert run.exit_code == 1


def test_an_arc_record_of_another_length_costs_itself(folder: Path) -> None:
    first, second, third = (
        (f"{URL}{n} 192.0.2.7 20180512100000 text/html", answer()) for n in (1, 2, 3)
    )
    whole = arc(first, second, third)
    for wrong in (b"7", b"%d" % (len(answer()) + 60)):
        head = second[0].encode() + b" "
        (folder / "a.arc").write_bytes(whole.replace(head + b"%d" % len(answer()), head + wrong, 1))
        run = read_from(folder, folder / "a.arc", f"{wrong.decode()}.db")
        assert [row.url[-1] for row in kept(run)] == ["1", "3"]
        assert run.exit_code == 1


EMPTY = {
    "a.warc": b"", "a.warc.gz": b"", "b.warc.gz": gzip.compress(b""), "a.arc.gz": b"",
    "a.wet.gz": gzip.compress(b"\r\n\r\n"), "a.arc": b"\n", "a.warc.zst": zstd.compress(b""),
}  # fmt: skip


@pytest.mark.parametrize("name", EMPTY)
def test_a_file_without_a_record_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes(EMPTY[name])
    with pytest.raises(ArchiveError, match=f"{name} is damaged: it holds no record"):
        answers_in(folder / name)
    run = read_from(folder, folder / name)
    assert (run.exit_code, str(run.error).startswith(name)) == (1, True)


@pytest.mark.parametrize("has_dictionary", [True, False])
def test_a_file_packed_with_zstd_is_read(folder: Path, has_dictionary: bool) -> None:
    records = [record("response", f"{URL}{n}", answer(), name=str(n)) for n in (1, 2)]
    path = folder / "a.warc.zst"
    if has_dictionary:
        dictionary = zstd.train_dict([PAGE + b"%d" % n for n in range(50)], 4096)
        content = zstd.compress(dictionary.dict_content)
        frame = b"\x5d\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content
        packed = [zstd.compress(one, zstd_dict=dictionary) for one in records]
        path.write_bytes(frame + b"".join(packed))
    else:
        path.write_bytes(b"".join(map(zstd.compress, records)))
    assert [row.id for row in kept(read_from(folder, path))] == ["1", "2"]
    path.write_bytes(path.read_bytes()[:-20])
    torn = read_from(folder, path, "torn.db")
    assert [row.id for row in kept(torn)] == ["1"]
    assert torn.exit_code == 1


def wacz(path: Path, members: dict[str, bytes], package: object) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
        if package is not None:
            said = package if isinstance(package, bytes) else json.dumps(package).encode()
            packed.writestr("datapackage.json", said)
    return path


def resource(path: str, content: bytes, **more: object) -> dict[str, object]:
    return {"name": path, "path": path, "hash": hexed("sha256", content), "bytes": len(content), **more}  # fmt: skip


ONE = gzip.compress(record("response", URL, answer(), name="1"))
DATA, PAGES = "archive/data.warc.gz", "pages/pages.jsonl"
PACKAGES: dict[str, tuple[dict[str, bytes], object, list[str]]] = {
    "as declared": ({DATA: ONE, PAGES: b"{}"}, {"resources": [resource(DATA, ONE), resource(PAGES, b"{}")]}, []),
    "md5": ({DATA: ONE}, {"resources": [resource(DATA, ONE, hash=hexed("md5", ONE))]}, []),
    "no package": ({DATA: ONE}, None, []),
    "nothing said": ({DATA: ONE}, {}, []),
    "more than declared": ({DATA: ONE, PAGES: b"{}"}, {"resources": []}, []),
    "an algorithm nobody knows": ({DATA: ONE}, {"resources": [resource(DATA, ONE, hash="x:y")]}, []),
    "no hash": ({DATA: ONE}, {"resources": [{"path": DATA}]}, []),
    "another hash": ({DATA: ONE}, {"resources": [resource(DATA, ONE, hash="sha256:" + "0" * 64)]}, [f"{DATA} at 0: damaged file (its hash is not that of datapackage.json)"]),
    "another size": ({DATA: ONE}, {"resources": [resource(DATA, ONE, bytes=7)]}, [f"{DATA} at 0: damaged file (its size is not that of datapackage.json)"]),
    "its list of pages": ({DATA: ONE, PAGES: b"{}"}, {"resources": [resource(PAGES, b"[]")]}, [f"{PAGES} at 0: damaged file (its hash is not that of datapackage.json)"]),
    "a member is missing": ({DATA: ONE}, {"resources": [resource("archive/more.warc.gz", b"")]}, ["archive/more.warc.gz at 0: damaged file (datapackage.json names it, and it is not there)"]),
    "a member is empty": ({DATA: ONE, "archive/more.warc.gz": b""}, None, ["archive/more.warc.gz at 0: damaged file (it holds no record)"]),
    "a member of another kind": ({DATA: ONE, "archive/more.7z": b"7z"}, None, ["archive/more.7z at 0: damaged file (it is no file of records that can be read)"]),
    "no JSON": ({DATA: ONE}, b"{", ["datapackage.json at 0: damaged file (it cannot be read (JSONDecodeError))"]),
    "a member by no name": ({DATA: ONE}, {"resources": [{"path": 5}]}, ["datapackage.json at 0: damaged file (it names a member by what is no text)"]),
    "no package at all": ({DATA: ONE}, [1], ["datapackage.json at 0: damaged file (it cannot be read (AttributeError))"]),
}  # fmt: skip


@pytest.mark.parametrize("case", PACKAGES.values(), ids=PACKAGES)
def test_what_a_wacz_declares_of_its_members_is_checked(
    folder: Path, case: tuple[dict[str, bytes], object, list[str]]
) -> None:
    members, package, said = case
    run = read_from(folder, wacz(folder / "a.wacz", members, package))
    # A member of another hash is read all the same: each of its records is checked by itself.
    assert [row.id for row in kept(run)] == ["1"]
    assert list(run.first_skipped) == [one.partition(" at 0: ")[2] for one in said]
    assert [f"{where}: {why}" for why, where in run.first_skipped.items()] == [
        f"a.wacz, {one}" for one in said
    ]
    assert run.exit_code == bool(said)


def test_a_member_of_a_wacz_that_the_zip_finds_damaged_is_named(folder: Path) -> None:
    path = wacz(folder / "a.wacz", {DATA: ONE, "archive/z.warc.gz": ONE}, None)
    data = bytearray(path.read_bytes())
    data[data.index(ONE) + len(ONE) // 2] ^= 0xFF
    path.write_bytes(data)
    run = read_from(folder, path)
    assert [row.id for row in kept(run)] == ["1"]
    assert run.exit_code == 1


@pytest.mark.parametrize("spoiled", ["datapackage.json", "indexes/i.cdx", "archive/z.warc.gz"])
def test_a_packed_member_of_a_wacz_that_is_damaged_costs_itself(folder: Path, spoiled: str) -> None:
    path = folder / "a.wacz"
    members = {DATA: ONE, "archive/z.warc.gz": ONE * 9, "indexes/i.cdx": b"org,a)/ 1 {}\n" * 99}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {
            **members,
            "datapackage.json": b'{"resources": []}' + b" " * 99,
        }.items():
            packed.writestr(name, content)
        info = packed.getinfo(spoiled)
    data = bytearray(path.read_bytes())
    at = info.header_offset + 30 + len(spoiled)
    data[at : at + info.compress_size] = b"\xff" * info.compress_size
    path.write_bytes(data)
    run = read_from(folder, path)
    assert [row.id for row in kept(run)] == ["1"]
    assert run.counts["faults"] == 0 and run.exit_code == 1


def test_a_file_whose_records_all_say_too_long_a_length_is_read_in_linear_time(
    folder: Path,
) -> None:
    """What grows with the square of the file would not end here; no clock is needed to see it."""
    path = folder / "long.warc"
    one = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 10000000\r\n\r\nxx\r\n\r\n"
    path.write_bytes(one * 100_000)
    run = read_from(folder, path)
    assert not kept(run) and run.exit_code == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("http://a.example/ 1.2.3.4 19990102030405 text/html 12", ("http://a.example/", "12")),
        ("http://a.example/b c 1.2.3.4 19990102030405 text/html 12", ("http://a.example/b c", "12")),
        ("http://a.example/ 2001:db8::1 19990102030405 text/html 12", ("http://a.example/", "12")),
        # Of version 2: status, checksum, location, offset and file stand before the length.
        ("http://a.example/ 1.2.3.4 19990102030405 text/html 200 abc - 209 v2.arc 12", ("http://a.example/", "12")),
    ],
)  # fmt: skip
def test_the_line_of_an_arc_record_is_read_in_both_versions(
    line: str, said: tuple[str, str]
) -> None:
    head = warc_fields.head_of(Stored(0, f"{line}\n".encode(), BytesIO()))
    found = tuple(
        head.get_header(name) for name in ("WARC-Target-URI", "Content-Length", "WARC-Date")
    )
    assert found == (*said, "1999-01-02T03:04:05Z")


# ---------------------------------------------------------------------------------- any file

RECORDS = [
    record("response", f"{URL}{n}", answer(b"<p>%d" % n), f"WARC-Block-Digest: {digest(answer(b'<p>%d' % n))}", name=f"n{n}")
    for n in range(5)
]  # fmt: skip


@given(
    which=st.lists(st.integers(0, 4), min_size=1, max_size=5, unique=True),
    packed=st.booleans(),
    data=st.data(),
)
def test_whatever_is_wrong_with_one_record_the_others_are_found(
    which: list[int], packed: bool, data: st.DataObject
) -> None:
    """One record of a file loses, gains or changes bytes: every other is found, byte for byte, where it is."""
    records = [RECORDS[n] for n in which]
    bad = data.draw(st.integers(0, len(records) - 1))
    parts = [gzip.compress(one, 1) if packed else one for one in records]
    spoilt = bytearray(parts[bad])
    at = data.draw(st.integers(0, len(spoilt) - 1))
    cut = data.draw(st.integers(0, 30))
    spoilt[at : at + cut] = data.draw(st.binary(max_size=8).filter(lambda b: b"\x1f" not in b))
    parts[bad] = bytes(spoilt)
    found = {
        hashlib.sha256(one.head + one.block.read()).digest()
        for one in stored(BytesIO(b"".join(parts)))
        if not one.wrong
    }
    whole = [one for place, one in enumerate(records) if place != bad]
    # Plain, what is lost at a record's begin or end may touch its neighbour's.
    missing = [one for one in whole if hashlib.sha256(one[:-4]).digest() not in found]
    assert len(missing) <= (0 if packed else 1)


@given(data=st.binary(max_size=300), packed=st.booleans())
def test_any_bytes_are_read_to_their_end(data: bytes, packed: bool) -> None:
    body = b"WARC/1.0\r\n" + data
    list(stored(BytesIO(zlib.compress(body, wbits=31) if packed else body), is_arc=True))


def test_a_record_larger_than_the_memory_for_it_goes_through_a_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc_parts, "IN_MEMORY", 1000)
    for packed in (True, False):
        path = written(
            folder / "a.warc", *RECORDS, record("response", URL, answer()), packed=packed
        )
        run: Run = read_from(folder, path, f"{packed}.db")
        assert len(kept(run)) == 6 and run.exit_code == 0
        assert kept(run)[0].captured_at == AT
