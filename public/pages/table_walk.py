"""A walk through a table or a view: what is asked for its rows in place of Datasette's question. Pure.

Datasette (0.65) puts the key into the order from the second part on only, takes numbers and blobs in
`_next` for texts, and gives a view no order at all.
"""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from datasette.utils import escape_sqlite

from public.pages import row_order
from public.pages.row_order import Column, Value

Params = dict[str, Any]
# The digits of the largest offset that SQLite takes.
_LONGEST_OFFSET = 18


@dataclass(frozen=True, slots=True)
class Walk:
    """What is walked through, in which order, and `after` which place: a token of an earlier part.

    `columns` are those asked for. A table's `key` tells its rows apart; a view has none, and is walked
    through by numbers.
    """

    table: str
    columns: Sequence[str]
    key: Sequence[str]
    sort: str | None
    down: bool
    after: str | None

    @property
    def order(self) -> list[Column]:
        """The order of the rows; of a view only what it is sorted by."""
        return row_order.total(self.sort, self.down, self.key)

    @property
    def sorts_by_another(self) -> bool:
        """Whether the column of the order must be asked for beside the others: a place names its value."""
        return bool(self.key) and self.sort not in (None, *self.columns, *self.key)

    def question(self, theirs: str, size: int, params: Params) -> tuple[str, Params]:
        """Datasette's question for the first `size` rows and one more, as that for those behind the place.

        Raises ValueError where the token names no place of this order, RuntimeError where Datasette asks
        otherwise than it did.
        """
        by = [(self.sort, self.down)] if self.sort else [(one, False) for one in self.key]
        head = theirs.removesuffix(f"{row_order.order_by(by) if by else ''} limit {size + 1}")
        if head == theirs:
            raise RuntimeError(f"Datasette asks for rows otherwise than it did: {theirs}")
        if not self.key:
            order = row_order.order_of_view(self.sort, self.down, self.columns)
            return f"{head}{order} limit {size + 1} offset {self._offset()}", params
        order = row_order.order_by(self.order)
        if not self.after:
            return f"{head}{order} limit {size + 1}", params
        place = row_order.place(self.after, len(self.order))
        behind, own = row_order.behind(self.order, place)
        joined = "where" if head.endswith(f" from {escape_sqlite(self.table)} ") else "and"
        return f"{head}{joined} {behind} {order} limit {size + 1}", {**params, **own}

    def next(self, last: Any, size: int) -> str:
        """The token of the place behind a part, by its last row."""
        if not self.key:
            return str(self._offset() + size)
        values: list[Value] = [last[column] for column, _ in self.order]
        return row_order.token(values)

    def _offset(self) -> int:
        """How many rows of a view come before."""
        asked = self.after or "0"
        if not asked.isascii() or not asked.isdigit() or len(asked) > _LONGEST_OFFSET:
            raise ValueError(f"{asked} is no number of rows")
        return int(asked)
