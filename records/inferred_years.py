"""The year of a day or month that prints none, from the day on which its page was published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date as Date

from records.dates import DateRead

# How far from its publication a day can be, in months: eleven where its weekday agrees, for after a year
# the same day comes again; without a weekday only what is near.
_WITH_WEEKDAY, _WITHOUT = 11, 6


def inferred_years(
    days: Iterable[DateRead], published: str | None, *, past: bool = False
) -> Mapping[str, str]:
    """Month and day → ISO date, for each day without a year that can only be of one; months likewise.

    It is the next such day from that of publication on, or the last up to it where it is `past`. What a
    list says of one of its days says it of all: a weekday that agrees makes all sure, one that does not
    leaves all unknown. `published` is ISO 8601; without a day nothing can be inferred from it.

    >>> october = DateRead(None, "day", "mardi 4 octobre", 0, 15, "10-04", (0, 15), 1)
    >>> inferred_years([october], "2022-09-12"), inferred_years([october], "2021-09-12")
    ({'10-04': '2022-10-04'}, {})
    """
    if published is None or len(published) != 10:
        return {}
    lists: dict[str, list[DateRead]] = {}
    weekdays: dict[str, set[int]] = {}
    found: dict[str, str] = {}
    for day in days:
        if day.precision == "month" and day.date is None and day.month_day:
            if month := _nearest_month(day.month_day, published, past):
                found[day.month_day] = month
            continue
        if day.precision != "day" or day.month_day is None:
            continue
        if day.date is None:
            lists.setdefault(day.phrase, []).append(day)
        if day.weekday is not None:
            weekdays.setdefault(day.month_day, set()).add(day.weekday)
    unsure: set[str] = set()
    for named in lists.values():
        months = {day.month_day for day in named if day.month_day}
        known = [month for month in months if month in weekdays]
        near = {
            month: _nearest(month, Date.fromisoformat(published), past, bool(known))
            for month in months
        }
        agrees = all(
            iso is not None and {iso.weekday()} == weekdays[month]
            for month, iso in near.items()
            if month in weekdays
        )
        for month, iso in near.items():
            if agrees and iso:
                found[month] = iso.isoformat()
            else:
                unsure.add(month)
    return {month: iso for month, iso in found.items() if month not in unsure}


def _nearest(month_day: str, published: Date, past: bool, with_weekday: bool) -> Date | None:
    """The next such day, or the last, within the months that leave no doubt."""
    months = _WITH_WEEKDAY if with_weekday else _WITHOUT
    step = -1 if past else 1
    for year in (published.year, published.year + step):
        try:
            day = Date.fromisoformat(f"{year}-{month_day}")
        except ValueError:
            continue  # 29 February
        if (published - day if past else day - published).days >= 0:
            return day if _within(published, day, months) else None
    return None


def _nearest_month(month: str, published: str, past: bool) -> str | None:
    """The next such month, or the last, that of publication included, where it leaves no doubt."""
    year, of_publication = int(published[:4]), int(published[5:7])
    away = (of_publication - int(month) if past else int(month) - of_publication) % 12
    if away > _WITHOUT:
        return None
    whole = year * 12 + of_publication - 1 + (-away if past else away)
    return f"{whole // 12:04}-{month}"


def _within(one: Date, other: Date, months: int) -> bool:
    first, last = sorted((one, other))
    apart = (last.year - first.year) * 12 + last.month - first.month
    return apart < months or (apart == months and last.day <= first.day)
