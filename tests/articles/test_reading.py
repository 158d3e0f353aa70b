"""From what was posted to an article, bad input included."""

import random
import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.furniture import furniture
from bot.articles.reading import NO_WORDS, ONLY_CHECK, drop_boilerplate, read
from bot.articles.types import LARGEST, Draft, Reading, Rejected

FIRST = "The city council voted on Monday to close the old bridge over the Rhine for two years, the mayor said."
SECOND = "The bridge dates from 1931, and most of the traffic between the two banks of the Rhine goes over it."


def reading_of(text: str | bytes, **given: object) -> Reading:
    raw = text.encode("utf-8", errors="surrogatepass") if isinstance(text, str) else text
    found = read(Draft(raw, **given))  # type: ignore[arg-type]
    assert isinstance(found, Reading)
    return found


def reason_of(raw: bytes, **given: object) -> str:
    found = read(Draft(raw, **given))  # type: ignore[arg-type]
    assert isinstance(found, Rejected)
    return found.reason


POSTED = f"""[WORLD] BRIDGE OVER THE RHINE TO CLOSE

By Jane Roe, Staff Writer
Published: 14:32 GMT, 3 May 2019

Share this article
Facebook
Twitter

BONN (Reuters) - {FIRST}

We use cookies to improve your visit.

{SECOND}
"""


def test_a_posted_article() -> None:
    found = reading_of(POSTED)
    assert found.title == "Bridge over the Rhine to close"
    assert found.section == "World"
    assert found.byline == "Jane Roe, Staff Writer"
    assert found.published == datetime(2019, 5, 3, 14, 32, tzinfo=UTC)
    assert found.language == "en"
    assert found.left_out == ("share buttons", "a cookie notice")
    head = "By Jane Roe, Staff Writer\nPublished: 14:32 GMT, 3 May 2019"
    assert found.text == f"{head}\n\nBONN (Reuters) - {FIRST}\n\n{SECOND}"


def test_by_lines_stay_in_the_text_and_are_furniture() -> None:
    text = reading_of(POSTED).text
    assert "".join(text[span.start : span.end] for span in furniture(text)).endswith("BONN (Reuters) - ")


def test_the_same_story_has_one_fingerprint() -> None:
    one = reading_of(POSTED)
    other = reading_of(f"{FIRST}\n\n{SECOND}\n\nShare this article".replace("Rhine", "RHINE"))
    assert one.fingerprint == other.fingerprint
    assert one.fingerprint != reading_of(f"{FIRST}\n\n{SECOND} It rained.").fingerprint


def test_what_came_with_the_draft_wins() -> None:
    found = reading_of(POSTED, title="The Bridge", published=date(2020, 1, 1))
    assert found.title == "The Bridge"
    assert found.published == date(2020, 1, 1)


def test_the_text_does_not_repeat_the_title() -> None:
    found = reading_of(f"Bridge to close\n\n{FIRST}", title="[WORLD] Bridge to close")
    assert (found.title, found.section, found.text) == ("Bridge to close", "World", FIRST)


def test_a_title_with_markdown_and_everyone_is_kept_as_text() -> None:
    title = "**@everyone** look at <@123> and [this](https://example.com)"
    assert reading_of(FIRST, title=title).title == title
    assert reading_of(f"{title}\n\n{FIRST}").title == title


def test_an_update_does_not_hide_the_publication() -> None:
    found = reading_of(f"By Jane Roe\nUpdated: 5 May 2019\nPublished: 3 May 2019\n\n{FIRST}")
    assert found.published == date(2019, 5, 3)


def test_a_by_line_with_a_date_gives_both() -> None:
    found = reading_of(f"By Jane Roe, Staff • June 14, 2017 2:30 pm\n\n{FIRST}")
    assert (found.byline, found.published) == ("Jane Roe, Staff", date(2017, 6, 14))


def test_a_dateline_with_a_year_dates_the_article() -> None:
    assert reading_of(f"BONN, Nov. 30, 2018 (Reuters) - {FIRST}").published == date(2018, 11, 30)


PAGE = f"""<html lang="en"><head><title>Bridge to close | Example</title></head><body>
<p>Just a moment...</p><article><h1>Bridge over the Rhine to close</h1><p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p>
<p>{SECOND}</p><p>Sign up for our newsletter!</p></article></body></html>"""


def test_a_page() -> None:
    found = reading_of(PAGE, media_type="text/html", url="https://example.com/bridge")
    assert found.text.startswith(f"{FIRST}\n\n{SECOND}")
    assert "newsletter" not in found.text


def test_a_page_that_is_only_a_check_is_no_article() -> None:
    page = b"<html><head><title>Just a moment...</title></head><body><p>Just a moment...</p></body></html>"
    assert reason_of(page, media_type="text/html") == ONLY_CHECK


def test_a_text_that_is_only_boilerplate_is_still_filed() -> None:
    found = reading_of("Just a moment...")
    assert (found.text, found.left_out) == ("Just a moment...", ())


def test_a_language_of_the_page_helps_where_the_text_does_not() -> None:
    page = "<html lang='da'><body><p>Broen lukker</p></body></html>"
    assert reading_of(page, media_type="text/html").language == "da"


# -- bad input


@pytest.mark.parametrize("text", ["", " \n\t ", "🙂🙂🙂", "... !!! ???", "\u202e\u200b", "\x00\x00", "—", "_ * _"])
def test_without_words_there_is_no_article(text: str) -> None:
    assert reason_of(text.encode()) == NO_WORDS


@pytest.mark.parametrize("text", ["Hello", "1931", "é", "市"])
def test_one_word_is_enough(text: str) -> None:
    assert reading_of(text).text == text


def test_binary_is_refused_in_words() -> None:
    assert "PNG" in reason_of(b"\x89PNG\r\n\x1a\n" + bytes(30))
    assert reason_of(random.Random(3).randbytes(5000)).startswith("This is binary")


def test_too_large_is_refused_with_its_size() -> None:
    assert reason_of(b"a" * (LARGEST + 600_000)) == "This is too large: 25.6 MB, and at most 25 MB are read."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "The café council of Zürich voted – naïve, they said; it cost £5."
    assert reading_of(text.encode(encoding)).text == text


def test_nuls_bidi_and_zalgo_are_cleaned() -> None:
    found = reading_of(
        "The m\x00ayor \u202esaid\u202c that the b\u0301\u0302\u0303\u0304\u0305\u0306ridge will close today."
    )
    assert found.text.startswith("The mayor said that the b")
    assert len(found.text) < 60


def test_right_to_left_text_is_kept() -> None:
    text = "صوت مجلس المدينة يوم الاثنين على إغلاق الجسر القديم لمدة عامين"
    found = reading_of(f"\u202b{text}\u202c")
    assert (found.text, found.language) == (text, "ar")


def test_other_languages_are_named() -> None:
    assert reading_of("Der Stadtrat hat am Montag für die Schließung der Brücke gestimmt.").language == "de"


def test_no_sentence_at_all() -> None:
    assert reading_of("bridge council mayor").title is None


@pytest.mark.parametrize(
    "unit", [f"{FIRST} ", f"{FIRST}\n\n", "word ", "a\n", "- a\n", "Facebook\n", "> a\n", "a\u0301", "市", "a-\n"]
)
def test_a_million_characters(unit: str) -> None:
    """Quadratic passes would run into the time limit of the suite here."""
    text = (unit * (1_000_000 // len(unit) + 1))[:1_000_000]
    assert isinstance(read(Draft(text.encode())), Reading)


@given(st.binary(max_size=300), st.sampled_from(["text/plain", "text/html"]))
def test_nothing_raises(raw: bytes, media_type: str) -> None:
    found = read(Draft(raw, media_type))  # type: ignore[arg-type]
    assert isinstance(found, Reading) or found.reason.endswith(".")


@given(
    st.lists(
        st.sampled_from([FIRST, SECOND, "Share this article", "Bridge to close", "By Jane Roe", "🙂", "[A] b"]),
        max_size=8,
    )
)
def test_reading_a_reading_changes_no_text(paragraphs: list[str]) -> None:
    found = read(Draft("\n\n".join(paragraphs).encode()))
    if isinstance(found, Reading) and found.title is None and found.section is None:
        again = read(Draft(found.text.encode(), title="Another title"))
        assert isinstance(again, Reading)
        assert again.text == found.text


def test_dropped_lines_are_named_once_in_order() -> None:
    text = f"Share this article\n\n{FIRST}\n\nAdvertisement\n\n{SECOND}\n\nShare this article"
    assert drop_boilerplate(text) == (f"{FIRST}\n\n{SECOND}", ("share buttons", "an advertisement label"))


def test_reading_needs_no_language_model_and_no_database() -> None:
    import subprocess

    heavy = ("spacy", "discord", "aiosqlite", "py3langid", "trafilatura")
    code = f"import sys, bot.articles.reading; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
