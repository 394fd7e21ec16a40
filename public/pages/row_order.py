"""The order of a table's rows in which none is left out, and the place in it where a part ends. Pure.

An order is total where no two rows stand at one place: behind what a reader sorts by come the columns
of the key. A place is the values that its row has in the columns of the order.
"""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

from collections.abc import Sequence

from datasette.utils import escape_sqlite, tilde_decode, tilde_encode

Value = None | int | float | str | bytes
# A column, and whether its largest value comes first.
Column = tuple[str, bool]
_LARGEST = 2**63


def total(sort: str | None, descending: bool, key: Sequence[str]) -> list[Column]:
    """The order by a column, then by the key.

    >>> total("count", True, ["page_id", "member_id"])
    [('count', True), ('page_id', False), ('member_id', False)]
    >>> total("id", True, ["id"]), total(None, False, ["id"])
    ([('id', True)], [('id', False)])
    """
    first = [(sort, descending)] if sort else []
    return [*first, *((column, False) for column in key if column != sort)]


def order_by(order: Sequence[Column]) -> str:
    """The order in SQL.

    >>> order_by([("count", True), ("page id", False)])
    'order by count desc, [page id]'
    """
    return f"order by {', '.join(escape_sqlite(name) + ' desc' * down for name, down in order)}"


def order_of_view(sort: str | None, descending: bool, columns: Sequence[str]) -> str:
    """The order of a view, which has no key: rows at one place are equal in every column, to the letter.

    >>> order_of_view("year", True, ["name", "year"])
    'order by year desc, name collate binary, year collate binary'
    """
    every = ", ".join(f"{escape_sqlite(column)} collate binary" for column in columns)
    return f"{order_by([(sort, descending)])}, {every}" if sort else f"order by {every}"


def behind(order: Sequence[Column], place: Sequence[Value]) -> tuple[str, dict[str, Value]]:
    """What is true of the rows behind a place, and its parameters. In SQLite nothing is smaller than null.

    >>> behind([("count", True), ("id", False)], [2, "b"])[0]
    '((count < :at0) or (count is null) or (count = :at0 and id > :at1)) is true'
    >>> behind([("id", False)], ["b"])
    ('id > :at0', {'at0': 'b'})
    """
    ways: list[str] = []
    same: list[str] = []
    for number, ((column, down), value) in enumerate(zip(order, place, strict=True)):
        name, given = escape_sqlite(column), f":at{number}"
        if value is None:
            past = [] if down else [f"{name} is not null"]
        else:
            past = [f"{name} < {given}", f"{name} is null"] if down else [f"{name} > {given}"]
        ways += [" and ".join([*same, one]) for one in past]
        same.append(f"{name} is null" if value is None else f"{name} = {given}")
    params: dict[str, Value] = {
        f"at{n}": value for n, value in enumerate(place) if value is not None
    }
    if len(ways) == 1:
        return ways[0], params
    # Without "is true" SQLite looks for the ways one by one and sorts what it finds: where the order goes by
    # an index, walking that is a hundred times faster.
    return f"({' or '.join(f'({way})' for way in ways) or '0'}) is true", params


def token(place: Sequence[Value]) -> str:
    """A place as it stands in an address: `_next`.

    A text is encoded as in Datasette's tokens; what is none is marked, for a column may hold both 2 and "2".

    >>> token(["a, b", "$null", None, 2, 0.5, b"\\xff"])
    'a~2C+b,~24null,$null,$2,$0.5,$xff'
    """
    return ",".join(_written(value) for value in place)


def _written(value: Value) -> str:
    if isinstance(value, str):
        return str(tilde_encode(value))
    if isinstance(value, bytes):
        return f"$x{value.hex()}"
    return "$null" if value is None else f"${value!r}"


def place(written: str, length: int) -> list[Value]:
    """The place that a token names. Raises ValueError where it is none of an order of that many columns.

    >>> place("a~2C+b,~24null,$null,$2,$0.5,$xff", 6)
    ['a, b', '$null', None, 2, 0.5, b'\\xff']
    """
    parts = written.split(",")
    if len(parts) != length:
        raise ValueError(f"{len(parts)} values in place of {length}")
    return [_read(part) for part in parts]


def _read(part: str) -> Value:
    if not part.startswith("$"):
        return str(tilde_decode(part))
    marked = part[1:]
    if marked == "null":
        return None
    if marked.startswith("x"):
        return bytes.fromhex(marked[1:])
    try:
        number: float = int(marked)
    except ValueError:
        number = float(marked)
    if number != number or (isinstance(number, int) and not -_LARGEST <= number < _LARGEST):
        raise ValueError(f"{marked} is no number of SQLite")
    return number
