import logging
import warnings
from typing import cast

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer, Tok2Vec
from spacy.tokens import Doc

from bot.extraction import fast
from bot.extraction.fast_attributes import FastAttributes
from bot.extraction.fast_vectors import FastVectors
from bot.extraction.stage import DEFAULT_MODEL

pytestmark = pytest.mark.model

TEXTS = (
    "The European Space Agency launched Giotto, its probe to Halley's Comet, from Kourou in 1985. There's no other.",
    "Let's go, said Gagarin.  Y'all ain't gonna believe it: Yuri Gagarin's flight took 108 minutes!",
    "In Geneva, the World Health Organization's Tedros Adhanom Ghebreyesus thanked Médecins Sans Frontières \n twice.",
    "",
    "   ",
    "he said (AP) the U.N. and the U.S. - both - had agreed; \N{GRINNING FACE} #peace @un http://un.org",
)


@pytest.fixture(scope="module")
def stock() -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(DEFAULT_MODEL)


def outputs(nlp: Language, texts: tuple[str, ...] = TEXTS) -> list[object]:
    return [fast.output(doc) for doc in nlp.pipe(texts, batch_size=3)]


@pytest.fixture(scope="module")
def expected(stock: Language) -> list[object]:
    return outputs(stock)


@pytest.fixture(scope="module")
def accelerated(stock: Language, expected: list[object]) -> Language:
    fast.accelerate(stock)
    return stock


def test_every_part_is_fast_and_the_output_is_the_same(accelerated: Language, expected: list[object]) -> None:
    assert accelerated.pipe_names == ["fast_vectors", "tagger", "parser", "fast_attributes", "fast_names"]
    assert outputs(accelerated) == expected
    assert [fast.output(accelerated(text)) for text in TEXTS] == expected


def test_output_is_the_same_within_a_memory_zone_and_after(accelerated: Language, expected: list[object]) -> None:
    with accelerated.memory_zone():
        assert outputs(accelerated, ("Zyxwvut Qwertzuiop flarbed the grommetings.", *TEXTS))[1:] == expected
    assert outputs(accelerated) == expected


def test_a_full_memory_is_emptied_and_the_output_stays(accelerated: Language, expected: list[object]) -> None:
    ruler, lemmatizer = (accelerated.get_pipe(name) for name in ("attribute_ruler", "lemmatizer"))
    assert isinstance(ruler, AttributeRuler)
    assert isinstance(lemmatizer, Lemmatizer)
    small = FastAttributes(accelerated.vocab, ruler, lemmatizer, bound=20)
    docs = []
    for text in TEXTS:
        doc = accelerated.make_doc(text)
        for name, component in accelerated.pipeline:
            doc = small(doc) if name == "fast_attributes" else component(doc)
        docs.append(doc)
    assert [fast.output(doc) for doc in docs] == expected
    assert small.remembered <= 60


def test_full_embeddings_are_emptied_and_the_vectors_stay(accelerated: Language) -> None:
    model = cast("Tok2Vec", accelerated.get_pipe("tok2vec")).model
    docs = [accelerated.make_doc(text) for text in TEXTS if text]
    stock = model.predict(docs)
    small = FastVectors(model, bound=25)
    for _ in range(2):
        for doc, expected in zip(docs, stock, strict=True):
            assert np.allclose(small.predict([doc])[0], expected, atol=1e-4)
    for found, expected in zip(small.predict(docs), stock, strict=True):  # more words than there is room for
        assert np.allclose(found, expected, atol=1e-4)


def test_a_part_that_differs_is_left_out_with_a_warning(
    accelerated: Language, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        fast.replace(accelerated, "sentencizer", ("fast_names",), fast.outputs(accelerated))
    assert accelerated.pipe_names == ["fast_vectors", "tagger", "parser", "fast_attributes", "fast_names"]
    assert "another output" in caplog.text


@Language.component("ends_at_stops")
def _ends_at_stops(doc: Doc) -> Doc:
    for token in doc:
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text == "."
    return doc


@Language.component("never_ends")
def _never_ends(doc: Doc) -> Doc:
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def test_of_several_parts_only_the_one_that_differs_is_left_out(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp = spacy.blank("en")
    for name in ("first", "second"):
        nlp.add_pipe("ends_at_stops", name=name)
    monkeypatch.setattr(fast, "_PARTS", (("never_ends", ("second",)), ("ends_at_stops", ("first",))))
    with caplog.at_level(logging.WARNING):
        fast.accelerate(nlp)
    assert nlp.pipe_names == ["ends_at_stops", "second"]
    assert "The never_ends component gives another output" in caplog.text


def test_a_model_of_another_build_is_read_the_slow_way(caplog: pytest.LogCaptureFixture) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    nlp.initialize()
    with caplog.at_level(logging.WARNING):
        fast.accelerate(nlp)
    assert nlp.pipe_names == ["tok2vec"]
    assert "the slow way" in caplog.text
