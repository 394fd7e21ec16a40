"""Which CMS made a page: by what it says of itself and what only it prints, never by where a page leads.

Links to a site's past and classes in migrated texts stand on pages of any CMS.
"""

from __future__ import annotations

import re
from typing import Literal

from layouts.markup import Around, Markup, has_class, select
from layouts.spip_page import is_frame
from records.errors import UnknownLayout
from records.reading import Fetched

Maker = Literal["drupal", "spip"]
# Tools that save or edit pages say that they are their generator, and made none.
_TOOL = re.compile(
    r"httrack|singlefile|save ?page|scrapbook|microsoft|\bword\b|frontpage|dreamweaver|office|tidy|adobe"
    r"|google docs|mozilla|wayback|amaya|nvu|kompozer|bluegriffon|notepad",
    re.IGNORECASE,
)
# These put their name on no page but their own; another name may be one that a site gave itself.
_FOREIGN = re.compile(
    r"\b(?:wordpress|woocommerce|elementor|joomla|typo3|wix\.com|squarespace|ghost|hugo|jekyll|blogger"
    r"|webflow|shopify|prestashop|plone|dotclear|mediawiki|contao|silverstripe|umbraco|modx|weebly|jimdo)",
    re.IGNORECASE,
)


def _loads(*places: str) -> str:
    """An XPath: what a page loads (styles, scripts, feeds, a theme's pictures) from one of these places."""
    tests = (f"contains(@{name},{place!r})" for place in places for name in ("href", "src"))
    return f"descendant::*[self::link or self::script][{' or '.join(tests)}]"


_FOREIGN_ASSETS = (
    _loads(
        "/wp-content/", "/wp-includes/", "/wp-json/", "/typo3", "/media/jui/", "/media/system/js/"
    ),
    "descendant::link[@rel='https://api.w.org/']",
)
_DRUPAL = (
    "descendant-or-self::*[@data-history-node-id or @data-drupal-selector or @data-drupal-link-system-path"
    " or @data-drupal-messages-fallback]",
    "descendant::link[@rel='shortlink'][contains(@href,'/node/')]",
    _loads(
        "/core/misc/", "/core/modules/", "/core/themes/", "/core/assets/", "/sites/default/files/css/",
        "/sites/default/files/js/", "/sites/all/", "/misc/drupal.js",
    ),
    "descendant::img[contains(@src,'/core/misc/')]",
    "descendant::body[contains(@class,'path-node') or contains(@class,'path-frontpage')"
    " or contains(@class,'path-taxonomy') or contains(@class,'page-node-')]",
    f"descendant::*[contains(@class,'node--view-mode-full') or {has_class('block-system-main-block')}]",
)  # fmt: skip
# Of SPIP's own skeletons and plugins, outside of any text: what they load, their names, their forms.
_SPIP = (
    _loads(
        "squelettes", "local/cache-", "plugins-dist/", "prive/javascript", "spip_style", "page=spip",
        "page=backend",
    ),
    "descendant::img[contains(@src,'squelettes') or contains(@src,'action=cron')]",
    "descendant::a[@rel='generator'][contains(@href,'spip.net')]",
    "descendant::*[contains(@class,'formulaire_spip') or contains(@class,'spip-admin')"
    " or contains(@class,'crayon ') or contains(@id,'site_spip') or @id='documents_joints'"
    f" or {has_class('surlignable')}]",
    "descendant::input[@name='formulaire_action']",
    f"descendant::*[@class][{has_class('chapo', 'info-publi')}]",
)  # fmt: skip
_SPIP_BODY = re.compile(
    r"(?:^|\s)(?:page_(?:article|rubrique|breve|sommaire|auteur|mot|plan|site|contact|recherche|login|404)"
    r"|(?:article|rubrique|breve|art|rub)\d+)(?!\S)"
)
_SPIP_LINKS = "descendant::a[contains(@href,'spip.php?')]"
# An editor's links to an older site stand in a text; a menu is the CMS's own.
_MENU = 2
_SPIP_ADDRESS = re.compile(r"/spip\.php\b|[/?](?:article|rubrique|breve)\d+(?:\.html)?(?:[?&#]|\Z)")


def maker(markup: Markup, fetched: Fetched) -> Maker:
    """The CMS that made a page, Drupal or SPIP. Raises UnknownLayout where it is neither.

    A Drupal page may lead to addresses of the site's SPIP past, and bear its classes: it is asked first.
    """
    generators = [one for one in _generators(markup) if one.strip() and not _TOOL.search(one)]
    said = " ".join(generators).lower()
    if "drupal" in said or _drupal_headers(fetched):
        return "drupal"
    if "spip" in said or _spip_headers(fetched):
        return "spip"
    if _FOREIGN.search(said):
        raise _foreign(generators[0])
    if any(select(markup.tree, sign) for sign in _DRUPAL):
        return "drupal"
    if any(select(markup.tree, sign) for sign in _FOREIGN_ASSETS):
        raise UnknownLayout("what this page loads is of a CMS that no layout here reads")
    body = markup.tree.find("body")
    names = "" if body is None else body.get("class") or ""
    if _SPIP_BODY.search(names) or any(select(markup.tree, sign) for sign in _SPIP):
        return "spip"
    if generators:
        raise _foreign(generators[0])
    if _is_spips_by_address(markup, fetched):
        return "spip"
    raise UnknownLayout(
        "no layout here reads this page: it shows no sign of SPIP or Drupal; see docs/operating.md"
    )


def _foreign(generator: str) -> UnknownLayout:
    return UnknownLayout(
        f"this page says that {generator[:80]!r} made it, which no layout here reads; see docs/operating.md"
    )


def _generators(markup: Markup) -> list[str]:
    return [
        str(content)
        for content in select(
            markup.tree,
            "descendant::meta[translate(@name,'GENRATO','genrato')='generator']/@content",
        )
    ]


def _drupal_headers(fetched: Fetched) -> bool:
    return "drupal" in fetched.headers.get("x-generator", "").lower() or any(
        name.startswith("x-drupal") for name in fetched.headers
    )


def _spip_headers(fetched: Fetched) -> bool:
    return "spip" in fetched.headers.get("composed-by", "").lower() or any(
        name.startswith("x-spip") for name in fetched.headers
    )


def _is_spips_by_address(markup: Markup, fetched: Fetched) -> bool:
    """Whether SPIP answered under an address of its own, with links such as it makes, or made the menus."""
    links = select(markup.tree, _SPIP_LINKS)
    if links and _SPIP_ADDRESS.search(fetched.url):
        return True
    frames = Around(is_frame)
    return sum(link in frames for link in links) >= _MENU
