"""WARC and ARC files opened, however packed: plain, gzip by record or as a whole, zstd, in a WACZ."""

from __future__ import annotations

import hashlib
import json
import lzma
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from archive.warc_parts import BREAKS_OFF
from archive.warc_stored import Stored, stored
from records.characters import shown_name
from records.errors import ArchiveError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ARC = (".arc", ".arc.gz")
ZSTD = ".warc.zst"
# Text extractions (WET) are WARC files too.
WARC = (".warc", ".warc.gz", ZSTD, ".warc.wet", ".warc.wet.gz", ".wet.gz")
# A ZIP of WARC files with their index, as browsertrix and other tools of Webrecorder write it.
WACZ = ".wacz"
SUFFIXES = (*WARC, *ARC, WACZ)
_PACKAGE = "datapackage.json"
_STEP = 2**20
_HASHES = ("md5", "sha1", "sha256", "sha512")
# A dictionary stands first in its file, in a frame that is passed over in unpacking.
_DICTIONARY, _ZSTD = b"\x5d\x2a\x4d\x18", b"\x28\xb5\x2f\xfd"
_DAMAGE = (
    OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error,
    lzma.LZMAError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One file: `name` is what it is called within a WACZ, `wrong` what is wrong with it as a whole, which
    may keep its records from being read or not. An index or a list of a WACZ holds no records."""

    name: str
    records: Iterator[Stored] | None = None
    wrong: str = ""


def opened(path: Path) -> Iterator[Part]:
    """The files of records that a file is or holds. Each must be read before the next is asked for.

    Raises ArchiveError where it is a WACZ and no ZIP, or one without records.
    """
    if not path.name.lower().endswith(WACZ):
        with path.open("rb") as stream:
            yield from _part(stream, "", path.name)
        return
    try:
        with zipfile.ZipFile(path) as packed:
            yield from _of_wacz(packed, path)
    except zipfile.BadZipFile as error:
        raise ArchiveError(f"{shown_name(path)} is damaged: {error}; get the file again") from error


def _part(stream: IO[bytes], name: str, path: str) -> Iterator[Part]:
    if not path.lower().endswith(ZSTD):
        yield Part(name, stored(stream, is_arc=path.lower().endswith(ARC)))
        return
    with _unpacked(stream) as (unpacked, wrong):
        yield Part(name, stored(unpacked), wrong)


@contextmanager
def _unpacked(stream: IO[bytes]) -> Iterator[tuple[IO[bytes], str]]:
    """What a file packed with zstd holds, and what kept it from being unpacked to its end."""
    with TemporaryFile() as unpacked:
        try:
            with zstd.ZstdFile(stream, zstd_dict=_dictionary(stream)) as source:
                # All that is whole, before what breaks off.
                while data := source.read1(_STEP):
                    unpacked.write(data)
            wrong = ""
        except EOFError:
            wrong = BREAKS_OFF
        except (zstd.ZstdError, ValueError) as error:
            wrong = f"it cannot be unpacked ({error})"
        unpacked.seek(0)
        yield unpacked, wrong


def _dictionary(stream: IO[bytes]) -> zstd.ZstdDict | None:
    head = stream.read(8)
    found = None
    if head.startswith(_DICTIONARY):
        content = stream.read(int.from_bytes(head[4:], "little"))
        found = zstd.ZstdDict(zstd.decompress(content) if content.startswith(_ZSTD) else content)
    stream.seek(0)
    return found


def _of_wacz(packed: zipfile.ZipFile, path: Path) -> Iterator[Part]:
    names = sorted(one.filename for one in packed.infolist() if not one.is_dir())
    declared, wrong_package = _declared(packed, names)
    if not any(_holds_records(name) for name in (*names, *declared)):
        raise ArchiveError(f"{shown_name(path)} holds no WARC file (archive/*.warc.gz)")
    for name in sorted({*names, *declared}):
        if name not in names:
            yield Part(name, wrong=f"{_PACKAGE} names it, and it is not there")
            continue
        with TemporaryFile() as copy:
            wrong = _copied(packed, name, copy, declared.get(name, {}))
            wrong = wrong or (wrong_package if name == _PACKAGE else "")
            if _holds_records(name):
                for part in _part(copy, name, name):
                    yield replace(part, wrong=wrong or part.wrong)
            elif name.startswith("archive/"):
                yield Part(name, wrong=wrong or "it is no file of records that can be read")
            else:
                yield Part(name, wrong=wrong)


def _holds_records(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith((*WARC, *ARC))


def _declared(packed: zipfile.ZipFile, names: list[str]) -> tuple[dict[str, dict[str, Any]], str]:
    """What the package says of its members, by their names; and what is wrong with what it says."""
    if _PACKAGE not in names:
        return {}, ""
    try:
        resources = json.loads(packed.read(_PACKAGE)).get("resources") or []
        if not all(isinstance(one["path"], str) for one in resources):
            return {}, "it names a member by what is no text"
        return {one["path"]: one for one in resources}, ""
    except (*_DAMAGE, AttributeError, KeyError, TypeError) as error:
        return {}, f"it cannot be read ({type(error).__name__})"


def _copied(packed: zipfile.ZipFile, name: str, copy: IO[bytes], declared: dict[str, Any]) -> str:
    """Copy a member to where it can be sought in; what is wrong with it, by the ZIP and by the package."""
    algorithm, _, value = str(declared.get("hash") or "").partition(":")
    algorithm = algorithm.lower().replace("-", "")
    found = hashlib.new(algorithm if algorithm in _HASHES else "sha256", usedforsecurity=False)
    wrong = ""
    try:
        with packed.open(name) as member:
            while data := member.read(_STEP):
                found.update(data)
                copy.write(data)
    except _DAMAGE as error:
        wrong = f"it cannot be unpacked ({error})"
    size = copy.tell()
    copy.seek(0)
    if not wrong and value and algorithm == found.name and value.lower() != found.hexdigest():
        wrong = f"its hash is not that of {_PACKAGE}"
    if not wrong and isinstance(declared.get("bytes"), int) and declared["bytes"] != size:
        wrong = f"its size is not that of {_PACKAGE}"
    return wrong
