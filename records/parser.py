"""What read a page: a fingerprint of everything that can make the same bytes read otherwise.

Kept with every page and version. Where it differs from the one at hand, what changed may be the reading
and not the site: the kept capture is then read again before the new answer is (spiders/unchanged.py).
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from records.site import Site

_HOME = Path(__file__).parents[1]
_ROOMS = ("layouts", "records")
# The libraries that read: another version may find other text, dates or languages.
_LIBRARIES = ("beautifulsoup4", "lxml", "dateparser", "py3langid", "pypdf", "python-docx")


@cache
def parser_of(site: Site) -> str:
    """The fingerprint of the code, the libraries and the site's rules: twelve hexadecimal digits."""
    digest = hashlib.sha256(site.rules.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    for path in sorted(path for room in _ROOMS for path in (_HOME / room).rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
