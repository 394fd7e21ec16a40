"""The two feeds: RSS of the newest articles, and the sitemap."""

from __future__ import annotations

from markupsafe import escape

from replica.content import Content, Entry
from replica.documents import media_type
from replica.notation import plain
from replica.spip.addresses import Addresses
from replica.spip.markup import Setting, marked_up
from replica.spip.printing import in_utc
from replica.spip.shelves import newest, within

_NEWEST = 10


def rss(
    content: Content, base: str, addresses: Addresses, section: int = 0, language: str = ""
) -> str:
    """RSS 2.0 of the ten newest articles, of one rubrique or one language where asked."""
    wanted = [
        entry
        for entry in newest(content.entries.values())
        if (not section or entry.section in within(content, section))
        and (not language or entry.language == language)
    ]
    items = "\n".join(_item(content, entry, base, addresses) for entry in wanted[:_NEWEST])
    title = content.words[language or "fr"]["site"]
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel xml:lang="{language or "fr"}">
<title>{escape(title)}</title>
<link>{base}</link>
<description></description>
<language>{language or "fr"}</language>
<generator>SPIP - www.spip.net</generator>
{items}
</channel>
</rss>
"""


def _item(content: Content, entry: Entry, base: str, addresses: Addresses) -> str:
    setting = Setting(entry.language, entry.style)
    html = "".join(marked_up(text, setting) for text in (entry.lead, entry.body, entry.postscript))
    summary = plain(entry.lead or entry.body)[:300]
    files = "".join(
        f'<enclosure url="{base}{document.file}" length="{document.bytes}" '
        f'type="{media_type(document.file)}" />'
        for attachment in entry.attachments
        if (document := content.documents[attachment.file])
    )
    address = escape(base + addresses.article(entry.number))
    return f"""<item xml:lang="{entry.language}">
<title>{escape(entry.title)}</title>
<link>{address}</link>
<guid isPermaLink="true">{address}</guid>
<dc:date>{in_utc(entry.published)}</dc:date>
<dc:format>text/html</dc:format>
<dc:language>{entry.language}</dc:language>
<description>{escape(summary)}</description>
<content:encoded>{escape(html)}</content:encoded>
{files}
</item>"""


def sitemap(content: Content, base: str, addresses: Addresses) -> str:
    """The home page, every rubrique, every article, with their translations."""
    urls = [f"<url><loc>{base}</loc><changefreq>daily</changefreq><priority>1.0</priority></url>"]
    for section in content.sections.values():
        urls.append(f"<url><loc>{base}{escape(addresses.section(section.number))}</loc></url>")
    translated = {entry.translation for entry in content.entries.values()} - {0}
    for entry in content.entries.values():
        links = ""
        if entry.translation or entry.number in translated:
            links = "".join(
                f'<xhtml:link rel="alternate" hreflang="{other.language}" '
                f'href="{base}{escape(addresses.article(other.number))}" />'
                for other in content.translations(entry)
            )
        urls.append(
            f"<url><loc>{base}{escape(addresses.article(entry.number))}</loc>"
            f"<lastmod>{in_utc(entry.published)[:10]}</lastmod>{links}</url>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(urls) + "\n</urlset>\n"
    )
