"""Known pages that a crawl did not meet: asked once at its end, because a missing link proves nothing."""

from __future__ import annotations

from collections.abc import Collection

from archive import absences
from archive.run import Run
from layouts.addresses import Place, canonical, place
from spiders.evidence import Evidence


def unlisted(
    run: Run, evidence: Evidence, asked: Collection[Place], read: Collection[str]
) -> list[str]:
    """The identities of these pages, in order. Those withheld, and the home page, are none."""
    met = set(read) | run.withheld
    spelled = [(canonical(at.id, run.site), at.id) for at in asked]
    for url, place_id in [*spelled, *evidence.met.items()]:
        page = evidence.page(place_id)
        # Of one that did not answer only earlier runs know the number.
        met.add(page if page in met else absences.page_at(run.db, page, url) or page)
    return [
        page_id
        for page_id in absences.expected(run.db, run.layouts)
        if page_id not in met and _has_address(page_id, run)
    ]


def _has_address(page_id: str, run: Run) -> bool:
    """Whether a page can be asked for: of a text extraction the address may not be known."""
    at = place(canonical(page_id, run.site), run.site)
    if at is None or at.kind == "sommaire":
        return False
    return page_id in (at.id, at.id.replace("drupal/path/", "spip/path/"))
