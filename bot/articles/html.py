"""The main text of a web page, its title, author and date; never touches the network."""

import copy
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from bot.articles.agreement import second_reading, within_agreement
from bot.articles.metadata import metadata
from bot.articles.pages import no_story, signs
from bot.articles.types import Rejected

NO_TEXT = "There is no text on this page."
LARGEST = 5_000_000  # characters of markup
MOST_ELEMENTS = 100_000  # beyond, only the paragraphs are read
_PRECISE_ENOUGH = 0.75  # share of the fuller extraction that the stricter one must keep to be preferred
_LINKED = 0.8  # share of a paragraph's characters inside links from which it only leads elsewhere
_LONG_PARAGRAPH = 80  # characters; shorter paragraphs say little about where the story is
_PARAGRAPHS = 3_000  # more than any story has; the rest of a page is not looked at
_SHORTEST_HEADLINE = 15  # characters
_SENTENCE = re.compile(r"[.!?…][\"'”’)]?$")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: `text` with one paragraph a line, and what its metadata gives."""

    text: str
    title: str | None
    byline: str | None
    published: date | None
    language: str | None


def read_page(markup: str, url: str | None = None) -> Page | Rejected:
    """The story of a page. Broken markup is read as well as it goes; a page without text, or that is none, is rejected.

    Extraction is trafilatura's (Barbaresi 2021, doi:10.18653/v1/2021.acl-demo.15) in its fast mode, twice: the
    strict reading is taken unless it loses too much of the full one; what another reader denies at its edges goes, and
    paragraphs that all missed are added.
    """
    if len(markup) > LARGEST:
        return Rejected(f"This page is too large: {len(markup) / 1e6:.0f} million characters.")
    tree = _parse(markup)
    if tree is None:
        return Rejected(NO_TEXT)
    language = (tree.get("lang") or "").partition("-")[0].lower() or None
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        text = "\n".join(_paragraph_texts(tree)) or _all_text(tree)
        return Page(text, tree.findtext(".//title"), None, None, language)
    about = metadata(tree)
    found = signs(tree, about)
    _drop_links(tree)
    full = _extracted(tree, url, precise=False)
    strict = _extracted(tree, url, precise=True)
    text = strict.text if len(strict.text) >= _PRECISE_ENOUGH * len(full.text) else full.text
    text = _completed(tree, within_agreement(text, second_reading(copy.deepcopy(tree)))) or _all_text(tree)
    if why := no_story(found, text, url):
        return Rejected(why)
    title = _headline(tree, _without_site(full.title or about.title, about.site))
    return Page(text, title, full.byline or about.byline, full.published or about.published, language or about.language)


def _without_site(title: str | None, site: str | None) -> str | None:
    """A title without the name of the site behind it."""
    if not title or not site or not title.endswith(site):
        return title
    return re.sub(r"\s+[|–—·:-]\s*$", "", title.removesuffix(site)) or title


def _parse(markup: str) -> HtmlElement | None:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8", errors="ignore"), parser=parser)
    except ParserError:  # "Document is empty"
        return None
    return tree


def _extracted(tree: HtmlElement, url: str | None, *, precise: bool) -> Page:
    found = bare_extraction(
        copy.deepcopy(tree),
        url=url,
        fast=True,
        favor_precision=precise,
        include_comments=False,
        include_tables=not precise,
        with_metadata=not precise,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict):
        return Page("", None, None, None, None)
    day = date.fromisoformat(found.date) if found.date and re.fullmatch(r"\d{4}-\d\d-\d\d", found.date) else None
    return Page(found.text or "", found.title, (found.author or "").replace("; ", ", ") or None, day, None)


def _headline(tree: HtmlElement, title: str | None) -> str | None:
    """The page's title, without a site's name behind it when a heading has the rest alone."""
    for heading in tree.iter("h1", "h2"):
        plain = _text(heading)
        if title and len(plain) >= _SHORTEST_HEADLINE and title.startswith(plain):
            return plain
    return title


def _drop_links(tree: HtmlElement) -> None:
    """Remove paragraphs and list items that are all link: other stories, not this one."""
    for element in list(tree.iter("p", "li")):
        text = _text(element)
        linked = sum(len(_text(link)) for link in element.iter("a"))
        if text and linked >= _LINKED * len(text) and not _SENTENCE.search(text):
            element.drop_tree()


def _completed(tree: HtmlElement, text: str) -> str:
    """`text` with the paragraphs around it that extraction missed, where they outweigh what it found.

    Some pages cut a story into several containers, of which only one is taken for it.
    """
    known = _squeeze(text)
    paragraphs = _paragraphs_beside(tree, known)
    missed = sum(len(paragraph) for paragraph in paragraphs if _squeeze(paragraph) not in known)
    return "\n".join(paragraphs) if missed > len(text) else text


def _paragraphs_beside(tree: HtmlElement, known: str) -> list[str]:
    """Texts of the paragraphs in the one element marked as the article that holds a known one."""
    for element in itertools.islice(tree.iter("p"), _PARAGRAPHS):
        content = _text(element)
        if len(content) >= _LONG_PARAGRAPH and _squeeze(content) in known:
            holder = next(element.iterancestors("article", "main"), None)
            if holder is None or next(holder.iterdescendants("article"), None) is not None:
                return []  # a page of several stories
            return list(_paragraph_texts(holder))
    return []


def _paragraph_texts(holder: HtmlElement) -> Iterable[str]:
    for element in itertools.islice(holder.iter("p"), _PARAGRAPHS):
        content = _text(element)
        if len(content) >= _LONG_PARAGRAPH or (content and _SENTENCE.search(content)):
            yield content


def _all_text(tree: HtmlElement) -> str:
    for element in list(tree.iter("script", "style", "noscript", "template", "head")):
        element.drop_tree()
    return "\n".join(line for line in (" ".join(line.split()) for line in tree.text_content().split("\n")) if line)


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text)
