import pytest

from tests.extraction.conftest import Read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("Anna Berg and Tom Holm had agreed on that.", "that"),
        ("Anna Berg said it would close.", "it"),
        ("She said it would close.", "it"),
        ("On Monday it raised prices.", "it"),
        ("On Monday they raised prices.", "they"),
        ("Anna Berg signed this deal on Monday.", "this"),
        ("Mayor Anna Berg said that this was wrong.", "this"),
        ("In Harwick, this caused a panic.", "this"),
        ("In Harwick, the suspect was seen by neighbours.", "the suspect"),
        ("Anna Berg told the minister that taxes would fall.", "the minister"),
        ("Anna Berg wrote to him about it.", "it"),
    ],
)
def test_a_word_inside_that_nothing_before_it_explains(read: Read, sentence: str, leans: str) -> None:
    text, found = read(sentence)
    first = found.sentences[0]
    assert first.opening == "inside"
    assert first.leans is not None
    assert first.leans.of(text) == leans


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Berg thinks that taxes are too high.",
        "Prices rose in Harwick this week.",
        "If it rains on Monday, that would end the drought.",
        "Harwick's council said that those who left may return.",
        "When he arrived in Harwick, Tom Holm was arrested.",
        "In its report, the bank warned of losses.",
        "Police in Harwick said they had arrested two men.",
        "Rain fell on Harwick and its suburbs.",
        "Tom Holm, who met Anna Berg, said she agreed.",
        "Fewer ships came than those of last year.",
        "It is clear that the talks in Harwick failed.",
        "A judge in Harwick told the defendant that he was free.",
        "Anna Berg met the minister of finance on Monday.",
    ],
)
def test_what_the_sentence_says_itself(read: Read, sentence: str) -> None:
    _, found = read(sentence)
    assert found.sentences[0].opening == "plain"


def test_what_is_quoted_leans_on_nothing(read: Read) -> None:
    _, found = read('Anna Berg said: "We knew that for years."')
    assert found.sentences[0].opening == "plain"


def test_a_connective_in_front_is_what_leans(read: Read) -> None:
    _, found = read("But Anna Berg agreed to that.")
    assert found.sentences[0].opening == "connective"
