"""A PDF file as a document: opens it, has its pages read, and says what it calls itself."""

import binascii
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Sequence
from io import BytesIO

from pypdf import Configuration, PageObject, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from bot.articles.files import properties
from bot.articles.files.pdf.content import Budget, runs_of
from bot.articles.files.pdf.edges import without_edges
from bot.articles.files.pdf.layout import columns_of, rows_of
from bot.articles.files.pdf.paragraphs import body_size, paragraphs_of
from bot.articles.files.pdf.types import Page, Paragraph
from bot.articles.files.types import DAMAGED, LOCKED, NO_TEXT, TOO_MUCH, Document, Unreadable
from bot.articles.intake import word_count

KIND = "PDF"
MOST_PAGES = 500
SCANNED = "The PDF has no text: its pages are pictures, as from a scanner."
TOO_LONG = "The PDF is too long: it has {pages:,} pages, and at most {most} are read."
NO_LETTERS = "The PDF's text cannot be read: its fonts do not say which letters they draw."
EDGES = "page headers and footers"
BROKEN_PAGES = "pages that are damaged"

_BROKEN = (
    PyPdfError, DependencyError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError,
    NotImplementedError, RecursionError, TypeError, ValueError, binascii.Error, struct.error, zlib.error,
)  # fmt: skip
"""What pypdf raises for what it cannot make sense of, beside its own errors; running out of memory is not among it."""

_LIMITS = Configuration(
    maximum_declared_stream_length=25_000_000,
    array_based_stream_maximum_output_length=25_000_000,
    lzw_maximum_output_length=25_000_000,
    run_length_maximum_output_length=25_000_000,
    zlib_maximum_output_length=25_000_000,
    zlib_maximum_recovery_input_length=1_000_000,
    stream_decoding_work_maximum_length=60_000_000,
    stream_parsing_work_maximum_count=1_000_000,
    page_tree_maximum_entries=20_000,
    page_tree_maximum_page_entries=200_000,
)
"""Bytes and counts; the largest page of a newspaper unpacks to one or two million bytes."""

_PRIVATE = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
_MOST_PRIVATE = 0.25  # share of the characters
_SCAN_WORDS = 3  # to a page, as of a stamp on each
_HEADLINE = 1.2  # times the size of the text
_LONGEST_HEADLINE = 250  # characters

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a stranger's file is no news of ours


def read_pdf(raw: bytes) -> Document:
    """The text of a PDF with its title, author and date. Raises Unreadable."""
    with apply_configuration(_LIMITS):
        try:
            return _read(raw)
        except LimitReachedError as error:
            raise Unreadable(TOO_MUCH.format(kind=KIND)) from error
        except _BROKEN as error:
            raise Unreadable(DAMAGED.format(kind=KIND)) from error


def _read(raw: bytes) -> Document:
    reader = PdfReader(BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(LOCKED.format(kind=KIND))
    count = reader.get_num_pages()
    if count > MOST_PAGES:
        raise Unreadable(TOO_LONG.format(pages=count, most=MOST_PAGES))
    pages, broken = _pages(reader)
    _refuse_pictures(pages, reader)
    pages, removed = without_edges(pages)
    columns = [column for number, page in enumerate(pages) for column in columns_of(page.rows, number)]
    paragraphs = paragraphs_of(columns)
    said = _said(reader)
    headline = _headline(paragraphs, body_size(columns), properties.title(said.get("/Title")))
    text = "\n\n".join(paragraph.text for paragraph in paragraphs if paragraph is not headline)
    return Document(
        text=text,
        title=headline.text if headline else properties.title(said.get("/Title")),
        byline=properties.person(said.get("/Author")),
        published=properties.pdf_moment(said.get("/CreationDate")),
        certain=False,
        left_out=(*((EDGES,) if removed else ()), *((BROKEN_PAGES,) if broken else ())),
    )


def _pages(reader: PdfReader) -> tuple[list[Page], bool]:
    """The pages that can be read, and whether there are others. Raises what the last one raised when none can be."""
    budget = Budget()
    found: list[Page] = []
    fault: Exception | None = None
    for page in reader.pages:
        try:
            found.append(_page(page, budget))
        except LimitReachedError:
            raise
        except _BROKEN as error:
            fault = error
    if fault is not None and not found:
        raise fault
    return found, fault is not None


def _page(page: PageObject, budget: Budget) -> Page:
    runs = runs_of(page, budget)
    turns = Counter[int]()
    for turn, run in runs:
        turns[turn] += len(run.text)
    upright = turns.most_common(1)[0][0] if turns else 0
    rows = rows_of(run for turn, run in runs if turn == upright)
    box = page.cropbox
    x0, y0, x1, y1 = float(box.left), float(box.bottom), float(box.right), float(box.top)
    bottom, top = ((y0, y1), (-x1, -x0), (-y1, -y0), (x0, x1))[upright]
    return Page(rows, top, bottom)


def _refuse_pictures(pages: Sequence[Page], reader: PdfReader) -> None:
    """Raise Unreadable where there is no text, or none that says anything."""
    text = "\n".join(piece.text for page in pages for row in page.rows for piece in row)
    if len(_PRIVATE.findall(text)) > _MOST_PRIVATE * len(text):
        raise Unreadable(NO_LETTERS)
    words = word_count(text)
    if words == 0 or (words <= _SCAN_WORDS * len(pages) and _has_pictures(reader)):
        raise Unreadable(SCANNED if _has_pictures(reader) else NO_TEXT.format(kind=KIND))


def _has_pictures(reader: PdfReader) -> bool:
    """Whether one of the first pages shows a picture."""
    for page in reader.pages[:10]:
        resources = page.get("/Resources")
        drawn = resources.get_object().get("/XObject") if resources is not None else None
        shown = drawn.get_object().values() if drawn is not None else ()
        if any(form.get_object().get("/Subtype") == "/Image" for form in shown):
            return True
    return False


def _said(reader: PdfReader) -> dict[str, str]:
    try:
        return {str(key): str(value) for key, value in (reader.metadata or {}).items()}
    except _BROKEN:
        return {}


def _headline(paragraphs: Sequence[Paragraph], usual: float, title: str | None) -> Paragraph | None:
    """The paragraph of the first page that is the title: what the properties say, else what is set largest."""
    first = [paragraph for paragraph in paragraphs if paragraph.page == paragraphs[0].page]
    if title:
        wanted = _squeezed(title)
        same = [paragraph for paragraph in first if _squeezed(paragraph.text) == wanted]
        if same:
            return same[0]
    large = [paragraph for paragraph in first if paragraph.size >= _HEADLINE * usual and _is_headline(paragraph.text)]
    telling = [paragraph for paragraph in large if len(paragraph.text.split()) >= 4] or large
    return max(telling, key=lambda paragraph: paragraph.size, default=None)


def _is_headline(text: str) -> bool:
    return len(text) <= _LONGEST_HEADLINE and " " in text and not text.endswith((".", ",", ":"))


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
