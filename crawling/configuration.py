"""The settings as values: each is checked before any work begins, and a bad one is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from archive.withheld import read_file
from records.errors import ConfigurationError
from records.models import Withheld
from records.site import Site, parse
from records.web_addresses import is_base

_ON, _OFF = ("on", "true", "yes", "1"), ("off", "false", "no", "0")
_LEVELS = ("CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG")


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a command works with. Made by `read`."""

    site: Site
    archive_db: Path
    captures_dir: Path
    backups_dir: Path
    exports_dir: Path | None
    public_url: str
    on_failure: str
    withholds: bool
    withheld: tuple[Withheld, ...]
    gone_after: int


class CheckedSettings:
    """Checks the settings of every crawler, those of Scrapy's own tools too (setting ADDONS)."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Scrapy's way in, before anything else reads them: `on` and `off` are our words, not its."""
        read(settings)


def read(settings: BaseSettings) -> Configuration:
    """Check every setting, and bring switches to True and False.

    Raises ConfigurationError with the setting's name, its value and what is allowed.
    """
    for name in (
        "WITHHOLD_CONTACT_DETAILS",
        "ACCEPT_CHANGES",
        "ROBOTSTXT_OBEY",
        "AUTOTHROTTLE_ENABLED",
        "COOKIES_ENABLED",
    ):
        _put(settings, name, _switch(name, settings.get(name)))
    for name in (
        "DOWNLOAD_DELAY",
        "DOWNLOAD_TIMEOUT",
        "AUTOTHROTTLE_START_DELAY",
        "AUTOTHROTTLE_MAX_DELAY",
        "RETRY_AFTER_MAX",
        "CRAWL_HOURS_MAX",
        "CLOSESPIDER_TIMEOUT",
        "STATUS_HOURS_MAX",
        "CLOCK_HOURS_MAX",
    ):
        _number(name, settings.get(name), float, 0)
    for name in ("CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN", "GONE_AFTER"):
        _number(name, settings.get(name), int, 1)
    for name in ("RETRY_TIMES", "DOWNLOAD_MAXSIZE", "DEPTH_LIMIT", "CLOSESPIDER_PAGECOUNT"):
        _number(name, settings.get(name), int, 0)
    level = str(settings.get("LOG_LEVEL")).upper()
    if level not in _LEVELS:
        raise _refused("LOG_LEVEL", settings.get("LOG_LEVEL"), " or ".join(_LEVELS))
    _put(settings, "LOG_LEVEL", level)
    contact = settings.get("CONTACT")
    agent = str(settings.get("USER_AGENT"))
    if contact and contact not in agent:
        _put(settings, "USER_AGENT", f"{agent.rstrip(')')}; +{contact})")
    return Configuration(
        site=_site(settings).model_copy(
            update={"withholds": settings.getbool("WITHHOLD_CONTACT_DETAILS")}
        ),
        archive_db=_path("ARCHIVE_DB", settings.get("ARCHIVE_DB"), folder=False),
        captures_dir=_path("CAPTURES_DIR", settings.get("CAPTURES_DIR"), folder=True),
        backups_dir=_path("BACKUPS_DIR", settings.get("BACKUPS_DIR"), folder=True),
        exports_dir=_exports(settings.get("EXPORTS_DIR")),
        public_url=_public_url(settings.get("PUBLIC_URL")),
        on_failure=str(settings.get("NIGHTLY_ON_FAILURE") or "").strip(),
        withholds=settings.getbool("WITHHOLD_CONTACT_DETAILS"),
        withheld=tuple(_withheld(settings)),
        gone_after=settings.getint("GONE_AFTER"),
    )


def _site(settings: BaseSettings) -> Site:
    path = Path(settings.get("SITE_FILE"))
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else error.reason
        raise _refused("SITE_FILE", path, f"a readable TOML file ({said})") from error
    site = parse(text, path.name)
    url = settings.get("SITE_URL")
    if not url:
        return site
    if not is_base(url):
        raise _refused("SITE_URL", url, "a base address such as http://127.0.0.1:8071/")
    return site.at(url if url.endswith("/") else f"{url}/")


def _public_url(value: object) -> str:
    """Where the archive is published, with a slash at its end; empty where nobody says."""
    url = str(value or "").strip().rstrip("/")
    if url and (not is_base(url) or urlsplit(url).path):
        raise _refused(
            "PUBLIC_URL", value, "the address of a host, as https://archive.example.org/"
        )
    return f"{url}/" if url else ""


def _exports(value: object) -> Path | None:
    """The folder of the files offered; None where they are not wanted."""
    return _path("EXPORTS_DIR", value, folder=True) if value else None


def _withheld(settings: BaseSettings) -> list[Withheld]:
    """The entries of `withheld.toml`, which may be missing; a file of another name was meant to be there."""
    path = Path(settings.get("WITHHELD_FILE"))
    if not path.is_file() and path.name != "withheld.toml":
        raise _refused("WITHHELD_FILE", path, "a file that exists")
    return read_file(path)


def _put(settings: BaseSettings, name: str, value: object) -> None:
    """Bring a setting to its form; those of a crawler at work are frozen, and have it already."""
    if settings.get(name) != value:
        settings.set(name, value, priority="cmdline")


def _switch(name: str, value: object) -> bool:
    text = str(value).strip().lower()
    if text not in _ON + _OFF:
        raise _refused(name, value, "on or off")
    return text in _ON


def _number(name: str, value: object, kind: Callable[[str], float], least: int) -> None:
    try:
        if value is None or least <= kind(str(value)) < inf:
            return
    except ValueError:
        pass
    whole = "a whole number" if kind is int else "a number"
    raise _refused(name, value, f"{whole}, {least} or more")


def _path(name: str, value: object, *, folder: bool) -> Path:
    if not value:
        raise _refused(name, value, "a folder's path" if folder else "a file's path")
    path = Path(str(value)).expanduser().absolute()
    if path.exists() and path.is_dir() != folder:
        raise _refused(name, value, "a folder, not a file" if folder else "a file, not a folder")
    if not folder and not path.parent.is_dir():
        raise _refused(name, value, f"a file in a folder that exists ({path.parent} does not)")
    return path


def _refused(name: str, value: object, allowed: str) -> ConfigurationError:
    return ConfigurationError(f"{name}={value!s} is not allowed: it must be {allowed}")
