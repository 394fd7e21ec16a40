"""What pages say of others: which spellings are one page, and which lists lead to it as what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from layouts.addresses import Place, place
from layouts.spip_place import identity
from records.kinds import DEFAULT, kind_of, says_month, section_names
from records.models import Capture
from records.reading import Reading
from records.site import Site
from spiders.prefixes import Prefixes

# A page's list, the section whose part it is, the section above that.
_STEPS = 3


@dataclass(slots=True)
class Evidence:
    """Everything learned in one run that one page alone does not tell.

    `met` is every address met, with the identity that the address alone tells; `same` which page
    such an identity turned out to be (an alias has no number until its page is read); `unsure` the
    pages no rule has claimed yet, with their captures.
    """

    site: Site
    met: dict[str, str] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    unsure: dict[str, Capture] = field(default_factory=dict)
    prefixes: Prefixes = field(default_factory=lambda: Prefixes(lambda *_: False))
    _judged: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # Of each page its lists, by identity, with the words of their links; of each list its names.
    _lists: dict[str, dict[str, str]] = field(default_factory=dict)
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _spelled: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def page(self, place_id: str) -> str:
        """The page that an identity stands for, as far as is known by now."""
        return self.same.get(place_id, place_id)

    def meet(self, url: str) -> bool:
        """Keep a spelling of a page's address. Returns whether it is met for the first time."""
        at = place(url, self.site)
        if at is None or at.is_list or url in self.met:
            return False
        self.met[url] = at.id
        return True

    def equal(self, place_id: str, page_id: str) -> None:
        """Learn that an identity is another's: an alias its number's, a redirect its target's."""
        page_id = self.page(page_id)
        if place_id == page_id:
            return
        for one in {place_id, *self._spelled.pop(place_id, ())}:
            self.same[one] = page_id
            self._spelled[page_id].add(one)

    def twin(self, reading: Reading, place_id: str, url: str) -> str | None:
        """The node that a page under a prefix is without it, where it says the same there.

        Where the prefix was met first, what was kept under it goes over to the number alone.
        """
        same = self.prefixes.same_as(reading, url)
        if same and len(same[0]) < len(reading.page_id):
            self.equal(place_id, same[0])
            self.equal(reading.page_id, same[0])
            return same[0]
        for one in same:
            if len(one) > len(reading.page_id):
                self.equal(one, reading.page_id)
        return None

    def redirected(self, source: Place, target: Place) -> None:
        """Learn from a redirect: of the two addresses a number tells more than an alias."""
        if source.is_list or target.is_list:
            return
        if source.kind == "node" and target.kind == "path":
            source, target = target, source
        self.equal(source.id, target.id)

    def note(self, reading: Reading, place_id: str, capture: Capture) -> None:
        """Learn from a page that was read: how it is also spelled, and whom it lists as what."""
        # The page's own word counts more than what a redirect made one think.
        self.same.pop(reading.page_id, None)
        self.equal(place_id, reading.page_id)
        if reading.layout == "spip":
            # By its address alone a page of SPIP's is known so, until its number is.
            self.equal(identity(Place(place_id)), reading.page_id)
        for url, page_id in reading.spellings:
            self.meet(url)
            at = place(url, self.site)
            if at and at.kind in ("path", "node") and at.id not in self.same:
                self.equal(at.id, page_id)
        self._note_listed(reading)
        lists = self.of(reading.page_id)
        if not reading.is_list and kind_of(reading, self.site, lists) == DEFAULT:
            self.unsure[reading.page_id] = capture
            self._judged[reading.page_id] = lists

    def _note_listed(self, reading: Reading) -> None:
        names = section_names(reading, self.site)
        is_list = reading.is_list or bool(names)
        if is_list:
            self._names[reading.page_id] = names
        for url, words in reading.listed:
            at = place(url, self.site)
            # A page that is no list says of others at most which month's newsletter they are.
            if at and (is_list or says_month(words, self.site)):
                self._lists.setdefault(at.id, {})[reading.page_id] = words

    def of(self, page_id: str) -> tuple[str, ...]:
        """What lists say of a page: the names of those that lead to it, and the months their links say.

        Where none of them names a section, those that lead to these count: a part of a section's list.
        """
        months: dict[str, None] = {}
        nearest = [page_id]
        for step in range(_STEPS):
            lists: dict[str, str] = {}
            for one in nearest:
                lists |= self._of(one)
            if step == 0:
                months = dict.fromkeys(w for w in lists.values() if says_month(w, self.site))
            names = dict.fromkeys(name for one in lists for name in self._names.get(one, ()))
            if names or not lists:
                return (*names, *months)
            nearest = [one for one in lists if one in self._names]
        return tuple(months)

    def _of(self, page_id: str) -> dict[str, str]:
        """The lists that lead to a page, by whatever spelling."""
        found: dict[str, str] = {}
        for one in (page_id, *self.aliases(page_id)):
            found |= self._lists.get(one, {})
        return found

    def aliases(self, page_id: str) -> list[str]:
        """The other identities of a page: under one it may have been kept before its number was known."""
        return sorted(self._spelled.get(page_id, set()) - {page_id})

    def late(self) -> dict[str, Capture]:
        """Pages that a list has named since they were read, with their captures: to be read again."""
        named = [page for page in self.unsure if self.of(page) != self._judged.get(page, ())]
        return {page_id: self.unsure.pop(page_id) for page_id in named}
