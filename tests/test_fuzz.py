"""Arbitrary bytes through reading and extraction: never an error, and what is found lies in the text."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.articles.intake import word_count
from bot.articles.reading import read
from bot.articles.types import Draft, MediaType, Reading, Rejected
from bot.extraction.stage import DEFAULT_MODEL
from bot.extraction.types import Extraction
from bot.identity.types import Resolution
from bot.work import stages
from tests.examples import examples

pytestmark = pytest.mark.model

_PIECES = st.sampled_from(
    (
        "Thomas Jefferson", "Mr. Jefferson", "the president", "Library of Congress", "(LoC)", "Congress's", "he", "But",
        "said", "“", "”", '"', "'", "(", ")", "--", "—", ".", "?", "!", "…", ",", ";", ":", "\n", "\n\n", "\t", "-\n",
        "[WORLD]", "PUBLISHED:", "(CNN)", "By", "Oslo (AP)", "© 2024", "Read more", "Accept cookies", "19 June 2024",
        "1,000", "$5 million", "https://example.org/a?b=c", "@everyone", "#tag", "<p>", "</p>", "<script>", "<!--",
        "&amp;", "&#0;", "---", "title: x", "\x00", "\u202e", "\ufeff", "\u200d", "e\u0301\u0301\u0301", "😀", "ß",
        "İstanbul", "ΟΔΟΣ", "القاهرة", "北京", "\ud7ff", "\U0010ffff", "A.B.C.", "O’Neill", "St. Louis", "U.S.",
    )
)  # fmt: skip
_TEXT = st.lists(_PIECES | st.text(max_size=8), max_size=40).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda between: between.join(parts))
)
_BYTES = st.one_of(
    st.binary(max_size=300),
    st.builds(
        lambda text, encoding: text.encode(encoding, "replace"),
        _TEXT,
        st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252", "utf-8-sig", "shift-jis"]),
    ),
)
_MEDIA: st.SearchStrategy[MediaType] = st.sampled_from(["text/plain", "text/html"])
_BOUNDED = settings(max_examples=examples(120), suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module", autouse=True)
def model() -> None:
    stages.load_model(DEFAULT_MODEL)


def check(text: str, extraction: Extraction, resolution: Resolution) -> None:
    """Everything found lies in the text, in order, and every mention is in one chain."""
    end = 0
    for sentence in extraction.sentences:
        assert end <= sentence.span.start < sentence.span.end <= len(text)
        assert sentence.span.of(text).strip()
        end = sentence.span.end
    spans = [mention.span for mention in extraction.mentions]
    assert spans == sorted(spans)
    assert len({span.start for span in spans}) == len(spans)
    for mention in extraction.mentions:
        assert mention.span.of(text).strip()
        assert extraction.sentences[mention.sentence].span.holds(mention.span)
    found = [
        *(role.span for role in extraction.roles),
        *(pronoun.span for pronoun in extraction.pronouns),
        *(phrase.span for phrase in extraction.keyphrases),
        *(reference.span for reference in resolution.references),
    ]
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    linked = [link.mention for chain in resolution.chains for link in chain.links]
    assert sorted(linked) == list(range(len(spans)))
    assert len({(chain.key, chain.kind) for chain in resolution.chains}) == len(resolution.chains)
    assert all(0 <= reference.chain < len(resolution.chains) for reference in resolution.references)


@_BOUNDED
@given(_BYTES, _MEDIA, st.none() | _TEXT)
def test_any_draft_is_read_or_refused_in_a_sentence(raw: bytes, media: MediaType, title: str | None) -> None:
    found = read(Draft(raw, media, title))
    if isinstance(found, Rejected):
        assert found.reason.endswith(".")
        assert "\n" not in found.reason
        return
    assert isinstance(found, Reading)
    assert word_count(found.text) > 0
    for text in filter(None, (found.text, found.title, found.section, found.byline)):
        assert text == text.strip()
        text.encode()
        assert "\0" not in text
    [(extraction, resolution)] = stages.analyse_texts([(found.text, found.title, None)])
    check(found.text, extraction, resolution)


@_BOUNDED
@given(st.lists(st.tuples(_TEXT, st.none() | _TEXT, st.none() | st.dates()), max_size=4))
def test_any_texts_are_analysed_as_they_are(texts: list[tuple[str, str | None, date | None]]) -> None:
    found = stages.analyse_texts(texts)
    assert len(found) == len(texts)
    for (text, _, _), (extraction, resolution) in zip(texts, found, strict=True):
        check(text, extraction, resolution)
