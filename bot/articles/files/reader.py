"""A posted file as a document: sniffs its kind and calls the reader of that kind, which is imported only then."""

from collections.abc import Callable

from bot.articles import frontmatter
from bot.articles.decoding import decode
from bot.articles.files.sniff import Kind, sniff
from bot.articles.files.types import DAMAGED, Document, Unreadable
from bot.articles.types import Rejected

_TOO_DEEP = DAMAGED.format(kind="file")


def read_file(raw: bytes, name: str, url: str | None = None) -> Document | Rejected:
    """The document in a file. Rejected are files of other kinds, and what is damaged, locked, empty or too large."""
    return _answered(lambda: _READERS[sniff(raw, name)](raw, url))


def read_markup(raw: bytes, url: str | None = None) -> Document | Rejected:
    """The story of a web page, whatever its bytes look like. Rejected is a page without text."""
    return _answered(lambda: _html(raw, url))


def _answered(read: Callable[[], Document]) -> Document | Rejected:
    try:
        return read()
    except Unreadable as refusal:
        return Rejected(refusal.reason)
    except RecursionError:
        return Rejected(_TOO_DEEP)


def _html(raw: bytes, url: str | None) -> Document:
    from bot.articles.html import read_page  # 0.3 s and 32 MB that other files do not need

    page = read_page(decoded(raw, html=True), url)
    if isinstance(page, Rejected):
        raise Unreadable(page.reason)
    return Document(page.text, page.title, page.byline, page.published, page.language)


def decoded(raw: bytes, *, html: bool = False) -> str:
    """The characters of a text. Raises Unreadable with what the bytes look like."""
    text = decode(raw, html=html)
    if isinstance(text, Rejected):
        raise Unreadable(text.reason)
    return text


def _text(raw: bytes, _url: str | None) -> Document:
    return _with_front_matter(decoded(raw), _same)


def _markdown(raw: bytes, _url: str | None) -> Document:
    from bot.articles.files.markdown import plain

    return _with_front_matter(decoded(raw), plain)


def _same(text: str) -> str:
    return text


def _with_front_matter(text: str, plain: Callable[[str], str]) -> Document:
    front = frontmatter.split(text)
    fields = front.fields
    return Document(
        text=plain(front.body),
        title=fields.get("title"),
        byline=fields.get("author") or fields.get("byline"),
        published=front.published,
        section=fields.get("section"),
    )


def _pdf(raw: bytes, _url: str | None) -> Document:
    from bot.articles.files.pdf.reader import read_pdf

    return read_pdf(raw)


def _docx(raw: bytes, _url: str | None) -> Document:
    from bot.articles.files.docx import read_docx

    return read_docx(raw)


def _odt(raw: bytes, _url: str | None) -> Document:
    from bot.articles.files.odt import read_odt

    return read_odt(raw)


def _epub(raw: bytes, _url: str | None) -> Document:
    from bot.articles.files.epub import read_epub

    return read_epub(raw)


def _mail(raw: bytes, _url: str | None) -> Document:
    from bot.articles.files.mail import read_mail

    return read_mail(raw)


def _rtf(raw: bytes, _url: str | None) -> Document:
    from bot.articles.files.rtf import read_rtf

    return read_rtf(raw)


_READERS: dict[Kind, Callable[[bytes, str | None], Document]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "odt": _odt,
    "epub": _epub,
    "mail": _mail,
    "rtf": _rtf,
}
