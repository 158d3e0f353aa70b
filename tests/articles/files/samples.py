"""Files to read, made by the libraries that write their kind; the story is the same in each."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

import docx
import odfdo
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, NextPageTemplate, PageTemplate, Paragraph

TITLE = "Council closes the old bridge"
HEADING = "What comes next"
FIRST = (
    "The city council voted on Monday to close the old bridge over the Rhine for two years, the mayor said after a "
    "long meeting."
)
SECOND = (
    "The bridge dates from 1931, and most of the traffic between the two banks of the river goes over it every day of "
    "the week."
)
WIDTH, HEIGHT = A4
_WORDS = (
    "the city council voted on monday to close that old bridge over its river for two years mayor said and most of all"
    " traffic between both banks goes there while engineers examine every pillar of a long wall"
)


def paragraph(number: int, sentences: int = 5) -> str:
    """A paragraph of prose that is like no other of its number."""
    found = []
    known = _WORDS.split()
    for sentence in range(sentences):
        start = number * 7 + sentence * 13
        words = [known[(start + word * (1 + number % 5)) % len(known)] for word in range(9 + (start % 8))]
        found.append(" ".join([words[0].capitalize(), *words[1:]]) + ".")
    return " ".join(found)


def word_file() -> bytes:
    """A Word file with a title, a heading, a list and properties."""
    file = docx.Document()
    file.core_properties.author = "Jane Roe"
    file.add_heading(TITLE, 0)
    file.add_paragraph(FIRST)
    file.add_heading(HEADING, 1)
    split = file.add_paragraph(SECOND[:10])
    split.add_run(SECOND[10:]).bold = True
    file.add_paragraph("One lane", style="List Bullet")
    file.add_paragraph("Two lanes", style="List Bullet")
    file.add_table(1, 1).cell(0, 0).text = "A cell of a table."
    return saved(file)


def open_document() -> bytes:
    """The same as an OpenDocument text."""
    file = odfdo.Document("text")
    file.body.clear()
    file.meta.creator = "Jane Roe"
    file.body.append(odfdo.Header(1, TITLE))
    file.body.append(odfdo.Paragraph(FIRST))
    file.body.append(odfdo.Header(2, HEADING))
    file.body.append(odfdo.Paragraph(SECOND))
    file.body.append(odfdo.List(["One lane", "Two lanes"]))
    return saved(file)


def saved(file: object) -> bytes:
    """What a document of either library writes."""
    out = io.BytesIO()
    file.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(raw: bytes) -> dict[str, str | bytes]:
    """The members of a ZIP file."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def book_members() -> dict[str, str | bytes]:
    """The members of an EPUB of two chapters and a table of contents."""
    package = """<?xml version="1.0"?>
    <package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0"><metadata>
    <dc:title>Council closes the old bridge</dc:title><dc:creator>Jane Roe</dc:creator><dc:creator>John Roe</dc:creator>
    <dc:language>en-GB</dc:language><dc:date>2019-05-03</dc:date></metadata><manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/>
    <item id="one" href="text/chapter%20one.xhtml" media-type="application/xhtml+xml"/>
    <item id="cover" href="cover.png" media-type="image/png"/></manifest>
    <spine><itemref idref="nav"/><itemref idref="cover"/><itemref idref="one"/><itemref idref="two"/>
    <itemref idref="none"/></spine></package>"""
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>-</title></head><body>{}</body></html>'
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package,
        "OEBPS/nav.xhtml": page.format("<nav><ol><li>Contents</li></ol></nav>"),
        "OEBPS/text/chapter one.xhtml": page.format(f"<h1>{TITLE}</h1><p>{FIRST}</p><script>no()</script>"),
        "OEBPS/text/two.xhtml": page.format(f"<h2>{HEADING}</h2><p>{SECOND[:30]}<i>{SECOND[30:]}</i></p>"),
    }


def book() -> bytes:
    """An EPUB."""
    return zipped(book_members())


def mail() -> EmailMessage:
    """A mail with a plain part."""
    message = EmailMessage()
    message["From"] = '"Jané Roe" <jane@example.org>'
    message["To"] = "news@example.org"
    message["Subject"] = f"Fwd: {TITLE} – now"
    message["Date"] = "Fri, 03 May 2019 10:00:00 +0200"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(f"{FIRST}\n\n{SECOND} Café.\n\n-- \nJane Roe\nExample Street 1\n")
    return message


RICH = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil Arial;}{\f1\fnil\fcharset204 Arial;}}"
    rb"{\info{\title A title in the properties}{\author Jane Roe}{\creatim\yr2019\mo5\dy3\hr9}}"
    rb"{\*\generator A program;}"
    rb"{\header A page header\par}\pard\outlinelevel0 " + TITLE.encode() + rb"\par\pard " + FIRST.encode() + rb"\par "
    rb"The caf\'e9 on \u8220?the\u8221? bridge\emdash{\b closed} {\field{\*\fldinst HYPERLINK \"http://x\"}"
    rb"{\fldrslt on Monday}}.\par {\f1\'cf\'f0\'e8\'e2\'e5\'f2}\v hidden\v0 , all \u-10179?\u-8704?.\par"
    rb"{\listtext\bullet\tab}One lane\par\pard Last.}"
)


def decorated(canvas: Canvas, file: BaseDocTemplate) -> None:
    """Draw a page header and a page number."""
    canvas.setFont("Helvetica", 8)
    canvas.drawString(50, HEIGHT - 30, "The Daily Example")
    canvas.drawRightString(WIDTH - 50, HEIGHT - 30, "3 May 2019")
    canvas.drawCentredString(WIDTH / 2, 25, f"Page {file.page}")


def newspaper(paragraphs: Sequence[str], columns: int = 2, **style: float) -> bytes:
    """A PDF in columns with a headline over them, page headers and page numbers."""
    out = io.BytesIO()
    file = BaseDocTemplate(out, pagesize=A4, title=TITLE, author="Jane Roe")
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12, **style)
    width = (WIDTH - 100 - 18 * (columns - 1)) / columns

    def frames(height: float) -> list[Frame]:
        return [
            Frame(50 + number * (width + 18), 50, width, height, leftPadding=0, rightPadding=0)
            for number in range(columns)
        ]

    head = Frame(50, HEIGHT - 150, WIDTH - 100, 100, leftPadding=0)
    file.addPageTemplates(
        [
            PageTemplate("first", [head, *frames(HEIGHT - 200)], onPage=decorated),
            PageTemplate("later", frames(HEIGHT - 100), onPage=decorated),
        ]
    )
    headline = Paragraph(TITLE, getSampleStyleSheet()["Title"])
    file.build([NextPageTemplate("later"), headline, FrameBreak(), *(Paragraph(text, body) for text in paragraphs)])
    return out.getvalue()


def drawn(pages: Sequence[Sequence[tuple[float, float, str]]], size: float = 10, **given: object) -> bytes:
    """A PDF with lines at the places given, from the lower left corner, in their order."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **given)
    for lines in pages:
        canvas.setFont("Times-Roman", size)
        for x, y, text in lines:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
