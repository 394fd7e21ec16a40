"""Drupal's page cache, as with a maximum age of 900 seconds: validators tell the time of rendering."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from email.utils import formatdate

from replica.answer import Answer

MAX_AGE = 900


class PageCache:
    """What was rendered, kept by the whole target that was asked for."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, Answer]] = {}

    def answer(self, target: str, render: Callable[[], Answer]) -> Answer:
        """The answer kept for a target, rendered anew where there is none or it is too old."""
        now = time.time()
        rendered, answer = self._kept.get(target, (0.0, None))
        if answer is not None and now - rendered < MAX_AGE:
            return _marked(answer, "HIT")
        answer = replace(
            render(), etag=f'"{int(now)}"', modified=formatdate(now, usegmt=True), both=True
        )
        self._kept[target] = (now, answer)
        return _marked(answer, "MISS")


def _marked(answer: Answer, cached: str) -> Answer:
    headers = (("Cache-Control", f"max-age={MAX_AGE}, public"), ("X-Drupal-Cache", cached))
    kept = tuple((name, value) for name, value in answer.headers if name != "Cache-Control")
    return replace(answer, headers=(*headers, *kept))
