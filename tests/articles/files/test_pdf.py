"""PDF files: paragraphs as they were set, whatever the page does to them."""

import io
from datetime import date

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject, NumberObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bot.articles.files.pdf import reader as pdf
from bot.articles.files.pdf.reader import read_pdf
from bot.articles.files.types import Unreadable
from tests.articles.files import samples

PARAGRAPHS = [samples.paragraph(number) for number in range(40)]


def reason_of(raw: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_pdf(raw)
    return refused.value.reason


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize(
    "style",
    [
        {"firstLineIndent": 12, "alignment": 4},
        {"spaceAfter": 6, "alignment": 4},
        {"spaceAfter": 6, "alignment": 0},
        {"firstLineIndent": 12, "alignment": 0},
    ],
)
def test_paragraphs_in_columns_over_pages(columns: int, style: dict[str, float]) -> None:
    found = read_pdf(samples.newspaper(PARAGRAPHS, columns, **style))
    assert found.title == samples.TITLE
    assert found.left_out == (pdf.EDGES,)
    paragraphs = found.text.split("\n\n")
    kept = sum(text in paragraphs for text in PARAGRAPHS)
    assert kept >= 0.9 * len(PARAGRAPHS)
    assert " ".join(paragraphs) == " ".join(PARAGRAPHS)  # the order of reading, and nothing else between


def test_columns_drawn_row_by_row() -> None:
    left = [f"left line number {n} goes on and" for n in range(8)]
    right = [f"right line number {n} goes on and" for n in range(8)]
    rows = [cell for n in range(8) for cell in ((72.0, 700.0 - 12 * n, left[n]), (300.0, 697.0 - 12 * n, right[n]))]
    assert read_pdf(samples.drawn([rows])).text == " ".join(left + right)


def test_a_table_stays_in_rows() -> None:
    rows = [
        cell for n in range(8) for cell in ((72.0, 700.0 - 12 * n, f"Place {n}"), (300.0, 700.0 - 12 * n, f"{n} t"))
    ]
    assert "Place 1 1 t" in read_pdf(samples.drawn([rows])).text


def test_hyphens_at_line_ends() -> None:
    lines = [
        "The agreement on the bridge was reached after a long nego-",
        "tiation, and the well-known engineers said that the well-",
        "known pillars hold. The treaty with the Austria-",
        "Hungary of those days was signed beside the bridge.",
    ]
    found = read_pdf(samples.drawn([[(72, 700 - 12 * n, line) for n, line in enumerate(lines)]])).text
    assert "long negotiation, and the well-known engineers" in found
    assert "the well-known pillars" in found
    assert "the Austria-Hungary of" in found


def test_page_numbers_and_running_heads_go() -> None:
    pages = [
        [
            (72.0, 815.0, f"Example Review, no. {n}"),
            (72.0, 700.0, f"Text of page {n} says something."),
            (290.0, 30.0, f"- {n} -"),
        ]
        for n in range(1, 5)
    ]
    found = read_pdf(samples.drawn(pages))
    assert found.text == "\n\n".join(f"Text of page {n} says something." for n in range(1, 5))
    assert found.left_out == (pdf.EDGES,)


def test_the_same_line_inside_pages_stays() -> None:
    pages = [[(72.0, 400.0, "The same sentence."), (72.0, 300.0, f"Another one, {n}.")] for n in range(3)]
    found = read_pdf(samples.drawn(pages))
    assert found.text.count("The same sentence.") == 3
    assert found.left_out == ()


def test_sentences_go_on_over_pages() -> None:
    pages = [[(72.0, 400.0, "The council voted on")], [(72.0, 700.0, "monday to close the bridge.")]]
    assert read_pdf(samples.drawn(pages)).text == "The council voted on monday to close the bridge."


def rotated(raw: bytes, degrees: int) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(raw))
    for page in writer.pages:
        page[NameObject("/Rotate")] = NumberObject(degrees)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_turned_text() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rotate(90)
    canvas.drawString(100, -100, "The first line is long enough and")
    canvas.drawString(100, -114, "the second one is, too.")
    canvas.rotate(-90)
    canvas.drawString(20, 20, "Aside")
    canvas.save()
    assert read_pdf(out.getvalue()).text == "The first line is long enough and the second one is, too."
    assert read_pdf(rotated(out.getvalue(), 270)).text.startswith("The first line")


def test_forms_and_odd_operators_are_read() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, initialFontSize=10)
    canvas.beginForm("f")
    canvas.drawString(0, 0, "Text in a form.")
    canvas.endForm()
    canvas.translate(72, 700)
    canvas.doForm("f")
    text = canvas.beginText(0, -40)
    text.setFont("Times-Roman", 10)
    text.setLeading(14)
    text.setCharSpace(0.5)
    text.setWordSpace(2)
    text.setHorizScale(90)
    text.setRise(2)
    text.textLines("One line of this text goes on\nand the next one, too.")
    canvas.drawText(text)
    canvas.save()
    assert read_pdf(out.getvalue()).text == "Text in a form.\n\nOne line of this text goes on and the next one, too."


def test_what_the_properties_say() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setTitle("Microsoft Word - draft.docx")
    canvas.setAuthor("Jane Roe")
    canvas.drawString(72, 700, samples.FIRST)
    canvas.save()
    writer = PdfWriter(clone_from=io.BytesIO(out.getvalue()))
    writer.add_metadata({"/CreationDate": "D:20190503"})
    found = read_pdf(written(writer))
    assert (found.title, found.byline, found.published, found.certain) == (None, "Jane Roe", date(2019, 5, 3), False)


def test_files_locked_with_a_password_are_refused_and_others_are_not() -> None:
    for algorithm in ("RC4-128", "AES-256"):
        for password, owner in (("secret", "other"), ("", "other")):
            writer = PdfWriter(clone_from=io.BytesIO(samples.drawn([[(72, 700, "Text.")]])))
            writer.encrypt(password, owner, algorithm=algorithm)
            raw = written(writer)
            if password:
                assert reason_of(raw) == "The PDF is locked with a password."
            else:
                assert read_pdf(raw).text == "Text."


def test_pictures_have_no_text() -> None:
    from PIL import Image

    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(2):
        canvas.drawImage(ImageReader(Image.new("L", (20, 20))), 0, 0, 500, 800)
        canvas.drawString(50, 20, "Scan")
        canvas.showPage()
    canvas.save()
    assert reason_of(out.getvalue()) == pdf.SCANNED
    assert reason_of(samples.drawn([[]])) == "There is no text in the PDF."


def test_long_and_damaged_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = samples.drawn([[(72, 700, "Text.")]] * 3)
    assert reason_of(raw[:200]) == "The PDF is damaged: it could not be read."
    assert reason_of(b"%PDF-1.7 and nothing else") == "The PDF is damaged: it could not be read."
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    assert reason_of(raw) == "The PDF is too long: it has 3 pages, and at most 2 are read."


def test_what_unpacks_to_too_much_is_refused() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(samples.drawn([[(72, 700, "Text.")]])))
    contents = writer.pages[0].get_contents()
    assert contents is not None
    contents.set_data(b"0 0 m " * 6_000_000)
    writer.pages[0].replace_contents(contents)
    writer.compress_identical_objects()
    for page in writer.pages:
        page.compress_content_streams()
    raw = written(writer)
    assert len(raw) < 1_000_000
    assert reason_of(raw) == "The PDF unpacks to more than is read of a file."


def test_broken_pages_are_left_out() -> None:
    reader = PdfReader(io.BytesIO(samples.drawn([[(72, 700, "First page.")], [(72, 700, "Second page.")]])))
    writer = PdfWriter(clone_from=reader)
    writer.pages[1][NameObject("/MediaBox")] = NumberObject(1)
    found = read_pdf(written(writer))
    assert (found.text, found.left_out) == ("First page.", (pdf.BROKEN_PAGES,))


def test_letters_without_names_are_refused() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(samples.drawn([[(72, 700, "Text of a page without any names.")]])))
    for font in writer.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        unnamed = DecodedStreamObject()
        unnamed.set_data(
            b"/CMapName /x def 1 begincodespacerange <00> <ff> endcodespacerange "
            b"1 beginbfrange <20> <7e> <e000> endbfrange"
        )
        font.get_object()[NameObject("/ToUnicode")] = unnamed
    assert reason_of(written(writer)) == pdf.NO_LETTERS
