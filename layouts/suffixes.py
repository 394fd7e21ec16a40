"""What the end of an address says: a document in which format, a picture, or a file of another kind."""

from __future__ import annotations

import re

# The documents that people attach, by the names readers know their formats by.
_FORMATS = {
    "PDF": "pdf", "Word": "doc docx docm dot dotx", "RTF": "rtf", "Excel": "xls xlsx xlsm xlsb", "CSV": "csv",
    "PowerPoint": "ppt pptx pptm pps ppsx", "OpenDocument": "odt ott ods odp odg",
    "OpenOffice": "sxw sxc sxi", "Pages": "pages", "Numbers": "numbers", "Keynote": "key",
    "WordPerfect": "wpd", "Works": "wps",
    "Publisher": "pub", "XPS": "xps", "DjVu": "djvu", "PostScript": "ps", "EPUB": "epub", "Text": "txt",
    "Zip": "zip", "7-Zip": "7z", "RAR": "rar", "Gzip": "gz tgz", "iCalendar": "ics", "vCard": "vcf",
    "MP3": "mp3", "Ogg": "ogg oga ogv", "WAV": "wav", "FLAC": "flac", "MP4": "mp4", "MPEG-4": "m4a m4v",
    "WebM": "webm", "AVI": "avi", "QuickTime": "mov", "MPEG": "mpg mpeg", "Windows Media": "wmv",
    "Flash": "flv",
}  # fmt: skip
DOCUMENTS = {suffix: name for name, suffixes in _FORMATS.items() for suffix in suffixes.split()}
_PICTURES = ("jpg", "jpeg", "png", "gif", "webp", "svg", "bmp", "tif", "tiff", "avif", "ico")
_OF_THEMES = ("css", "js", "json", "xml", "map", "woff", "woff2", "ttf", "eot", "otf")
_is_picture = re.compile(rf"\.(?:{'|'.join(_PICTURES)})\Z", re.IGNORECASE)
_is_file = re.compile(rf"\.(?:{'|'.join((*DOCUMENTS, *_PICTURES, *_OF_THEMES))})\Z", re.IGNORECASE)


def document_format(path: str) -> str | None:
    """The format that a path's name says ("PDF", "Word"), None where it is no document's name.

    >>> document_format("IMG/pdf/Report.PDF"), document_format("node/12")
    ('PDF', None)
    """
    stem, dot, suffix = path.rpartition("/")[2].rpartition(".")
    return DOCUMENTS.get(suffix.lower()) if dot and stem else None


def is_picture(path: str) -> bool:
    """Whether a path names a picture."""
    return bool(_is_picture.search(path))


def is_file(path: str) -> bool:
    """Whether a path names a file, and so no page."""
    return bool(_is_file.search(path))
