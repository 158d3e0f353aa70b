"""Summaries by position."""

import pytest

from bot.articles.types import Span
from bot.extraction.ruled import ruled_sentences
from bot.extraction.types import Extraction
from bot.summaries.choose import summarise
from bot.summaries.types import Length, Source

BRIDGE = (
    "Die Brücke über den Sund.\n\nFoto: Archiv\n\n"
    "Am Samstag wurde die Brücke über den Öresund eröffnet. Sie trägt eine Autobahn und eine Bahnstrecke."
    " Der Bau dauerte fünf Jahre. Die Fähren fahren weiter."
)


def source(text: str, title: str | None = None, language: str = "de") -> Source:
    at, spans = 0, []
    for part in text.split("\n\n"):
        spans.append(Span(at, at + len(part)))
        at += len(part) + 2
    return Source(text, title, Extraction(sentences=ruled_sentences(text, spans)), language=language)


def said(sources: list[Source], length: Length) -> list[str]:
    return [line.span.of(sources[line.source].text) for line in summarise(sources, length)]


def test_the_first_sentences_without_the_title_and_what_is_none() -> None:
    assert said([source(BRIDGE, "Die Brücke über den Sund")], Length(sentences=2)) == [
        "Am Samstag wurde die Brücke über den Öresund eröffnet.",
        "Sie trägt eine Autobahn und eine Bahnstrecke.",
    ]
    assert len(said([source(BRIDGE)], Length())) == 3


def test_a_limit_in_words() -> None:
    bridge = source(BRIDGE, "Die Brücke über den Sund")
    assert len(said([bridge], Length(words=16))) == 2
    assert said([bridge], Length(words=7)) == ["Am Samstag wurde die Brücke über den Öresund eröffnet."]
    assert said([bridge], Length(words=3)) == ["Die Fähren fahren weiter."]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("大桥星期六开通了。桥上有公路和铁路。工程用了五年时间。渡轮还在运行。", "zh"),
        ("افتتح الجسر يوم السبت الماضي. عليه طريق وسكة حديد. استمر البناء خمس سنوات. ما زالت العبارات تعمل.", "ar"),
        ("Мост открыли в субботу утром. По нему идут поезда и машины. Стройка длилась пять лет. Паромы ходят.", "ru"),
    ],
)
def test_other_scripts(text: str, language: str) -> None:
    found = said([source(text, language=language)], Length(sentences=2))
    assert len(found) == 2
    assert text.startswith(found[0])
    assert "".join(found).replace(" ", "") in text.replace(" ", "")


def test_several_texts_take_turns() -> None:
    other = "Die Fähren am Sund senken ihre Preise. Viele Lastwagen bleiben ihnen treu."
    assert said([source(BRIDGE, "Die Brücke über den Sund"), source(other)], Length(sentences=3)) == [
        "Am Samstag wurde die Brücke über den Öresund eröffnet.",
        "Sie trägt eine Autobahn und eine Bahnstrecke.",
        "Die Fähren am Sund senken ihre Preise.",
    ]


def test_a_text_of_fragments_and_one_of_nothing() -> None:
    assert said([source("Wetter\n\nRegen")], Length()) == ["Wetter", "Regen"]
    assert said([source("Wetter", "Wetter")], Length()) == ["Wetter"]
    assert said([source("")], Length()) == []
