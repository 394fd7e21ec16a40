"""One node under two prefixes: a page that says under `/en/node/30` what `/node/30` says is one page.

A translation bears the same number, but neither the language nor the words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from records.reading import Reading, text_of

_NODE = re.compile(r"(drupal/node/[0-9]+)(/[a-z]{2})?")
# Whether an address is known, from earlier runs, to lead to a node in a language.
Known = Callable[[str, str, str | None], bool]


@dataclass(slots=True)
class Prefixes:
    """What each node was read to say in this run, under each of its prefixes."""

    known: Known
    _said: dict[str, dict[str, str]] = field(default_factory=dict)

    def same_as(self, reading: Reading, url: str) -> list[str]:
        """The other identities under which a node says the same: its own number's stands first."""
        named = _NODE.fullmatch(reading.page_id)
        if named is None:
            return []
        own = _digest(reading)
        said = self._said.setdefault(named[1], {})
        said[reading.page_id] = own
        same = [one for one, words in said.items() if words == own and one != reading.page_id]
        if named[2] and named[1] not in said and self.known(url, named[1], reading.language):
            same.append(named[1])
        return sorted(same)


def _digest(reading: Reading) -> str:
    said = f"{reading.language}\n{reading.title}\n{text_of(reading.blocks)}"
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()
