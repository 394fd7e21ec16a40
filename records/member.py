"""A page about a member: its name, acronym, founding year, website and contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from records.common import content_fields
from records.founding import founded_year
from records.models import Member, Profile
from records.names import acronym_key, folded, slug, split_acronym
from records.reading import Block, Reading, text_of
from records.site import Site
from records.web_addresses import host

# The mark of a footnote: "A. Person [1]".
_NOTE = re.compile(r"\s?\[\d{1,2}\](?=\W|$)")
_CONTACT = ("contact", "mail")
# Few words, then an address that is a host's own or one word below it.
_ENDING_ADDRESS = re.compile(
    r"(?:[^\n]{3,60}?[\s:]|\W{1,3})\(?(?P<address>(?:https?://(?:www\.)?|www\.)[\w-]+(?:\.[\w-]+)+(?:/[\w.-]*)?/?)[)]?\.?"
)
_SHORT = 60
# Sites where everybody may have a page.
_OF_ALL = re.compile(
    r"(?:^|\.)(?:facebook|fb|twitter|x|instagram|youtube|youtu|linkedin|tiktok|vimeo|dailymotion|flickr|whatsapp"
    r"|telegram|t|bsky|threads|pinterest|snapchat|helloasso|google|goo|openstreetmap|wikipedia|change)"
    r"\.(?:com|be|org|fr|me|app|net|gl)$"
)


class _Website(NamedTuple):
    url: str | None
    label: str | None


def member_id(name: str, acronym: str | None, site: Site) -> str:
    """The stable id of a member: an alias of `site.toml`, else its acronym, else its name."""
    alias = site.member_by_alias.get(folded(name))
    return alias or slug(acronym_key(acronym or name)) or "unnamed"


def profile(reading: Reading, site: Site, capture_id: str) -> Profile:
    """The record of a member's page.

    Its website and contact lines are fields and stay in its text, as printed; SPIP's hyperlink
    field is no line of the text, and becomes the website where no label names one.
    """
    name, acronym = split_acronym(reading.title)
    labels = _used_labels(reading.blocks, site)
    website = _website(labels)
    hyperlinks = [block for block in labels if block.label == "hyperlink"]
    own = replace(reading, blocks=tuple(b for b in reading.blocks if b not in hyperlinks))
    contact = next(
        (
            value
            for block in labels
            if block.label in _CONTACT and (value := _NOTE.sub("", block.value))
        ),
        None,
    )
    description = _before_first_label(reading.blocks, labels)
    return Profile(
        **content_fields(own, capture_id),
        member_id=member_id(name, acronym, site),
        name=name,
        acronym=acronym,
        founded_year=founded_year((block.text for block in reading.blocks), reading.title),
        website_url=website.url,
        website_label=website.label,
        contact=contact,
        description=text_of(description) or None,
    )


def _used_labels(blocks: Sequence[Block], site: Site) -> list[Block]:
    """The labels that become fields: the first of each name; a second one stays in the text."""
    used: list[Block] = []
    for names in (("website",), ("contact", "mail")):
        labelled = (b for name in names for b in blocks if b.kind == "label" and b.label == name)
        first = next((block for block in labelled if block.value or block.url), None)
        used += [first] if first else []
    if not any(block.label == "website" for block in used):
        used += _unlabelled_website(blocks, site)
    return used


def _unlabelled_website(blocks: Sequence[Block], site: Site) -> list[Block]:
    """Where no label names it: SPIP's hyperlink field, an address in a paragraph of its own, or the only
    link out of the site where that is alone in its line, or ends a short one as an address.

    What associations have on other people's sites (a page of a network, a film, a map) is none of theirs.
    """
    field = [b for b in blocks if b.label == "hyperlink" and not _is_own(b.url, site)]
    bare = [b for b in blocks if b.kind == "paragraph" and _is_address(b)]
    out = [b for b in blocks if _leads_out(b, site)]
    alone = [b for b in out if b.value and b.kind in ("paragraph", "item")]
    ending = [b for b in map(_ending_in_address, blocks) if b and _leads_out(b, site)]
    only = alone or ending if len({_site(b.url) for b in [*out, *ending]}) == 1 else []
    return (field or bare or only)[:1]


def _ending_in_address(block: Block) -> Block | None:
    """A short line (`Plus d'informations sur www.example.org`) as the address at its end, which leads to a
    whole site; None where it is none."""
    if block.kind not in ("paragraph", "item"):
        return None
    for line in block.text.split("\n"):
        words, _, last = line.strip().rpartition(" ")
        if (
            words
            and len(words) <= _SHORT
            and _site(block.url) == last.rstrip("/.)").removeprefix("www.")
        ):
            # Without a scheme it is an address where it leads there.
            return replace(block, value=last.rstrip(".)"))
        found = _ENDING_ADDRESS.fullmatch(line.strip())
        if found:
            printed = found["address"]
            url = printed if printed.startswith("http") else f"http://{printed}"
            return replace(
                block, value=printed, url=block.url if _site(block.url) == _site(url) else url
            )
    return None


def _site(url: str | None) -> str:
    return host(url or "").removeprefix("www.")


def _leads_out(block: Block, site: Site) -> bool:
    url = block.url or ""
    return url.startswith("http") and not _is_own(url, site) and not _OF_ALL.search(host(url))


def _is_own(url: str | None, site: Site) -> bool:
    """A link to a page of the collective's own site is nobody's website."""
    return url is not None and host(url) in site.hosts


def _is_address(block: Block) -> bool:
    if re.fullmatch(r"(?:https?://|www\.)\S+", block.text):
        return True
    # `example.org` alone, as a link that leads there.
    printed = block.text.removeprefix("www.").rstrip("/")
    return block.value == block.text and "." in printed and _site(block.url) == printed


def _website(labels: Sequence[Block]) -> _Website:
    """Address and words of the website. What is printed bare is its own label."""
    for block in labels:
        if block.label in _CONTACT:
            continue
        value = block.value or block.text
        bare = value if value.startswith("http") else f"http://{value}"
        url = block.url or (bare if _is_address(block) else None)
        return _Website(url if url and url.startswith("http") else None, value or None)
    return _Website(None, None)


def _before_first_label(blocks: Sequence[Block], labels: Sequence[Block]) -> list[Block]:
    """What the page says first; what stands below the labels where nothing is above them."""
    for number, block in enumerate(blocks):
        if block in labels or (block.kind == "heading" and number):
            above = list(blocks[:number])
            break
    else:
        return list(blocks)
    if any(block.kind != "heading" for block in above):
        return above
    return [block for block in blocks if block not in labels]


def member(profiles: Sequence[Profile], languages: Sequence[str]) -> Member:
    """A member as its profiles together say: each field from the latest profile that prints it.

    Of profiles of one day, the one in the first of the site's languages counts more. The result
    does not depend on the order in which the profiles were read.
    """

    def rank(one: Profile) -> tuple[bool, str, int, str]:
        language = languages.index(one.language) if one.language in languages else len(languages)
        # The rebuilt site prints no date on a profile, and is later than any of the old one.
        return one.id.startswith("drupal/"), one.published_on or "", -language, one.id

    ordered = sorted(profiles, key=rank)
    latest = ordered[-1]

    def said(field: str) -> object:
        values = (getattr(one, field) for one in reversed(ordered))
        return next((value for value in values if value is not None), None)

    website = next(
        (one for one in reversed(ordered) if one.website_url or one.website_label), latest
    )
    return Member.model_validate(
        {
            "id": latest.member_id,
            "name": said("name"),
            "acronym": said("acronym"),
            "founded_year": said("founded_year"),
            "website_url": website.website_url,
            "website_label": website.website_label,
            "contact": said("contact"),
            "first_profile_id": ordered[0].id,
            "last_profile_id": latest.id,
            "page_id": latest.page_id,
            "url": latest.url,
            "capture_id": latest.capture_id,
        }
    )
