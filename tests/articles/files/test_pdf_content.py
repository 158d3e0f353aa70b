"""Content streams of PDF pages, operator by operator."""

import io
from decimal import Decimal

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bot.articles.files.pdf.content import Budget, runs_of
from bot.articles.files.pdf.reader import read_pdf
from bot.articles.files.pdf.types import Run
from tests.articles.files import samples


def stream(content: bytes) -> DecodedStreamObject:
    found = DecodedStreamObject()
    found.set_data(content)
    return found


def page_of(content: bytes, forms: dict[str, DecodedStreamObject] | None = None) -> bytes:
    """A PDF of one page with this content stream, in which /F1 is Times."""
    writer = PdfWriter(clone_from=io.BytesIO(samples.drawn([[(72, 700, "x")]])))
    page = writer.pages[0]
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"].get_object()
    assert isinstance(fonts, DictionaryObject)
    times = next(font for font in fonts.values() if font.get_object()["/BaseFont"] == "/Times-Roman")
    resources[NameObject("/Font")] = DictionaryObject({NameObject("/F1"): times})
    if forms:
        resources[NameObject("/XObject")] = DictionaryObject(
            {NameObject(f"/{name}"): form for name, form in forms.items()}
        )
    page[NameObject("/Contents")] = writer._add_object(stream(content))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def runs(content: bytes, forms: dict[str, DecodedStreamObject] | None = None) -> list[Run]:
    page = PdfReader(io.BytesIO(page_of(content, forms))).pages[0]
    return [run for _, run in runs_of(page, Budget())]


def shown(content: bytes) -> list[tuple[str, float, float]]:
    return [(run.text, round(run.x0, 1), round(run.y, 1)) for run in runs(content)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"BT /F1 10 Tf 72 700 Td (One) Tj 0 -12 Td (two) Tj ET", [("One", 72, 700), ("two", 72, 688)]),
        (b"BT /F1 10 Tf 12 TL 72 700 Td (One) Tj T* (two) Tj (three) ' ET",
         [("One", 72, 700), ("two", 72, 688), ("three", 72, 676)]),
        (b"BT /F1 10 Tf 72 700 Td (One) Tj 0 -14 TD (two) Tj T* (three) Tj ET",
         [("One", 72, 700), ("two", 72, 686), ("three", 72, 672)]),
        (b'BT /F1 10 Tf 12 TL 72 700 Td 3 1 (One) " 0 0 (two) " ET', [("One", 72, 688), ("two", 72, 676)]),
        (b"BT /F1 10 Tf 1 0 0 1 72 700 Tm [(W) 80 (ord) -300 (gap) -50 (s)] TJ ET", [("Word gaps", 72, 700)]),
        (b"BT /F1 10 Tf 72 700 Td [(left) -9000 (right)] TJ ET", [("left", 72, 700), ("right", 175.3, 700)]),
        (b"BT /F1 1 Tf 10 0 0 10 72 700 Tm (One) Tj ET", [("One", 72, 700)]),
        (b"q 2 0 0 2 10 20 cm BT /F1 10 Tf 5 5 Td (One) Tj ET Q BT /F1 10 Tf 5 5 Td (two) Tj ET",
         [("One", 20, 30), ("two", 5, 5)]),
        (b"BT /F1 10 Tf 72 700 Td 3 Ts (One) Tj ET", [("One", 72, 703)]),
        (b"/Artifact <</Type /Pagination>> BDC BT /F1 10 Tf (Head) Tj ET EMC BT /F1 10 Tf 9 9 Td (One) Tj ET EMC",
         [("One", 9, 9)]),
        (b"/P BMC BT /F1 10 Tf 9 9 Td (One) Tj ET EMC", [("One", 9, 9)]),
        (b"BT (no font) Tj /F9 10 Tf (unknown font) Tj /F1 10 Tf 9 9 Td (One) Tj ET", [("One", 9, 9)]),
        (b"BT /F1 10 Tf 9 9 Td (One) Tj /F1 1 Tf (too small) Tj /F1 900 Tf (too large) Tj ET", [("One", 9, 9)]),
        (b"BT /F1 10 Tf 1 1 -1 1 9 9 Tm (aslant) Tj ET", []),
        (b"BT /F1 10 Tf 1 0 0 1 1e300 9 Tm (far) Tj ET", []),
        (b"Q ET EMC Tj TJ Td Tm cm BT /F1 Tf (x) Tj [] TJ 5 TJ /No Do Do ET", []),
    ],
)  # fmt: skip
def test_operators(content: bytes, said: list[tuple[str, float, float]]) -> None:
    assert shown(content) == said


def test_how_far_a_string_reaches() -> None:
    plain, spaced, stretched = (
        runs(b"BT /F1 10 Tf 0 700 Td " + setting + b" (a b) Tj ET")[0].x1 for setting in (b"", b"2 Tc 5 Tw", b"200 Tz")
    )
    assert plain == pytest.approx(11.94)  # 444 + 250 + 500 thousandths
    assert spaced == pytest.approx(plain + 3 * 2 + 5)
    assert stretched == pytest.approx(2 * plain)


def test_turned_text_is_told_apart() -> None:
    content = b"BT /F1 10 Tf 0 1 -1 0 100 50 Tm (up) Tj -1 0 0 -1 9 9 Tm (over) Tj 0 -1 1 0 30 40 Tm (down) Tj ET"
    page = PdfReader(io.BytesIO(page_of(content))).pages[0]
    found = [(turns, run.text, run.x0, run.y) for turns, run in runs_of(page, Budget())]
    assert found == [(1, "up", 50, -100), (2, "over", -9, -9), (3, "down", -40, 30)]


def form(content: bytes, **given: object) -> DecodedStreamObject:
    found = stream(content)
    found.update({NameObject("/Subtype"): NameObject("/Form"), **{NameObject(f"/{k}"): v for k, v in given.items()}})
    return found


def test_forms_have_a_matrix_and_an_end() -> None:
    moved = ArrayObject(FloatObject(Decimal(n)) for n in (1, 0, 0, 1, 50, 60))
    inner = form(b"/Artifact BMC q q BT /F1 10 Tf 1 1 Td (hidden) Tj ET EMC BT 1 1 Td (One) Tj ET", Matrix=moved)
    assert [(run.text, run.x0, run.y) for run in runs(b"/In Do BT /F1 10 Tf (two) Tj ET", {"In": inner})] == [
        ("One", 51, 61), ("two", 0, 0),
    ]  # fmt: skip


def test_forms_in_themselves_end() -> None:
    again = form(b"BT /F1 10 Tf 9 9 Td (One) Tj ET /In Do")
    assert len(runs(b"/In Do", {"In": again})) == 8


def test_the_budget_holds() -> None:
    page = PdfReader(io.BytesIO(page_of(b"0 g " * 100))).pages[0]
    with pytest.raises(LimitReachedError):
        runs_of(page, Budget(50))


@pytest.mark.parametrize("name", ["Vera", "HeiseiMin-W3"])
def test_other_fonts(name: str) -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf") if name == "Vera" else UnicodeCIDFont(name))
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont(name, 12)
    text = "Der Fluß fließt: café" if name == "Vera" else "橋は閉鎖された"
    canvas.drawString(72, 700, text)
    canvas.save()
    assert read_pdf(out.getvalue()).text == text


def test_print_twice_for_weight_is_read_once() -> None:
    line = (72.0, 700.0, "The bridge is closed for two years")
    found = read_pdf(samples.drawn([[line, (72.3, 700.0, line[2]), (72.0, 688.0, "and no longer.")]]))
    assert found.text == "The bridge is closed for two years and no longer."
