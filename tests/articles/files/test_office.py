"""Word, OpenDocument and EPUB files: paragraphs in order, properties, and what is refused."""

from datetime import UTC, date, datetime

import docx
import odfdo
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from bot.articles.files import archive
from bot.articles.files.docx import read_docx
from bot.articles.files.epub import PROTECTED, read_epub
from bot.articles.files.odt import read_odt
from bot.articles.files.types import Unreadable
from tests.articles.files import samples

TEXT = f"{samples.TITLE}\n\n{samples.FIRST}\n\n{samples.HEADING}\n\n{samples.SECOND}\n\n- One lane\n- Two lanes"


def test_a_word_file() -> None:
    found = read_docx(samples.word_file())
    assert found.text == f"{TEXT}\n\nA cell of a table."
    assert (found.title, found.byline, found.certain) == (samples.TITLE, "Jane Roe", False)


def test_properties_of_a_word_file() -> None:
    file = docx.Document()
    file.core_properties.title = "The bridge and its future"
    file.core_properties.author = "python-docx"
    file.core_properties.created = datetime(2019, 5, 3, 8, 30, tzinfo=UTC).replace(tzinfo=None)
    file.add_paragraph(samples.FIRST)
    found = read_docx(samples.saved(file))
    assert (found.title, found.byline) == ("The bridge and its future", None)
    assert found.published == datetime(2019, 5, 3, 8, 30, tzinfo=UTC)


def test_only_what_is_on_the_page_of_a_word_file_is_read() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("The bridge")
    run = paragraph.add_run(" hidden")
    run.font.hidden = True
    shown = paragraph.add_run(" is")
    shown.font.hidden = False
    deletion = OxmlElement("w:del")
    gone = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = " not"
    gone.append(text)
    deletion.append(gone)
    paragraph._p.append(deletion)
    last = paragraph.add_run(" closed,")
    last.add_tab()
    last.add_text("said")
    last.add_break()
    last.add_text("the mayor")
    box = (
        f"<w:r {nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    paragraph._p.append(parse_xml(box))
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "1")
    heading = file.add_paragraph("A heading by its level")
    heading._p.get_or_add_pPr().append(level)
    file.sections[0].header.paragraphs[0].text = "A page header"
    assert (
        read_docx(samples.saved(file)).text
        == "The bridge is closed, said\nthe mayor\n\nIn a box.\n\nA heading by its level"
    )


def test_an_open_document() -> None:
    found = read_odt(samples.open_document())
    assert found.text == TEXT
    assert (found.title, found.byline, found.certain) == (samples.TITLE, "Jane Roe", False)


def test_what_the_spaces_and_notes_of_an_open_document_are() -> None:
    file = odfdo.Document("text")
    file.body.clear()
    file.meta.title = "The bridge and its future"
    paragraph = odfdo.Paragraph("The bridge  is\tclosed\nnow")
    paragraph.insert_note(after="bridge", note_id="n1", citation="1", body="A footnote.")
    file.body.append(paragraph)
    file.body.append(odfdo.Paragraph("A subtitle", style="Title"))
    found = read_odt(samples.saved(file))
    assert " ".join(found.text.split()) == "The bridge is closed now A subtitle"
    assert "footnote" not in found.text
    assert found.title == "A subtitle"


def test_a_book() -> None:
    found = read_epub(samples.book())
    assert found.text == f"{samples.TITLE}\n\n{samples.FIRST}\n\n{samples.HEADING}\n\n{samples.SECOND}"
    assert (found.title, found.byline, found.language) == (samples.TITLE, "Jane Roe, John Roe", "en")
    assert (found.published, found.certain) == (date(2019, 5, 3), True)


_ENCRYPTION = (
    '<encryption><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/>'
    '<CipherData><CipherReference URI="OEBPS/text/two.xhtml"/></CipherData></EncryptedData></encryption>'
)


def test_a_protected_book_is_refused_and_hidden_fonts_are_not() -> None:
    members = samples.book_members()
    members["META-INF/encryption.xml"] = _ENCRYPTION.format("http://www.idpf.org/2008/embedding")
    assert read_epub(samples.zipped(members)).title == samples.TITLE
    members["META-INF/encryption.xml"] = _ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    with pytest.raises(Unreadable, match=PROTECTED):
        read_epub(samples.zipped(members))


def test_a_book_without_text_or_package_is_refused() -> None:
    members = samples.book_members()
    for name in list(members):
        if name.endswith(".xhtml"):
            members[name] = b"\x00" * 40 + b"\x01\x02" * 90
    with pytest.raises(Unreadable, match="There is no text in the EPUB file"):
        read_epub(samples.zipped(members))
    del members["OEBPS/book.opf"]
    with pytest.raises(Unreadable, match="The EPUB file is damaged"):
        read_epub(samples.zipped(members))


def test_a_locked_open_document_is_refused() -> None:
    members = samples.unzipped(samples.open_document())
    members["META-INF/manifest.xml"] = (
        '<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'
    )
    with pytest.raises(Unreadable, match="The OpenDocument file is locked with a password"):
        read_odt(samples.zipped(members))


def word_with(document: bytes) -> bytes:
    members = samples.unzipped(samples.word_file())
    members["word/document.xml"] = document
    return samples.zipped(members)


_ENTITY_TEXT = b'<w:document xmlns:w="w"><w:p><w:r><w:t>Text &entity;</w:t></w:r></w:p></w:document>'


def test_entities_are_not_resolved() -> None:
    for entity in (b'SYSTEM "file:///etc/hostname"', b'"some text"'):
        assert read_docx(word_with(b"<!DOCTYPE a [<!ENTITY entity " + entity + b">]>" + _ENTITY_TEXT)).text == "Text"


def test_entities_that_grow_are_damage() -> None:
    grown = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + grown + b'<!ENTITY entity "&j;">]>'
    with pytest.raises(Unreadable, match="The Word file is damaged"):
        read_docx(word_with(bomb + _ENTITY_TEXT))


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (b"<w:document", "The Word file is damaged: it could not be read."),
        (b"<a>" * 300_000, "The Word file is damaged: it could not be read."),
        (b"<a>" + b"<b/>" * 1_600_000 + b"</a>", "The Word file unpacks to more than is read of a file."),
        (b" " * (archive.LARGEST_MEMBER + 1), "The Word file unpacks to more than is read of a file."),
    ],
)
def test_broken_and_swollen_markup_is_refused(document: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_docx(word_with(document))
    assert refused.value.reason == said


def test_too_many_members_are_refused() -> None:
    raw = samples.zipped({f"{n}.txt": "" for n in range(archive.MOST_ENTRIES + 1)})
    with pytest.raises(Unreadable, match="unpacks to more than is read"):
        archive.Archive(raw, "Word file")


def test_members_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000)
    opened = archive.Archive(samples.zipped({"a": b"a" * 600, "b": b"b" * 600}), "Word file")
    opened.read("a")
    with pytest.raises(Unreadable, match="unpacks to more than is read"):
        opened.read("b")


def test_encrypted_and_oddly_packed_members_are_refused() -> None:
    raw = bytearray(samples.zipped({"a": b"text " * 50}))
    directory = raw.index(b"PK\x01\x02")
    raw[6] |= 1
    raw[directory + 8] |= 1
    with pytest.raises(Unreadable, match="locked with a password"):
        archive.Archive(bytes(raw), "Word file").read("a")
    raw[6] &= 0xFE
    raw[directory + 8] &= 0xFE
    raw[8], raw[directory + 10] = 14, 14  # LZMA
    with pytest.raises(Unreadable, match="is damaged"):
        archive.Archive(bytes(raw), "Word file").read("a")


def test_a_missing_text_is_damage() -> None:
    members = samples.unzipped(samples.word_file())
    del members["word/document.xml"], members["_rels/.rels"]
    with pytest.raises(Unreadable, match="The Word file is damaged"):
        read_docx(samples.zipped(members))
