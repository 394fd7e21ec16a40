"""Whether what a page says now is its own, or words that stand in place of it.

A layout cannot know: an error page made by the site's own CMS looks like any page. What the page
said before tells, and what other pages say in the same run.
"""

from __future__ import annotations

from dataclasses import dataclass

# The same words at so many addresses in one run are nobody's: two pages may be copies.
MANY = 3
# A stand-in is short, and much shorter than the text in whose place it stands.
SHORT = 600
SHRUNK = 5


@dataclass(frozen=True, slots=True)
class Words:
    """What one page says: its title, its text, the day printed on it."""

    title: str
    text: str
    date: str | None = None


def is_doubtful(before: Words | None, now: Words, elsewhere: bool) -> bool:
    """Whether to wait for the other pages of the run before a page is believed.

    `elsewhere` is whether another address said the same. A page under the title it had is itself, unless
    it has lost all of its text; one that says nothing but its title says too little to be anybody else's.
    """
    if before is None:
        return elsewhere and bool(now.text)
    return before.title != now.title or has_lost_its_text(before, now)


def has_lost_its_text(before: Words | None, now: Words) -> bool:
    """Whether a page says nothing any more under the title under which it had a text."""
    return (
        before is not None
        and before.title == now.title
        and bool(before.text.strip())
        and not now.text.strip()
    )


def emptied(before: Words | None, now: Words) -> str | None:
    """What shows that a page's text vanished while its title stayed: more often unread than taken away."""
    if before is None or not has_lost_its_text(before, now):
        return None
    return (
        f"the {len(before.text)} characters under {now.title!r} are gone, and the title stays: did the"
        " template change? What it said before is kept"
    )


def repeated(now: Words, addresses: int) -> str | None:
    """What shows that the words of a doubtful page are those of an error page, said at many addresses."""
    if addresses < MANY:
        return None
    return f"the same words, {now.title!r}, came at {addresses} addresses in one run"


def shrunk(before: Words | None, now: Words) -> str | None:
    """What shows that another page, and next to nothing, came where a long text stood."""
    if (
        before is None
        or len(now.text) > SHORT
        or len(before.text) < SHRUNK * max(len(now.text), 60)
    ):
        return None
    return (
        f"{now.title!r} with {len(now.text)} characters came where {before.title!r} with"
        f" {len(before.text)} stood: look at the capture; it is believed if it is still so in some days"
    )
