"""What one printed line is, whatever printed it: an item of a list, a label with its value, prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from records.names import folded
from records.reading import Block
from records.site import Site
from records.web_addresses import host

# "- ", "• ", SPIP's raw "# ", "## " and "-* "; "3. ", "3) " and the slip "5.The". Never "8.7", "2011/36".
_BULLET = re.compile(r"^(?:[-–—•●▪◦·*]|-\*+|-#+|#{1,3})\s+(?=\S)")
_NUMBER = re.compile(r"^(\d{1,2})\s?[.)](?:\s+(?=\S)|(?=[^\W\d]))")
_LABEL = re.compile(
    r"^(?P<word>[^\W\d][\w'’ -]{1,60}?)(?:\s?\([^()\n]{1,30}\))?\s*:\s*(?P<value>.*)$", re.DOTALL
)
# What is set before a label as a picture of it: `☎ Contact : …`
_PICTURED = re.compile(r"^[☎✆✉📞📱📧🌐🔗→➔►▶»›>]\ufe0f?\s*")
# `Contact – Ada Byrne`, `Site internet – www.example.org`
_DASHED = re.compile(r"^(?P<word>[^\W\d][\w'’ ]{1,40}?)\s[–—-]\s(?P<value>\S.*)$")
# `Retrouvez-nous sur www.example.org`, `Our website is www.example.org`. Theirs may be another's: it opens
# the line, behind `voir` at most.
_WHOSE = (
    r"(?:(?:.{0,60}\b)?(?:notre|our)"
    r"|(?:(?:voir|consulte[rz]?|visite[rz]?|see|visit|sur|on) )?(?:son|leur|its|their))"
    r" (?:site(?: internet| web| officiel)?|web ?site)"
)
_SAID = re.compile(
    rf"(?:{_WHOSE}(?: est| is)?(?: a l'adresse| at)?"
    r"|(?:retrouvez|rejoignez|visitez)[ -]nous (?:sur|a l'adresse)"
    r"|(?:find|visit|follow) us (?:at|on))\s?:?"
)
_OUR_SITE = re.compile(rf"{_WHOSE}\W*")
_PARTED = re.compile(r":|\s[–—-]\s")
_COLON = re.compile(r"(?<![^\W\d])(?P<words>[^\W\d]{1,30}(?: [^\W\d]{1,30}){0,2})\s{0,3}:(?=\s)")
# "Le site de l'ABC", "Our website": whose it is, around the label's own words.
_OWNED = re.compile(
    r"(?:(?:le|la|les|notre|nos|votre|son|ses|leur|our|the|its|their|your) |l')?"
    r"(?P<words>.+?)(?: (?:du|des|de|of|for) .+| d'.+)?"
)
_LEADS = re.compile(r"https?://")
_ADDRESS = re.compile(
    r"^(?:https?://|www\.)\S+$|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,14}(?:/\S*)?$", re.IGNORECASE
)


def item(line: str) -> Block | None:
    """The line as an item of a list, if it begins as one."""
    bullet = _BULLET.match(line)
    if bullet:
        return Block("item", line[bullet.end() :], bullet[0])
    number = _NUMBER.match(line)
    if number:
        return Block("item", line[number.end() :], number[0])
    return None


def label(line: str, site: Site, url: str | None = None) -> Block | None:
    """The line as a label with its value, if the word before its colon is one of the site's labels."""
    bullet = _BULLET.match(line) or _PICTURED.match(line)
    words = line[bullet.end() :] if bullet else line
    found = _LABEL.match(words) or _dashed(words, site, url)
    name = found and _named(found["word"], site)
    if not found or not name:
        return None
    value = found["value"].strip()
    if value and not _is_plain(found["word"], site) and not (url or address_in(value)):
        # "Le site de la réunion : salle B": in so many words only a web address is a website.
        return None
    text, marker = (found[0], bullet[0]) if bullet else (line, "")
    return Block("label", text, marker, name, value, url or address_in(value))


def _dashed(words: str, site: Site, url: str | None) -> re.Match[str] | None:
    """A line whose label a dash parts from its value: a plain one, a website's before an address."""
    found = _DASHED.match(words)
    name = site.label_by_word.get(folded(found["word"])) if found else None
    if found is None or name is None:
        return None
    is_address = bool(address_in(found["value"]) or (url and _ADDRESS.match(found["value"])))
    is_contact = name == "contact" and found["value"][0].isupper()
    return found if is_address or is_contact else None


def _named(words: str, site: Site) -> str | None:
    """The stable name of the label that words are, whosever they say it is; None where they are none."""
    said = folded(words).strip(" :")
    if name := site.label_by_word.get(said):
        return name
    owned = _OWNED.fullmatch(said)
    name = owned and site.label_by_word.get(owned["words"])
    return name if name == "website" else None


def _is_plain(words: str, site: Site) -> bool:
    """Whether words are a label's own, without an article or an owner."""
    return folded(words).strip(" :") in site.label_by_word


def before_address(line: str, site: Site, link: str | None = None) -> Block | None:
    """A label right before a web address, without a colon (`Site internet www.example.org`)."""
    words, _, last = line.rpartition(" ")
    url = address_in(last)
    if not words or not url:
        return None
    if _named(words, site) != "website" and not _SAID.fullmatch(folded(words)):
        return None
    return Block("label", line, "", "website", last, link or url)


def classify(line: str, site: Site, url: str | None = None) -> Block:
    """The line as the block it is."""
    return (
        label(line, site, url)
        or before_address(line, site, url)
        or _linked_label(line, site, url)
        or bare_label(line, site)
        or item(line)
        or Block("paragraph", line, url=url)
    )


def _linked_label(line: str, site: Site, url: str | None) -> Block | None:
    """A line that is nothing but a website's label, and leads there: `<a href=…>Site internet</a>`."""
    bullet = _BULLET.match(line) or _PICTURED.match(line)
    words = line[bullet.end() :] if bullet else line
    if not url or not _LEADS.match(url) or host(url) in site.hosts:
        return None
    if _named(words, site) != "website" and not _OUR_SITE.fullmatch(folded(words)):
        return None
    return Block("label", words, bullet[0] if bullet else "", "website", words, url)


def bare_label(line: str, site: Site) -> Block | None:
    """A line that is nothing but a label's words, as a heading or a table's cell prints them.

    A single everyday word is none, unless it says only that: "Contact", but not "Site".
    """
    words = folded(line).strip(" :")
    name = site.label_by_word.get(words)
    if name is None or (" " not in words and not words.startswith("contact")):
        return None
    return Block("label", line, "", name)


def split_labels(line: str, site: Site) -> list[str]:
    """A line that holds two labels (`Website: A – Contact: B`) as the line of each.

    Only a line that begins with a label is split: elsewhere the words are words.
    """
    if not label(line, site):
        return [line]
    starts = [0]
    # The label that the line begins with is whole, behind its bullet too: "Notre site :" is not two.
    parted = _PARTED.search(line)
    opening = parted.start() if parted else 0
    for found in _COLON.finditer(line):
        words = found["words"].split(" ")
        # The label's words are the last before the colon, as many as make one: "A. Person Web site:".
        for count in (3, 2, 1):
            name = " ".join(words[-count:])
            # An address beside a contact is part of it.
            if count <= len(words) and site.label_by_word.get(folded(name), "mail") != "mail":
                starts.append(found.start() + len(found["words"]) - len(name))
                break
    starts = [0, *sorted({start for start in starts if start > opening})]
    ends = [*starts[1:], len(line)]
    return [line[start:end].strip(" –—-|;,") for start, end in zip(starts, ends, strict=True)]


def address_in(value: str) -> str | None:
    """A web address printed bare (`www.example.org`), made whole; None where it is anything else."""
    value = value.strip(" <>()[].,;")
    if not _ADDRESS.match(value) or "@" in value:
        return None
    return value if "://" in value else f"http://{value}"


def _with_everyday_labels(blocks: Iterable[Block], site: Site) -> Iterator[Block]:
    """Blocks with a single everyday word (`Site`) made a label where nothing but an address is below it."""
    before: Block | None = None
    for block in blocks:
        if before is not None:
            name = _named(before.text, site) if before.kind in ("paragraph", "heading") else None
            is_label = name is not None and block.kind == "paragraph" and _is_value(block, name)
            yield (
                replace(before, kind="label", label=name or "", url=None, value="")
                if is_label
                else before
            )
        before = block
    if before is not None:
        yield before


def _is_value(block: Block, name: str) -> bool:
    """Whether a paragraph is nothing but a link or an address, as the label of that name has it."""
    if name == "website":
        return bool(
            address_in(block.text) or (block.value and (block.url or "").startswith("http"))
        )
    return "@" in block.text and " " not in block.text.strip()


def joined(blocks: Iterable[Block], site: Site) -> list[Block]:
    """Blocks with each label that stands alone given the value that is printed below it.

    One paragraph becomes part of the label's line; items stay items, and are its value together.
    """
    blocks = _with_everyday_labels(blocks, site)
    result: list[Block] = []
    open_label: int | None = None
    items: list[Block] = []
    for block in blocks:
        if open_label is not None and block.kind == "item":
            items.append(block)
        elif open_label is not None and block.kind == "paragraph" and not items:
            above = result[open_label]
            if _is_plain(above.text, site) or _is_value(block, above.label):
                result[open_label] = _with_value(above, block)
                open_label = None
                continue
            result[open_label] = Block("paragraph", above.printed())
            open_label = None
        else:
            if open_label is not None and items:
                result[open_label] = _with_items(result[open_label], items)
            items = []
            is_open = block.kind == "label" and not block.value
            open_label = len(result) if is_open else None
        result.append(block)
    if open_label is not None and items:
        result[open_label] = _with_items(result[open_label], items)
    return result


def _with_items(label: Block, items: list[Block]) -> Block:
    """A label and the items below it, which are its value together."""
    value = ", ".join(text for text in (label.value, *(item.text for item in items)) if text)
    urls = (item.url or address_in(item.text) for item in items)
    return replace(label, value=value, url=label.url or next(filter(None, urls), None))


def _with_value(label: Block, below: Block) -> Block:
    """A label and the paragraph below it, as one line where they can be read as one."""
    url = below.url or address_in(below.text)
    between = " " if label.text.rstrip().endswith(":") else "\n\n"
    value = ", ".join(line.strip(" ,") for line in below.text.split("\n"))
    text = f"{label.text.rstrip()}{between}{below.text}"
    return Block("label", text, label.marker, label.label, value, url)


def labelled_row(row: str, url: str | None, site: Site) -> Block | None:
    """A table's row of a label and its value (`Contact | A. Person`); None for any other row."""
    cells = row.split(" | ")
    if len(cells) != 2 or not cells[1]:
        return None
    if folded(cells[1]).strip(" :") in site.label_by_word:
        return None  # the head of a table: the values stand below
    known = label(f"{cells[0].rstrip(' :')} : {cells[1]}", site, url)
    return replace(known, text=row) if known else None


def headed(blocks: Iterable[Block], site: Site) -> list[Block]:
    """Blocks with the values under a table's head of labels (`Contact | Web site`) as labels.

    The row's text stays one; a label without a text of its own carries a value only.
    """
    result: list[Block] = []
    for block in blocks:
        above = result[-1] if result and block.kind == "row" else None
        names = [
            site.label_by_word.get(folded(cell).strip(" :"))
            for cell in (above.text.split(" | ") if above and above.kind == "row" else ())
        ]
        values = block.text.split(" | ")
        if len(names) < 2 or not all(names) or len(values) != len(names):
            result.append(block)
            continue
        for number, (name, value) in enumerate(zip(names, values, strict=True)):
            url = (block.url or address_in(value)) if name == "website" else None
            result.append(Block("label", "" if number else block.text, "", name or "", value, url))
    return result
