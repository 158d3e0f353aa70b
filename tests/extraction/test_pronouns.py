import pytest

from tests.extraction.conftest import Read

pytestmark = pytest.mark.model


def test_gender_case_and_place(read: Read) -> None:
    text, found = read("Marie Curie won it twice. She shared her first prize with him.")
    assert [
        (p.span.of(text), p.gender, p.sentence, p.possessive, p.subject) for p in found.pronouns if p.sentence == 1
    ] == [
        ("She", "she", 1, False, True),
        ("her", "she", 1, True, False),
        ("him", "he", 1, False, False),
    ]


def test_it_that_refers_to_nothing_is_left_out(read: Read) -> None:
    _, found = read("It is raining. It seems that the match is off.")
    assert found.pronouns == ()


def test_a_department_called_it_is_no_pronoun(read: Read) -> None:
    text, found = read("They thanked the IT department.")
    assert [p.span.of(text) for p in found.pronouns] == ["They"]
