"""Charts as numbers: where each bar of a drawing stands. Pure; the templates draw, and tell the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 36, 4, 10, 24
# As many words as fit under the bars without touching.
_MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of the drawing, and whose it is: the number of its series, the position of its column."""

    x: float
    y: float
    width: float
    height: float
    series: int
    column: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A word beside the drawing or under it, at a place."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked bars, a column for each label, with the lines to read them by."""

    bars: tuple[Bar, ...]
    lines: tuple[Mark, ...]
    labels: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM


def stacked(labels: Sequence[str], columns: Sequence[Sequence[int]]) -> Chart:
    """The drawing of columns of values, one value a series, stacked on each other.

    >>> chart = stacked(["2015", "2016"], [[1, 1], [7, 0]])
    >>> [(bar.column, bar.series) for bar in chart.bars], [line.text for line in chart.lines]
    ([(0, 0), (0, 1), (1, 0)], ['0', '2', '4', '6', '8'])
    """
    step = _step(max((sum(column) for column in columns), default=0))
    top = max(step * -(-max((sum(column) for column in columns), default=1) // step), step)
    room, tall = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
    each = room / max(len(columns), 1)
    width = min(each * 0.8, 60.0)
    bars = []
    for position, column in enumerate(columns):
        y = float(HEIGHT - _BOTTOM)
        x = _LEFT + position * each + (each - width) / 2
        for series, value in enumerate(column):
            height = value / top * tall
            y -= height
            if value:
                bars.append(Bar(_r(x), _r(y), _r(width), _r(height), series, position))
    lines = [
        Mark(_r(HEIGHT - _BOTTOM - value / top * tall), str(value))
        for value in range(0, top + 1, step)
    ]
    every = -(-len(labels) // _MOST_LABELS) or 1
    words = [
        Mark(_r(_LEFT + (position + 0.5) * each), label)
        # The last is always named: from it the eye counts back.
        for position, label in enumerate(labels)
        if (len(labels) - 1 - position) % every == 0
    ]
    return Chart(tuple(bars), tuple(lines), tuple(words))


def _step(highest: int) -> int:
    """The distance of the lines: 1, 2 or 5 with zeros, so that there are at most five.

    >>> [_step(n) for n in (0, 3, 7, 40, 1200)]
    [1, 1, 2, 10, 500]
    """
    step, factors = 1, (2, 2.5, 2)
    turn = 0
    while highest / step > 5:
        step = round(step * factors[turn % 3])
        turn += 1
    return step


def _r(value: float) -> float:
    return round(value, 1)


def years_between(
    rows: Iterable[Mapping[str, object]], names: Sequence[str]
) -> list[tuple[str, list[int]]]:
    """Rows `year, kind, number` as a line for each year from the first to the last, none left out.

    >>> years_between([{"year": "2014", "kind": "a", "number": 2},
    ...     {"year": "2016", "kind": "b", "number": 1}], ["a", "b"])
    [('2014', [2, 0]), ('2015', [0, 0]), ('2016', [0, 1])]
    """
    found = {
        (int(str(row["year"])), row["kind"]): int(str(row["number"]))
        for row in rows
        if str(row["year"]).isdigit()
    }
    years = sorted({year for year, _ in found})
    if not years:
        return []
    return [
        (str(year), [found.get((year, name), 0) for name in names])
        for year in range(years[0], years[-1] + 1)
    ]


def level(value: int, highest: int, levels: int = 4) -> int:
    """How dark a field of a calendar is: 0 for none, `levels` for the highest.

    >>> [level(value, 8) for value in (0, 1, 4, 8)]
    [0, 1, 2, 4]
    """
    return -(-value * levels // highest) if value and highest else 0
