"""Which member a profile is of, where others print its acronym: told anew with each of them."""

from __future__ import annotations

from sqlite_utils import Database

from archive.history import Provenance
from archive.store import put_content
from records.models import PageDocument, Profile
from records.namesakes import members_of, rivals
from records.site import Site


def settled(db: Database, profile: Profile, source: Provenance, site: Site) -> Profile:
    """The profile as its member's; those that are another's now that it is known become so.

    One that is moved says the same words as before: its version is marked `re-read`.
    """
    others = [
        Profile.model_validate(row)
        for row in db.query("SELECT * FROM profiles WHERE acronym IS NOT NULL ORDER BY id")
    ]
    found = rivals(profile, others, site)
    members = members_of([profile, *found], site)
    for other in found:
        if members[other.id] != other.member_id:
            moved = other.with_changes(member_id=members[other.id], documents=_places(db, other))
            put_content(db, moved, _again(db, other, source), site.languages)
    return profile.with_changes(member_id=members[profile.id])


def _again(db: Database, other: Profile, source: Provenance) -> Provenance:
    """The provenance of another profile's words, read as they are after this run's capture."""
    read_at = db.execute(
        "SELECT max(captured_at) FROM versions WHERE record_table = 'profiles' AND record_id = ?",
        (other.id,),
    ).fetchone()[0]
    return Provenance(other.capture_id, read_at, source.crawl_id, "re-read", source.parser)


def _places(db: Database, profile: Profile) -> list[PageDocument]:
    """The files of a profile's page: put back with it, they are as they were."""
    rows = db.query(
        "SELECT * FROM page_documents WHERE page_id = ? ORDER BY position", (profile.id,)
    )
    return [PageDocument.model_validate(row) for row in rows]
