"""Books and articles in EPUB (3.3, and 2): the chapters in the order of reading, and what the package says."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from bot.articles.decoding import decode
from bot.articles.files import properties
from bot.articles.files.archive import Archive
from bot.articles.files.blocks import Block, text_of
from bot.articles.files.markup import blocks_of
from bot.articles.files.types import DAMAGED, NO_TEXT, Document, Unreadable
from bot.articles.files.xml import attribute, first_text, local, parse_xml

KIND = "EPUB file"
PROTECTED = "The EPUB file is protected against copying: its text cannot be read."
_MOST_CHAPTERS = 2_000
_FONTS_ONLY = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
"""Algorithms that hide fonts only (EPUB 3.3, 4.3; Adobe's own); any other hides the text."""
_MARKUP = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", ""})


@dataclass(frozen=True, slots=True)
class _Item:
    path: str
    media_type: str
    is_contents: bool


def read_epub(raw: bytes) -> Document:
    """The text of an EPUB with its title, authors, date and language. Raises Unreadable."""
    archive = Archive(raw, KIND)
    _refuse_protected(archive)
    path = _package_path(archive)
    package = parse_xml(archive.read(path), KIND)
    blocks: list[Block] = []
    for chapter in _spine(package, posixpath.dirname(path))[:_MOST_CHAPTERS]:
        if chapter.path in archive.names:
            blocks += _chapter(archive.read(chapter.path))
    if not blocks:
        raise Unreadable(NO_TEXT.format(kind=KIND))
    language = (first_text(package, "language") or "").partition("-")[0].lower()
    return Document(
        text=text_of(blocks),
        title=properties.title(first_text(package, "title")),
        byline=_authors(package),
        published=properties.moment(first_text(package, "date")),
        language=language if len(language) == 2 else None,
    )


def _chapter(raw: bytes) -> list[Block]:
    text = decode(raw, html=True)
    return blocks_of(text, KIND) if isinstance(text, str) else []


def _refuse_protected(archive: Archive) -> None:
    encryption = archive.get("META-INF/encryption.xml")
    if encryption is None:
        return
    for method in parse_xml(encryption, KIND).iter("{*}EncryptionMethod"):
        if attribute(method, "Algorithm") not in _FONTS_ONLY:
            raise Unreadable(PROTECTED)


def _package_path(archive: Archive) -> str:
    for element in parse_xml(archive.read("META-INF/container.xml"), KIND).iter("{*}rootfile"):
        path = attribute(element, "full-path")
        if path in archive.names:
            return path or ""
    raise Unreadable(DAMAGED.format(kind=KIND))


def _spine(package: etree._Element, folder: str) -> list[_Item]:
    """The chapters in the order of reading, without the table of contents and what the package sets aside."""
    items = {attribute(item, "id"): _item(item, folder) for item in package.iter("{*}item")}
    found = []
    for reference in package.iter("{*}itemref"):
        item = items.get(attribute(reference, "idref"))
        if item and item.media_type in _MARKUP and not item.is_contents and attribute(reference, "linear") != "no":
            found.append(item)
    return list(dict.fromkeys(found))


def _item(item: etree._Element, folder: str) -> _Item:
    path = posixpath.normpath(posixpath.join(folder, unquote(attribute(item, "href") or "")))
    contents = "nav" in (attribute(item, "properties") or "").split()
    return _Item(path, (attribute(item, "media-type") or "").lower(), contents)


def _authors(package: etree._Element) -> str | None:
    names = [
        " ".join(element.text.split())
        for element in package.iter("{*}creator")
        if local(element) == "creator" and element.text and element.text.strip()
    ]
    return ", ".join(dict.fromkeys(names)) or None
