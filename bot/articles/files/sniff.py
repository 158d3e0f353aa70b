"""Which kind of file these bytes are: by what they hold; the name only decides where that leaves it open."""

import re
from pathlib import PurePosixPath
from typing import Literal

from bot.articles.files.archive import Archive
from bot.articles.files.types import EMPTY, Unreadable

Kind = Literal["text", "markdown", "html", "pdf", "docx", "odt", "epub", "mail", "rtf"]

ENDINGS = frozenset({
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".odt", ".epub", ".eml", ".mht",
    ".mhtml", ".rtf",
})  # fmt: skip
"""How the names of files end that are worth reading, in small letters."""

_DOCUMENTS = frozenset({
    "text/html", "text/markdown", "text/rtf", "application/rtf", "application/pdf", "message/rfc822",
    "application/epub+zip", "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
})  # fmt: skip
"""Types of which a file is worth reading whatever it is called."""
_OPEN_TYPES = frozenset({"", "text/plain", "application/octet-stream"})
"""Types that leave open what a file is: it is worth a look where its name has no ending that says something else."""

_LEAD = 4_096  # bytes in which a file shows what it is
_PDF_WITHIN = 1_024  # bytes; readers take what stands before the header, as old mail programs put lines there

_HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".xht"})
_MAIL_NAMES = frozenset({".eml", ".mht", ".mhtml"})
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mkd"})

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(r"<[a-zA-Z!?/]")
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):(?:[ \t]|$)")
_CARRIED = frozenset({"received", "return-path", "message-id", "mime-version", "delivered-to", "dkim-signature"})
"""Header fields that only a mail on its way gets (RFC 5322, 3.6; RFC 2045)."""
_WRITTEN = frozenset({"from", "to", "subject", "date"})

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a compound file ([MS-CFB], 2.2)
_INSIDE_OLD: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "The Office file is locked with a password."),
    ("WordDocument", "This is a Word file in the old format (.doc): save it as .docx, and post that."),
    ("Workbook", "This is a spreadsheet, not a text."),
    ("PowerPoint Document", "This is a presentation, not a text."),
    ("__substg1.0_", "This is an Outlook message (.msg): save it as .eml, and post that."),
)
_INSIDE_ZIP: tuple[tuple[str, str], ...] = (
    ("xl/", "This is a spreadsheet, not a text."),
    ("ppt/", "This is a presentation, not a text."),
    ("META-INF/MANIFEST.MF", "This is a program, not a text."),
    ("Index/", "This is a Pages file: export it as .docx or PDF, and post that."),
)
_OTHER_OPEN_DOCUMENT = "This is an OpenDocument file, but not a text."
_ZIP = "This is a ZIP archive: post the files in it one by one."
_OPEN_DOCUMENT_TEXT = ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template")


def is_named_as_text(name: str, media: str = "") -> bool:
    """Whether a file is worth reading, by its name and by the type that somebody took it for (a Content-Type)."""
    path = PurePosixPath(name.strip().lower())
    kind = media.partition(";")[0].strip().lower()
    return path.suffix in ENDINGS or kind in _DOCUMENTS or (not path.suffix and kind in _OPEN_TYPES)


def sniff(raw: bytes, name: str = "") -> Kind:
    """The kind of a file. What is no known kind counts as text, so that decoding says what it looks like.

    Raises:
        Unreadable: it is empty, a damaged ZIP file, or a document of a kind that is known and not read.
    """
    lead = raw[:_LEAD]
    if not raw.strip():
        raise Unreadable(EMPTY)
    ending = PurePosixPath(name.lower()).suffix
    if b"%PDF-" in (raw[:_PDF_WITHIN] if ending == ".pdf" else lead.lstrip()[:5]):
        return "pdf"
    if lead.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(raw)
    if lead.startswith(_OLD_OFFICE):
        _refuse_old_office(raw)
    if lead.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    return _in_text(_plain(lead), ending)


def _in_zip(raw: bytes) -> Kind:
    archive = Archive(raw, "ZIP file")
    mimetype = archive.read("mimetype", most=1_000).strip().decode("ascii", "replace") if (
        "mimetype" in archive.names
    ) else ""  # fmt: skip
    if mimetype == "application/epub+zip" or "META-INF/container.xml" in archive.names:
        return "epub"
    if mimetype.startswith(_OPEN_DOCUMENT_TEXT) or (not mimetype and "content.xml" in archive.names):
        return "odt"
    if "application/vnd.oasis.opendocument" in mimetype:
        raise Unreadable(_OTHER_OPEN_DOCUMENT)
    if any(name.startswith("word/document") for name in archive.names):
        return "docx"
    for inside, reason in _INSIDE_ZIP:
        if any(name.startswith(inside) for name in archive.names):
            raise Unreadable(reason)
    raise Unreadable(_ZIP)


def _refuse_old_office(raw: bytes) -> None:
    for stream, reason in _INSIDE_OLD:
        if stream.encode("utf-16-le") in raw:
            raise Unreadable(reason)


def _plain(lead: bytes) -> str:
    """The beginning of a text, good enough to see markup and header lines in it."""
    if lead.startswith((b"\xff\xfe", b"\xfe\xff")):
        return lead.decode("utf-16", "replace")
    return lead.decode("utf-8", "replace").lstrip("\ufeff")


def _in_text(lead: str, ending: str) -> Kind:
    fields = _header_fields(lead)
    carried = fields & _CARRIED and "from" in fields
    if carried or (ending in _MAIL_NAMES and fields & (_WRITTEN | _CARRIED)):
        return "mail"
    if _HTML.match(lead) or (ending in _HTML_NAMES and _ANY_TAG.search(lead)):
        return "html"
    return "markdown" if ending in _MARKDOWN_NAMES else "text"


def _header_fields(lead: str) -> frozenset[str]:
    """The names of the header lines with which a text begins, if it does; in lower case."""
    found: set[str] = set()
    for number, line in enumerate(lead.splitlines()):
        if not line.strip():
            break
        header = _HEADER.match(line)
        if header:
            found.add(header[1].lower())
        elif not (line[0] in " \t" and found) and not (number == 0 and line.startswith("From ")):
            return frozenset(found) if len(lead) >= _LEAD else frozenset()
    return frozenset(found)
