"""Word files (Office Open XML, ECMA-376): paragraphs, headings and properties."""

import posixpath
from collections.abc import Mapping

from lxml import etree

from bot.articles.files import properties
from bot.articles.files.archive import Archive
from bot.articles.files.blocks import Flow, Shape, text_of, title_of
from bot.articles.files.types import DAMAGED, Document, Unreadable
from bot.articles.files.xml import attribute, first_text, local, parse_xml, walk

KIND = "Word file"
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "sectPr", "instrText", "delText"})
"""What is not on the page: deletions that are tracked, the second version of a drawing, formats, field codes."""
_TEXT = frozenset({"t"})
_INSTEAD = {"tab": " ", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}


def read_docx(raw: bytes) -> Document:
    """The text of a Word file with its title, author and date. Raises Unreadable."""
    archive = Archive(raw, KIND)
    styles = _styles(archive.get("word/styles.xml"))
    flow = Flow()
    _collect(parse_xml(archive.read(_main_part(archive)), KIND), styles, flow)
    core = archive.get("docProps/core.xml")
    said = parse_xml(core, KIND) if core else etree.Element("none")
    return Document(
        text=text_of(flow.blocks),
        title=title_of(flow.blocks, properties.title(first_text(said, "title"))),
        byline=properties.person(first_text(said, "creator")),
        published=properties.moment(first_text(said, "created", "modified")),
        certain=False,
    )


def _main_part(archive: Archive) -> str:
    """The path of the text, as the package's relationships name it (ECMA-376-2, 9.3)."""
    relations = archive.get("_rels/.rels")
    if relations:
        for relation in parse_xml(relations, KIND):
            target = attribute(relation, "Target")
            if target and (attribute(relation, "Type") or "").endswith("/officeDocument"):
                return posixpath.normpath(target).lstrip("/")
    if "word/document.xml" not in archive.names:
        raise Unreadable(DAMAGED.format(kind=KIND))
    return "word/document.xml"


def _styles(data: bytes | None) -> dict[str, Shape]:
    """What each style with a name of a title or heading makes of a paragraph, by the style's id."""
    found: dict[str, Shape] = {}
    for style in parse_xml(data, KIND) if data else ():
        name = next((attribute(child, "val") or "" for child in style if local(child) == "name"), "").lower()
        shape = _shape(name)
        if shape:
            found[attribute(style, "styleId") or ""] = shape
    return found


def _shape(style: str) -> Shape | None:
    if style == "title":
        return "title"
    if style.startswith(("heading", "subtitle")):
        return "heading"
    return "item" if style.startswith("list") and "continue" not in style else None


def _collect(root: etree._Element, styles: Mapping[str, Shape], flow: Flow) -> None:
    """Put the paragraphs into the flow; one that stands inside another, in a text box, ends that one."""
    hidden = False
    shapes: list[Shape] = []
    for event, element, name in walk(root, _SKIPPED):
        if name == "p":
            flow.end(shapes[-1] if shapes else "paragraph")
            if event == "start":
                shapes.append(_paragraph_shape(element, styles))
            elif shapes:
                shapes.pop()
        elif name == "r":
            hidden = event == "start" and _is_hidden(element)
        elif event == "start" and not hidden:
            flow.add(_said(element, name))


def _said(element: etree._Element, name: str) -> str | None:
    if name in _TEXT:
        return element.text
    if name == "br":
        return "\n\n" if attribute(element, "type") in {"page", "column"} else "\n"
    return _INSTEAD.get(name)


def _paragraph_shape(paragraph: etree._Element, styles: Mapping[str, Shape]) -> Shape:
    for settings in paragraph:
        if local(settings) != "pPr":
            continue
        known = {local(child): attribute(child, "val") for child in settings}
        shape = styles.get(known.get("pStyle") or "")
        if shape:
            return shape
        if "outlineLvl" in known and known["outlineLvl"] != "9":  # 9 is body text
            return "heading"
        return "item" if "numPr" in known else "paragraph"
    return "paragraph"


def _is_hidden(run: etree._Element) -> bool:
    return any(
        local(setting) == "vanish" and attribute(setting, "val") not in {"0", "false", "off"}
        for settings in run
        if local(settings) == "rPr"
        for setting in settings
    )
