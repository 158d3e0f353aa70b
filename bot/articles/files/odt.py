"""OpenDocument texts (OASIS ODF 1.3): paragraphs, headings and properties."""

from lxml import etree

from bot.articles.files import properties
from bot.articles.files.archive import Archive
from bot.articles.files.blocks import Flow, Shape, text_of, title_of
from bot.articles.files.types import LOCKED, Document, Unreadable
from bot.articles.files.xml import attribute, first_text, parse_xml, walk

KIND = "OpenDocument file"
_SKIPPED = frozenset({
    "tracked-changes", "annotation", "annotation-end", "note", "ruby-text", "automatic-styles", "font-face-decls",
    "scripts", "forms", "variable-decls", "sequence-decls", "table-of-content", "alphabetical-index", "object", "desc",
})  # fmt: skip
"""What is not the running text: deletions that are tracked, comments, footnotes, styles, generated indexes."""
_BLOCKS = frozenset({"p", "h"})
_MOST_SPACES = 20
_ENCRYPTED = b"encryption-data"


def read_odt(raw: bytes) -> Document:
    """The text of an OpenDocument text with its title, author and date. Raises Unreadable."""
    archive = Archive(raw, KIND)
    if _ENCRYPTED in (archive.get("META-INF/manifest.xml") or b""):
        raise Unreadable(LOCKED.format(kind=KIND))
    root = parse_xml(archive.read("content.xml"), KIND)
    flow = Flow()
    _collect(root, _titles(root), flow)
    meta = archive.get("meta.xml")
    said = parse_xml(meta, KIND) if meta else etree.Element("none")
    return Document(
        text=text_of(flow.blocks),
        title=title_of(flow.blocks, properties.title(first_text(said, "title"))),
        byline=properties.person(first_text(said, "initial-creator", "creator")),
        published=properties.moment(first_text(said, "creation-date", "date")),
        certain=False,
    )


def _titles(root: etree._Element) -> frozenset[str]:
    """The names of the styles that make a paragraph a title: "Title" itself, and the automatic ones made from it."""
    found = {"Title"}
    for style in root.iter("{*}style"):
        if attribute(style, "parent-style-name") == "Title":
            found.add(attribute(style, "name") or "")
    return frozenset(found)


def _collect(root: etree._Element, titles: frozenset[str], flow: Flow) -> None:
    shapes: list[Shape] = []
    items = 0
    for event, element, name in walk(root, _SKIPPED):
        if name == "list-item":
            items += 1 if event == "start" else -1
        elif name in _BLOCKS:
            flow.end(shapes[-1] if shapes else "paragraph")
            if event == "start":
                shapes.append(_shape(element, name, titles, listed=items > 0))
                flow.add(element.text)
            elif shapes:
                shapes.pop()
        elif event == "start" and shapes:
            flow.add(_instead(element, name))
            flow.add(element.text)
        if event == "end" and shapes:
            flow.add(element.tail)
    flow.end()


def _shape(element: etree._Element, name: str, titles: frozenset[str], *, listed: bool) -> Shape:
    if attribute(element, "style-name") in titles:
        return "title"
    if name == "h":
        return "heading"
    return "item" if listed else "paragraph"


def _instead(element: etree._Element, name: str) -> str | None:
    """What stands for an element that is a character: white space is collapsed, so that there are elements for it."""
    if name == "s":
        count = attribute(element, "c") or "1"
        return " " * min(int(count), _MOST_SPACES) if count.isascii() and count.isdigit() else " "
    return {"tab": " ", "line-break": "\n"}.get(name)
