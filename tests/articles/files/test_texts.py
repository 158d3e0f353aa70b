"""Mails, RTF and Markdown: plain paragraphs, and what is said about them."""

from datetime import date, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest

from bot.articles.files.mail import ENCRYPTED, read_mail
from bot.articles.files.markdown import plain
from bot.articles.files.rtf import read_rtf
from bot.articles.files.types import Unreadable
from tests.articles.files import samples

SENT = datetime(2019, 5, 3, 10, tzinfo=timezone(timedelta(hours=2)))
MARKUP = f"<html><body><h1>{samples.TITLE}</h1><p>{samples.FIRST}<br>Yes.</p><ul><li>One<li>Two</ul>{{}}</body></html>"


def test_a_mail() -> None:
    found = read_mail(bytes(samples.mail()))
    assert found.text.split("\n\n")[0] == samples.FIRST
    assert found.text.rstrip().endswith("Café.")
    assert (found.title, found.byline) == (f"{samples.TITLE} – now", "Jané Roe")
    assert (found.published, found.certain) == (SENT, False)


def test_the_fuller_version_of_a_mail_is_read() -> None:
    message = samples.mail()
    message.set_content("Read this in your browser.")
    message.add_alternative(MARKUP.format(f"<div>{samples.SECOND}</div><script>x()</script>"), subtype="html")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment("An attached text.", filename="a.txt")
    found = read_mail(b"From jane@example.org Fri May  3\n" + bytes(message))
    assert found.text == f"{samples.TITLE}\n\n{samples.FIRST}\nYes.\n\n- One\n- Two\n\n{samples.SECOND}"


def test_a_saved_web_archive() -> None:
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Subject"] = samples.TITLE
    message.set_content(MARKUP.format(""), subtype="html")
    found = read_mail(bytes(message))
    assert (found.title, found.byline, found.published) == (samples.TITLE, None, None)
    assert samples.FIRST in found.text


def test_flowed_lines_are_joined() -> None:
    raw = b"From: a@example.org\r\nContent-Type: text/plain; format=flowed\r\n\r\nOne line \r\ngoes on.\r\nAnother.\r\n"
    assert read_mail(raw).text == "One line goes on.\nAnother.\n"


@pytest.mark.parametrize("charset", ["x-unknown", "ascii", "utf-16", "base64", "utf\0"])
def test_wrong_charsets_are_made_out(charset: str) -> None:
    raw = f'From: a@example.org\nContent-Type: text/plain; charset="{charset}"\n\nThe café is closed on Monday.\n'
    assert "café is closed" in read_mail(raw.encode()).text


def test_broken_headers_do_no_harm() -> None:
    raw = b"From: =?utf-8?b?!!!?= \xff <a\nSubject: =?nonsense?q?a?= b\nDate: Fri, 99 Foo 2019\n\nText.\n"
    found = read_mail(raw)
    assert (found.text, found.published) == ("Text.\n", None)


def test_mails_without_text_are_refused() -> None:
    with pytest.raises(Unreadable, match="There is no text in the mail"):
        read_mail(b"From: a@example.org\nContent-Type: image/png\n\nabc")
    with pytest.raises(Unreadable, match=ENCRYPTED):
        read_mail(b"From: a@example.org\nContent-Type: application/pkcs7-mime\n\nabc")


def test_rich_text() -> None:
    found = read_rtf(samples.RICH)
    assert found.text.split("\n\n") == [
        samples.TITLE,
        samples.FIRST,
        "The café on “the” bridge—closed on Monday.",
        "Привет, all 😀.",
        "- One lane",
        "Last.",
    ]
    assert (found.title, found.byline) == (samples.TITLE, "Jane Roe")
    assert (found.published, found.certain) == (date(2019, 5, 3), False)


@pytest.mark.parametrize(
    ("rich", "text"),
    [
        (rb"{\rtf1 One\line two\par\par Three}", "One\ntwo\n\nThree"),
        (rb"{\rtf1\mac caf\'8e}", "café"),
        (rb"{\rtf1\ansicpg65001 caf\'c3\'a9}", "café"),
        (rb"{\rtf1\ansicpg99999 caf\'e9}", "café"),
        (rb"{\rtf1\uc2 a\u233??b\uc0\u233 c}", "aébéc"),
        (rb"{\rtf1\u233\'e9 a{\uc1 b}}", "é ab"),
        (rb"{\rtf1 a{\pict\bin5 }}{}}}b}", "ab"),
        (rb"{\rtf1 a\~b\_c\{\}\\\-d}", "a b-c{}\\d"),
        (rb"{\rtf1 a\v x\plain b{\deleted y}c}", "abc"),
        (rb"{\rtf1 {\pntext\tab}\pard a\outlinelevel9 b\par}", "ab"),
        (b"{\\rtf1 a\\\nb\nc} behind", "a\n\nbc"),
        (rb"{\rtf1 unclosed {\b group", "unclosed group"),
        (rb"{\rtf1 \u-10179?alone\u-8704?}", "alone"),
        (rb"{\rtf1\yr2019{\info{\creatim\yr2019\mo2}}a}", "a"),
    ],
)
def test_control_words(rich: bytes, text: str) -> None:
    assert read_rtf(rich).text == text


def test_too_many_groups_are_damage() -> None:
    with pytest.raises(Unreadable, match="The RTF file is damaged"):
        read_rtf(b"{\\rtf1 " + b"{" * 5_000)


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("# The bridge #\nText.", "The bridge\n\nText."),
        ("The bridge\n===\n\nText.\n\n* * *\n\nMore.", "The bridge\n\nText.\n\nMore."),
        (
            "The **mayor _of_ the town** said *no*, ***never***, ~~ever~~.",
            "The mayor of the town said no, never, ever.",
        ),
        ("snake_case_name and 2*3*4 stay", "snake_case_name and 234 stay"),
        (
            "[The bridge](http://x.org/a_(b) 'c') and [more][1] ![a picture](x.png)\n\n[1]: http://x.org",
            "The bridge and more",
        ),
        (
            "[![logo](a.png)](http://x.org) <https://example.org/a> <b>bold</b><!-- not\nthis -->",
            "https://example.org/a bold",
        ),
        ("* one\n+ two\n- three", "- one\n- two\n- three"),
        ("Text.\n\n```python\ncode()\n```\n\n~~~\nunclosed", "Text."),
        ("Use `code` here  \nand \\*here\\*.", "Use code here\nand *here*."),
        ("> A quotation", "> A quotation"),
    ],
)
def test_markdown(marked: str, text: str) -> None:
    assert "\n\n".join(part.strip() for part in plain(marked).split("\n\n") if part.strip()) == text
