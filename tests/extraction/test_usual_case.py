import pytest
import spacy

from bot.extraction.stage import Extractor
from bot.extraction.usual_case import UsualCase

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def usual(extractor: Extractor) -> UsualCase:
    found = extractor.parser.usual
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("ferry", "ferry"),
        ("geneva", "Geneva"),
        ("thorup", "Thorup"),
        ("unesco", "UNESCO"),
        ("norway's", "Norway's"),
        ("ferry’s", "ferry’s"),
        ("o'neill", "O'Neill"),
        ("quistborgen", "Quistborgen"),
        ("xqvz", "XQVZ"),
    ],
)
def test_the_most_frequent_form_is_the_usual_one(usual: UsualCase, word: str, form: str) -> None:
    assert usual.form(word) == form


def test_beside_a_name_a_capital_needs_less_evidence(usual: UsualCase) -> None:
    assert (usual.form("bank"), usual.in_name("bank")) == ("bank", "Bank")
    assert usual.in_name("kills") == "kills"
    assert usual.in_name("quistborgen") == "Quistborgen"


def test_a_pipeline_without_vectors_tells_nothing() -> None:
    assert UsualCase.of(spacy.blank("en")) is None
