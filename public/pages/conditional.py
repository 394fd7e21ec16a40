"""Answers that a reader who has them already is not sent again: ETag, Last-Modified, 304."""
# Datasette carries no types.
# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime

from datasette.utils.asgi import Request, Response

from records.header_dates import header_date


def answer(request: Request, body: bytes, content_type: str, changed: str) -> Response:
    """The body, or 304; `changed` is when what it says last changed (ISO 8601, UTC)."""
    headers = validators(hashlib.sha256(body).hexdigest()[:32], moment(changed))
    if is_known(request, headers):
        return Response(b"", status=304, headers=headers, content_type=content_type)
    return Response(body, headers=headers, content_type=content_type)


def moment(stamp: str) -> datetime:
    """A time of the archive; one without a zone is in UTC."""
    at = datetime.fromisoformat(stamp)
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def validators(digest: str, changed: datetime) -> dict[str, str]:
    """The headers by which a reader asks again; nothing is reused without asking."""
    return {
        "ETag": f'"{digest}"',
        "Last-Modified": format_datetime(changed.replace(microsecond=0), usegmt=True),
        "Cache-Control": "no-cache",
    }


def is_known(request: Request, headers: dict[str, str]) -> bool:
    """Whether the reader has this state. Where it names one by ETag, its date is not asked (RFC 9110)."""
    named = request.headers.get("if-none-match")
    if named is not None:
        tags = {one.strip().removeprefix("W/") for one in named.split(",")}
        return "*" in tags or headers["ETag"] in tags
    known = header_date(request.headers.get("if-modified-since"))
    changed = header_date(headers["Last-Modified"])
    return known is not None and changed is not None and changed <= known
