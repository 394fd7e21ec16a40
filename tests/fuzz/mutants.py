"""Mutants: each is made by its seed and its number alone, so that anybody can make it again."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.fuzz import bytewise, treewise
from tests.fuzz.originals import Original

# A header may say anything as well.
_TYPES = (
    "", "text/html", "text/html; charset=", "text/html; charset=nosuch", "text/html; charset=utf-16",
    "text/html; charset=idna", "text/html; charset=\xe9", "text/html; charset=iso-8859-1", "image/png",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """A page that was changed; `name` says how it is made again."""

    name: str
    page: Original


def page(seed: int, number: int, originals: Sequence[Original]) -> Mutant:
    """One page changed: its tree, its bytes, or both; now and then its headers."""
    chance = random.Random(f"page {seed} {number}")
    original = originals[number % len(originals)]
    body, way = original.body, chance.choice(("tree", "bytes", "both"))
    if way != "bytes" and original.form == "html":
        body = treewise.changed(chance, body, chance.choice((1, 1, 2, 4, 12)))
    if way != "tree" or original.form == "text":
        body = changed(chance, body, chance.choice((1, 1, 1, 2, 4, 12)))
    headers = original.headers
    if chance.random() < 0.1:
        headers = {**headers, "content-type": chance.choice(_TYPES)}
    made = replace(original, body=body[: bytewise.MOST_BYTES * 2], headers=headers)
    return Mutant(f"seed {seed}, page {number}, of {original.url}", made)


def file(seed: int, number: int, originals: Sequence[bytes]) -> bytes:
    """One attached file changed; of one that is a ZIP also what is packed in it, or how."""
    chance = random.Random(f"file {seed} {number}")
    body, times = originals[number % len(originals)], chance.choice((1, 1, 2, 4, 12))
    if body.startswith(b"PK") and chance.random() < 0.6:
        return chance.choice((_part_changed, _marks_changed))(chance, body)
    return changed(chance, body, times)


def _part_changed(chance: random.Random, body: bytes) -> bytes:
    """A ZIP with one of its parts changed, and packed again as it should be."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as held, zipfile.ZipFile(written, "w") as packed:
        names = held.namelist()
        chosen = chance.choice(names)
        for name in names:
            part = held.read(name)
            packed.writestr(name, changed(chance, part, 1) if name == chosen else part)
    return written.getvalue()


def _marks_changed(chance: random.Random, body: bytes) -> bytes:
    """A ZIP that says of its parts that they are encrypted, or packed in ways that nobody knows."""
    changed, offset = bytearray(body), chance.choice((0, 2))
    mark = chance.choice((1, 8, 14, 65, 99, 255))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(signature), body):
            if found.start() + at + offset < len(changed) and chance.random() < 0.8:
                changed[found.start() + at + offset] = mark
    return bytes(changed)


def changed(chance: random.Random, body: bytes, times: int) -> bytes:
    """Bytes changed in some of the ways of `bytewise`."""
    for _ in range(times):
        if not body:
            break
        body = chance.choice(bytewise.CHANGES)(chance, body)
    return body
