"""XML of strangers: no entities, no network, no more elements than memory holds."""

from collections.abc import Iterator

from lxml import etree

from bot.articles.files.types import DAMAGED, TOO_MUCH, Unreadable

MOST_MARKS = 1_500_000
"""Of `<` and `=`: each element and attribute costs memory, some 200 bytes, and at least one of them."""


def parse_xml(data: bytes, kind: str) -> etree._Element:
    """The root of an XML document; `kind` is what messages call the file that it is of.

    Entities that the document declares stay unresolved, so they can neither grow nor name a file.

    Raises:
        Unreadable: it is not well-formed, or too large.
    """
    if data.count(b"<") + data.count(b"=") > MOST_MARKS:
        raise Unreadable(TOO_MUCH.format(kind=kind))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(DAMAGED.format(kind=kind)) from error


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for an entity that stayed unresolved."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """The value of an attribute by its name without a namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def first_text(root: etree._Element, *names: str) -> str | None:
    """The text of the first element that has one of these names and says something; earlier names go before."""
    found: dict[str, str] = {}
    for element in root.iter():
        text = (element.text or "").strip()
        if text and local(element) in names:
            found.setdefault(local(element), text)
    return next((found[name] for name in names if name in found), None)


def walk(root: etree._Element, skipped: frozenset[str]) -> Iterator[tuple[str, etree._Element, str]]:
    """Every element below `root` as ("start" or "end", element, its name), without what lies in the skipped ones."""
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        name = local(element)
        if event == "start" and name in skipped:
            walker.skip_subtree()
            continue
        if name not in skipped:
            yield str(event), element, name
