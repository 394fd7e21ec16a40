"""Log lines that name what was read, not the whole of it."""

from __future__ import annotations

from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class ShortItems(LogFormatter):
    """Items hold whole pages: only their type is logged."""

    def scraped(
        self, item: Any, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """One line for an item that was stored."""
        return super().scraped(type(item).__name__, response, spider)

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """One line for an item that could not be stored."""
        return super().item_error(type(item).__name__, exception, response, spider)
