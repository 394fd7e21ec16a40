"""How a night went, in the reader's language: the operator's line where that is English."""

from __future__ import annotations

from collections.abc import Sequence

from archive.check_words import Say
from archive.checks import Result
from archive.night_line import NONE, Faults, night_line, unproved, what_failed
from public.pages.language import DEFAULT, translate
from public.pages.vocabulary import check_name, in_words
from public.pages.words import number
from records.models import Crawl
from records.untrusted import printable


def night_sentence(
    crawl: Crawl,
    results: Sequence[Result] = (),
    first_lost: str | None = None,
    faults: Faults = NONE,
    *,
    kept: bool = False,
    language: str = DEFAULT,
) -> str:
    """The line of a crawl's row as `archive.night_line` writes it, or the same in another language.

    >>> row = Crawl(id="1", spider="collective", arguments="{}", started_at="", outcome="finished")
    >>> night_sentence(row.with_changes(changed=3, new=2, gone=1, read=131), language="fr")
    'nuit\\xa0: bien – 3 modifiés, 2 nouveaux, 1 disparu, 131 pages'
    >>> failed = Result("pages of kind report", True, False, 5, 10.8)
    >>> night_sentence(row.with_changes(outcome="failed"), [failed], kept=True, language="fr")
    'nuit\\xa0: échouée – pages du genre compte rendu\\xa0: 5, admis 11 ou plus'
    """
    if language == DEFAULT:
        return night_line(crawl, results, first_lost, faults, kept=kept)
    without_proof = unproved(results, in_language(language))
    if crawl.outcome == "finished" and (crawl.failed or faults.number or without_proof):
        kinds = (
            (crawl.failed, first_lost, "1 page was lost", "{number} pages were lost"),
            (
                faults.number,
                faults.first,
                "1 page met a fault of this program",
                "{number} pages met a fault of this program",
            ),
        )
        said_of_pages = [
            translate(
                "{pages} – first: {where}",
                language,
                pages=translate(
                    one if count == 1 else several, language, number=number(count, language)
                ),
                where=printable(first or translate("see the log", language)),
            )
            for count, first, one, several in kinds
            if count
        ]
        troubles = translate("; ", language).join([*said_of_pages, *without_proof])
        return translate("nightly: published, but {troubles}", language, troubles=troubles)
    if crawl.outcome == "finished":
        counts = (
            (crawl.changed, "{number} changed (one)", "{number} changed"),
            (crawl.new, "{number} new (one)", "{number} new"),
            (crawl.gone, "{number} gone (one)", "{number} gone"),
            (crawl.read, "{number} page", "{number} pages"),
        )
        said = ", ".join(
            # French has the singular for zero too.
            translate(one if value < 2 else several, language, number=number(value, language))
            for value, one, several in counts
        )
        return translate("nightly: ok – {counts}", language, counts=said)
    if crawl.outcome == "running":
        return translate("nightly: running", language)
    failed = "; ".join(what_failed(crawl, results, in_language(language)))
    why = {
        "unreachable": translate("no page answered", language),
        "interrupted": translate("ended before its end", language),
    }.get(crawl.outcome, failed or translate("see the log", language))
    stays = "" if kept else translate("; the published archive stays as it was", language)
    outcome = translate(crawl.outcome, language)
    return translate("nightly: {outcome} – {why}", language, outcome=outcome, why=why) + stays


def in_language(language: str) -> Say:
    """What fills in the phrases of `archive.check_words` in a language: numbers and our own words too."""

    def say(phrase: str, **values: float | str) -> str:
        said = {
            name: value if isinstance(value, str) else number(value, language)
            for name, value in values.items()
        }
        if "name" in said:
            said["name"] = check_name(said["name"], language)
        if "which" in said:
            said["which"] = in_words("pages", "kind", said["which"], language)
        return translate(phrase, language, **said)

    return say
