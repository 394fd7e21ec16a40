"""Scrapy's settings for this project. Every one that is not Scrapy's own default has its reason.

Each can be given as an environment variable of the same name, or with `-s NAME=value`.
"""

import os
import sys
from importlib import import_module
from pathlib import Path

from crawling.telling import watch
from crawling.terminal import protect

# Before anything else may fail: what the site says reaches no terminal raw, and no night falls in silence.
protect()
watch(sys.argv)

HERE = Path(__file__).parent

BOT_NAME = "collective-archive"
SPIDER_MODULES = ["spiders"]
ADDONS = {"crawling.configuration.CheckedSettings": 0}
COMMANDS_MODULE = "commands"

# --- what users set ------------------------------------------------------------------------------
# Another base address, whose host is then the only one allowed; empty: `base` of site.toml.
SITE_URL = ""
SITE_FILE = str(HERE / "site.toml")
ARCHIVE_DB = str(HERE / "archive.db")
CAPTURES_DIR = str(HERE / "captures")
# Whole copies of the archive, thinned out as they grow old (archive/backups.py). Another disk is best.
BACKUPS_DIR = str(HERE / "backups")
# What the published site offers to take away, written every night; empty: nothing is.
EXPORTS_DIR = str(HERE / "exports")
# Where the archive is published, for feeds, citations and the site map; empty: as each reader asks for it.
PUBLIC_URL = ""
# A shell command that gets the report of a failed night on its standard input, a mailer for instance.
NIGHTLY_ON_FAILURE = ""
# The last good night may be so many hours ago before `scrapy status` and /-/health raise the alarm.
STATUS_HOURS_MAX = 36
# A crawl whose clock and the site's are so many hours apart is refused before it writes anything.
CLOCK_HOURS_MAX = 1
# For one run, where the site itself has shrunk: falling below the last good run then only warns.
ACCEPT_CHANGES = "off"
WITHHOLD_CONTACT_DETAILS = "on"
# Pages and documents taken down: docs/operating.md, "Taking down".
WITHHELD_FILE = str(HERE / "withheld.toml")
# On so many days a page must answer that it is not there before it counts as gone: one is a slip.
GONE_AFTER = 3
# After so many hours a crawl is ended, so that the next night finds the archive free; 0: never. By
# how many pages it is ended the last good run tells (archive/comparison.py), or CLOSESPIDER_PAGECOUNT.
CRAWL_HOURS_MAX = 20
# Who runs this crawler, for the site's own people: an address that a person reads.
CONTACT = ""

# What it is; who runs it is added where CONTACT is set.
USER_AGENT = "CollectiveArchive/0.1 (research archive)"

# --- an honest and polite crawler ----------------------------------------------------------------
ROBOTSTXT_OBEY = True
# The site's robots.txt asks for one second between requests, which Scrapy does not read there.
DOWNLOAD_DELAY = 1.0
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# None waits behind it in Scrapy's own queue either: it would be sent although the site asked to wait.
CONCURRENT_REQUESTS = 1
# How many seconds the site may ask to be left alone (Retry-After) before the run ends instead.
RETRY_AFTER_MAX = 3600
# Slower still where the site is slow: it is a small association's server.
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
# A session is of no use to an archive, and SPIP's language cookie would change what is served.
COOKIES_ENABLED = False
# Answers are kept as they came: brotli and zstd, which Scrapy would ask for too, are read by few tools
# of WARC files, and warcio's own check stumbles over them.
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
}
DOWNLOAD_TIMEOUT = 30
# No page of text is larger; documents have a limit of their own (spiders/attached.py).
DOWNLOAD_MAXSIZE = 20 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
RETRY_TIMES = 3
# A 404 is an answer: the page is gone. 429 and 503 are asked again later.
RETRY_HTTP_CODES = [429, 500, 502, 503, 504, 408, 520, 522, 524]
# Redirects are followed by the spider: each is an address of a page, kept with its status, and one
# that leads off the site is refused there.
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
# Every answer comes to the spider, which says what it means.
HTTPERROR_ALLOW_ALL = True

# What a page gives is stored one by one: Scrapy's hundred waiting tasks for each only cost time.
CONCURRENT_ITEMS = 1

# --- the way of the data -------------------------------------------------------------------------
DOWNLOADER_MIDDLEWARES = {
    # In place of Scrapy's own, which takes an error for rules that allow everything.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawling.robots.ObeyRobots": 100,
    # Among the last to change a request.
    "crawling.conditional.AskIfChanged": 540,
    # Nearer to the network than Scrapy's decompression (590): bytes are kept as they came.
    "crawling.keep.KeepCaptures": 595,
    # Next to the network: it holds back every request, and sees a 429 before it is asked again (550).
    "crawling.retry_after.HonourRetryAfter": 600,
}
ITEM_PIPELINES = {
    "pipelines.withhold.WithholdContactDetails": 100,
    "pipelines.store.StoreInArchive": 300,
}
# What works for a run is left out of a crawler that none was given to: Scrapy's own tools write nothing.
EXTENSIONS = {
    "crawling.run.ArchiveRun": 0,
    "crawling.closing.LetItClose": 10,
    "crawling.progress.Progress": 500,
}
# Nobody connects to a nightly crawl: these ports would only be two more that are open.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# --- what it says --------------------------------------------------------------------------------
LOG_LEVEL = "WARNING"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# Items are whole pages: the log would be as large as the archive.
LOG_FORMATTER = "crawling.logformat.ShortItems"


def _from_environment() -> None:
    """Take each setting, Scrapy's too, from the environment where it stands there."""
    names = {n for n in vars(import_module("scrapy.settings.default_settings")) if n.isupper()}
    # The shell's own EDITOR is no setting of a crawler.
    for name in (names | {n for n in globals() if n.isupper()}) - {"HERE", "EDITOR"}:
        if name in os.environ:
            globals()[name] = os.environ[name]


_from_environment()
