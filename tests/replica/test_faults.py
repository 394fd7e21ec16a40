"""The replica goes wrong on command, the same way each time, and right again when told."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import subprocess
import sys

import pytest

from replica.faults import FAULTS
from replica.server import serve
from tests.replica.asking import get

PAGES = [f"/spip.php?page=article&id_article={number}" for number in range(1, 400)]


def test_every_fault_can_be_served_and_ended_while_the_replica_runs() -> None:
    with serve() as site:
        well = get(site, "/spip.php?page=plan").status
        for name in FAULTS:
            site.misbehave(name)
            with contextlib.suppress(http.client.HTTPException, OSError):
                get(site, "/spip.php?page=plan")
        site.misbehave()
        assert get(site, "/spip.php?page=plan").status == well == 200


def test_a_tenth_of_the_requests_fails_and_always_the_same_tenth() -> None:
    statuses = []
    for _ in range(2):
        with serve(faults=["errors"]) as site:
            statuses.append([get(site, page).status for page in PAGES])
    assert statuses[0] == statuses[1]
    assert 20 <= statuses[0].count(500) <= 60


def test_an_address_that_failed_is_well_when_it_is_asked_often_enough() -> None:
    with serve(faults=["errors"]) as site:
        assert all(any(get(site, page).status != 500 for _ in range(4)) for page in PAGES[:60])


def test_half_of_the_pages_are_not_there_and_the_home_page_is() -> None:
    with serve() as site:
        there = [page for page in PAGES if get(site, page).status == 200]
        site.misbehave("half-gone")
        left = [page for page in there if get(site, page).status == 200]
        assert get(site, "/").status == 200
    assert 0.3 < len(left) / len(there) < 0.7


def test_an_empty_site_has_a_home_page_without_links_and_nothing_else() -> None:
    with serve(faults=["empty"]) as site:
        home = get(site, "/")
        assert home.status == 200
        assert home.links() == []
        assert b"<item>" not in get(site, "/spip.php?page=backend").body
        assert get(site, "/spip.php?page=plan").status == 404


def test_a_bomb_is_a_thousand_times_larger_than_it_is_sent() -> None:
    with serve(faults=["bombs"]) as site:
        bombs = [got for page in PAGES if "gzip" in str((got := get(site, page)).headers)]
        assert bombs
        assert len(gzip.decompress(bombs[0].body)) > 500 * len(bombs[0].body)


def test_an_endless_site_leads_from_each_page_to_two_new_ones() -> None:
    met: set[str] = set()
    with serve(faults=["endless"]) as site:
        waiting = ["/"]
        for _ in range(30):
            page = get(site, waiting.pop(0))
            assert page.status == 200
            new = set(page.links("id_article=9")) - met
            assert len(new) == 2
            met |= new
            waiting += sorted(new)


def test_a_fault_that_does_not_exist_is_refused_by_its_name() -> None:
    with pytest.raises(ValueError, match="no fault 'rain'"), serve(faults=["rain"]):
        pass
    command = [sys.executable, "-m", "replica", "--fault", "rain"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "maintenance" in ended.stderr
