"""A marked-up document as blocks, all of it: for books and mails, where nothing is a site's furniture."""

import lxml.html
from lxml import etree

from bot.articles.files.blocks import Block, Flow, Shape
from bot.articles.files.types import TOO_MUCH, Unreadable
from bot.articles.files.xml import MOST_MARKS, walk

_SKIPPED = frozenset(
    {"script", "style", "head", "noscript", "template", "svg", "math", "audio", "video", "iframe", "rt"}
)
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "rb", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
})  # fmt: skip
"""Elements that do not end a paragraph (phrasing content of the HTML standard); any other does."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def blocks_of(markup: str, kind: str) -> list[Block]:
    """Headings, paragraphs and list items of HTML or XHTML, however broken. Raises Unreadable when it is too large."""
    if markup.count("<") + markup.count("=") > MOST_MARKS:
        raise Unreadable(TOO_MUCH.format(kind=kind))
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8", errors="ignore"), parser=parser)
    except etree.ParserError:  # "Document is empty"
        return []
    flow = Flow()
    _collect(tree, flow)
    return flow.blocks


def _collect(tree: etree._Element, flow: Flow) -> None:
    shape: Shape = "paragraph"
    for event, element, name in walk(tree, _SKIPPED):
        if name == "br":
            flow.add("\n" if event == "start" else _line(element.tail))
            continue
        if name not in _INLINE:
            flow.end(shape)
            shape = _shape(name) if event == "start" else "paragraph"
        flow.add(_line(element.text if event == "start" else element.tail))
    flow.end(shape)


def _shape(name: str) -> Shape:
    if name in _HEADINGS:
        return "heading"
    return "item" if name in {"li", "dt"} else "paragraph"


def _line(text: str | None) -> str:
    """White space as it is shown: any run of it is one space."""
    if not text:
        return ""
    plain = " ".join(text.split())
    return f"{' ' if text[0].isspace() else ''}{plain}{' ' if plain and text[-1].isspace() else ''}"
