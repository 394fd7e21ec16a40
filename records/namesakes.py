"""Profiles under one acronym: of one member, or of two whose names are unlike."""

from __future__ import annotations

from collections.abc import Iterable

from records.member import member_id
from records.models import Profile
from records.names import acronym_key, folded, natural
from records.resemblance import Named, are_unlike
from records.site import Site


def members_of(profiles: Iterable[Profile], site: Site) -> dict[str, str]:
    """Profile → member, for all profiles that print one acronym, whatever their order.

    The profile of the lowest page bears the acronym as its id, and whose name is like one of its own;
    names in two languages cannot be compared, and count as like. Another member is known by its name.
    """
    groups: list[list[Profile]] = []
    for profile in sorted(profiles, key=lambda one: natural(one.id)):
        group = next((group for group in groups if _is_of(profile, group)), None)
        if group is None:
            groups.append([profile])
        else:
            group.append(profile)
    return {
        profile.id: member_id(group[0].name, None if number else group[0].acronym, site)
        for number, group in enumerate(groups)
        for profile in group
    }


def rivals(profile: Profile, others: Iterable[Profile], site: Site) -> list[Profile]:
    """The other profiles that print the same acronym; none for a member that an alias names."""
    if not profile.acronym or folded(profile.name) in site.member_by_alias:
        return []
    key = acronym_key(profile.acronym)
    return [
        other
        for other in others
        if other.acronym
        and acronym_key(other.acronym) == key
        and other.id != profile.id
        and folded(other.name) not in site.member_by_alias
    ]


def _is_of(profile: Profile, group: list[Profile]) -> bool:
    """Whether a profile is like one of a group in its language, or no other of the group is in it."""
    same = [
        o for o in group if None in (o.language, profile.language) or o.language == profile.language
    ]
    return not same or not all(are_unlike(_named(profile), _named(other)) for other in same)


def _named(profile: Profile) -> Named:
    return Named(profile.name, profile.acronym, profile.website_url)
