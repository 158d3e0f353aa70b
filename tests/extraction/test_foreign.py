"""Pipelines for other languages: small ones, made here, stand for those that an operator installs."""

import logging

import pytest
import spacy

from bot.extraction import foreign
from bot.extraction.foreign import Pipelines
from bot.extraction.parsing import Parser
from bot.extraction.stage import Extractor
from bot.extraction.types import RawText

GERMAN = "Im Mai sprach „Angela Merkel“ in Berlin. Danach fuhr sie nach Frankreich.\n\nDer Bundestag schwieg."


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> str:
    nlp = spacy.blank("de")
    nlp.add_pipe("entity_ruler").add_patterns([  # type: ignore[attr-defined]
        {"label": "PER", "pattern": "„Angela Merkel"},
        {"label": "LOC", "pattern": "Berlin"},
        {"label": "LOC", "pattern": "Frankreich"},
        {"label": "ORG", "pattern": "Bundestag"},
        {"label": "MISC", "pattern": "Mai"},
        {"label": "ORG", "pattern": "."},
    ])  # fmt: skip
    folder = tmp_path_factory.mktemp("models") / "german"
    nlp.to_disk(folder)
    return str(folder)


def test_names_are_found_with_the_pipeline_of_their_language(german: str) -> None:
    extractor = Extractor(Parser(spacy.blank("en")), {"de": german})
    [found] = extractor.extract([RawText(GERMAN, language="de")])
    assert [(m.span.of(GERMAN), m.kind, m.sentence) for m in found.mentions] == [
        ("Angela Merkel", "PERSON", 0), ("Berlin", "GPE", 0), ("Frankreich", "GPE", 1), ("Bundestag", "ORG", 2),
    ]  # fmt: skip
    assert (found.roles, found.pronouns, found.keyphrases) == ((), (), ())


def test_sentences_are_the_same_with_a_pipeline_and_without(german: str) -> None:
    texts = [RawText(GERMAN, language="de"), RawText("Il pleut. Paris dort.", language="fr")]
    having = Extractor(Parser(spacy.blank("en")), {"de": german}).extract(texts)
    bare = Extractor(Parser(spacy.blank("en"))).extract(texts)
    assert [one.sentences for one in having] == [one.sentences for one in bare]
    assert having[1] == bare[1]
    assert not bare[0].mentions


def test_a_pipeline_that_cannot_be_loaded_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    pipelines = Pipelines({"de": "no_such_pipeline"})
    with caplog.at_level(logging.WARNING):
        assert not pipelines.knows("de")
        assert pipelines.mentions("de", GERMAN, (), ()) == ()
        assert not pipelines.knows("fr")
    assert [record.getMessage()[:52] for record in caplog.records] == [
        "the model no_such_pipeline for “de” cannot be loaded"
    ]


def test_no_more_than_a_few_pipelines_are_held(german: str, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []
    load = foreign._load

    def counted(name: str) -> spacy.language.Language:
        loads.append(name)
        return load(german)

    monkeypatch.setattr(foreign, "_load", counted)
    pipelines = Pipelines({"de": "one", "fr": "two", "it": "three"})
    for language in ("de", "fr", "de", "it", "de", "fr"):
        assert pipelines.knows(language)
    assert loads == ["one", "two", "three", "two"]
