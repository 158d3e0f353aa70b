import pickle
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.extraction.stage import Extractor
from bot.extraction.types import Extraction, RawText
from tests.examples import examples
from tests.extraction.conftest import Read

pytestmark = pytest.mark.model


def valid(text: str, found: Extraction) -> bool:
    spans = [s.span for s in found.sentences] + [m.span for m in found.mentions] + [p.span for p in found.pronouns]
    spans += [r.span for r in found.roles] + [k.span for k in found.keyphrases] + [q.span for q in found.quotes]
    spans += [span for q in found.quotes for span in (q.speaker, q.cue) if span]
    return (
        all(0 <= span.start < span.end <= len(text) and span.of(text).strip() for span in spans)
        and all(found.sentences[m.sentence].span.holds(m.span) for m in found.mentions)
        and all(r.mention < len(found.mentions) for r in found.roles)
        and all(q.mention is None or q.mention < len(found.mentions) for q in found.quotes)
        and all(q.pronoun is None or q.pronoun < len(found.pronouns) for q in found.quotes)
        and all(a.span.end <= b.span.start for a, b in pairwise(found.mentions))
        and all(a.span.end <= b.span.start for a, b in pairwise(found.sentences))
    )


def test_results_follow_the_order_of_texts(extractor: Extractor) -> None:
    texts = [
        RawText("Oslo is cold."),
        RawText(""),
        RawText("Il pleut à Paris.", language="fr"),
        RawText("Rome burns."),
    ]
    found = extractor.extract(texts)
    assert [len(e.sentences) for e in found] == [1, 0, 1, 1]
    assert [[m.span.of(s.text) for m in e.mentions] for s, e in zip(texts, found, strict=True)] == [
        ["Oslo"],
        [],
        [],
        ["Rome"],
    ]


def test_results_are_plain_values(read: Read) -> None:
    _, found = read("President Abraham Lincoln spoke at Gettysburg. He spoke briefly about the civil war dead.")
    assert pickle.loads(pickle.dumps(found)) == found
    assert b"spacy" not in pickle.dumps(found)


def test_another_language_gets_sentences_only(read: Read) -> None:
    _, found = read("Angela Merkel war Kanzlerin. Sie wohnt in Berlin.", "de")
    assert len(found.sentences) == 2
    assert found == Extraction(sentences=found.sentences)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "\N{GRINNING FACE} \N{PARTY POPPER}",
        "...",
        "\x00\x01 \u202eabc\u202c",
        "Z\u0351\u0309a\u0310lgo " * 50,
        "x" * 250_000,
        "\n".join(f"Person{n} Surname{n}" for n in range(5_000)),
        "מזג האוויר נאה היום. שלום.",
    ],
    ids=["empty", "blank", "emoji", "dots", "controls", "zalgo", "one word", "5000 names", "right to left"],
)
def test_hostile_text_is_read_without_an_error(read: Read, text: str) -> None:
    assert valid(*read(text, "und"))


def test_a_paragraph_of_200_000_characters(read: Read) -> None:
    assert valid(*read("The Danube flows through Vienna and Budapest. " * 4_400))


PARTS = [
    *("“", "”", '"', "''", "``", "(", ")", "/", "-", ".", ",", "'s", "!", "\n", "\n\n"),
    *("Mr.", "President", "Kim", "May", "of", "the", "ESA", "(ESA)", "1999", "election", "Oslo", "and", "I", "it"),
    *("SHOUTED", "WORDS", "said", "that", "according", "to", ":", "—", "‘", "’", "„", "«", "»"),
]


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_spans_are_sound_for_any_text(read: Read, parts: list[str]) -> None:
    assert valid(*read(" ".join(parts)))


def test_importing_the_types_does_not_import_spacy() -> None:
    code = "import sys, bot.extraction.types; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
