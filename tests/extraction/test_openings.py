import pytest

from tests.extraction.conftest import Read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "opening", "leans"),
    [
        ("However, the talks went on.", "connective", "However,"),
        ("But the talks went on.", "connective", "But"),
        ("That is why the talks went on.", "connective", "That is why"),
        ("In addition, the tax was raised.", "connective", "In addition,"),
        ("On the other hand, taxes fell.", "connective", "On the other hand,"),
        ("Meanwhile, prices rose in France.", "connective", "Meanwhile,"),
        ("Second, the tax was raised.", "connective", "Second,"),
        ("Second Lieutenant Dreyfus was cleared in 1906.", "plain", None),
        ("He signed the treaty in 1957.", "pronoun", "He"),
        ("They signed the treaty in 1957.", "pronoun", "They"),
        ("Its members signed the treaty in 1957.", "pronoun", "Its"),
        ("It bought a rival in 1957.", "pronoun", "It"),
        ("It is raining in Bergen.", "plain", None),
        ("It seems that the treaty was signed in Rome.", "plain", None),
        ("It is important to note that prices rose.", "plain", None),
        ("It was in Rome that the treaty was signed.", "plain", None),
        ("The minister resigned on Friday.", "definite", "The minister"),
        ("The couple married in June.", "definite", "The couple"),
        ("The minister of finance resigned on Friday.", "plain", None),
        ("The man who invented dynamite was Swedish.", "plain", None),
        ("The Norwegian minister resigned on Friday.", "plain", None),
        ("The Nobel committee met on Friday.", "plain", None),
        ("This move surprised investors.", "demonstrative", "This move"),
        ("Both countries signed the treaty.", "demonstrative", "Both countries"),
        ("Both Norway and Sweden signed the treaty.", "plain", None),
        ("Those who signed the treaty were thanked.", "plain", None),
        ("Norway signed the treaty.", "plain", None),
        ("That is the highest rate in years.", "demonstrative", "That"),
        ("The bank's economists now expect a recession.", "definite", "The bank's economists"),
    ],
)
def test_opening(read: Read, sentence: str, opening: str, leans: str | None) -> None:
    text, found = read(sentence)
    first = found.sentences[0]
    assert first.opening == opening
    assert (first.leans.of(text) if first.leans else None) == leans


def test_quote_marks_in_front_do_not_hide_the_opening(read: Read) -> None:
    _, found = read("“However, we went on,” said the captain.")
    assert found.sentences[0].opening == "connective"


def test_marks_alone_open_plainly(read: Read) -> None:
    _, found = read("“ ”")
    assert [s.opening for s in found.sentences] in ([], ["plain"])
