"""The arguments of the spiders (`-a name=value`): checked before anything is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from records.errors import ConfigurationError
from records.numbers import whole_number

KINDS = ("member", "statement", "meeting", "report", "article")


def check(arguments: Mapping[str, str], allowed: Mapping[str, str]) -> None:
    """Refuse arguments a spider does not know. `allowed` says what each one is."""
    for name in arguments:
        if name not in allowed:
            known = ", ".join(f"{n} ({what})" for n, what in allowed.items())
            raise ConfigurationError(
                f"-a {name}={arguments[name]}: there is no such argument; allowed: {known}"
            )


def kinds(value: str | None) -> frozenset[str]:
    """`only=member,statement` as a set; every kind where nothing is said."""
    if value is None:
        return frozenset(KINDS)
    chosen = frozenset(part.strip() for part in value.split(",") if part.strip())
    if not chosen or chosen - set(KINDS):
        raise ConfigurationError(
            f"-a only={value} is not allowed: it must be some of {','.join(KINDS)}"
        )
    return chosen


def count(name: str, value: str | None) -> int | None:
    """A positive whole number, None where nothing is said."""
    if value is None:
        return None
    number = whole_number(value)
    if not number:
        raise ConfigurationError(
            f"-a {name}={value} is not allowed: it must be a whole number, 1 or more"
        )
    return number


def moment(name: str, given: str | None) -> str | None:
    """The time that an argument names, in UTC to the second; a day is its beginning."""
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(given)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise ConfigurationError(
            f"-a {name}={given} is not allowed: it must be like 2018-05-12 or 2018-05-12T10:00:00Z"
        ) from error
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
