"""Pronouns and descriptions that stand for a person."""

import pytest

from tests.identity.markup import pointed


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Angela Merkel|PERSON] spoke. She left.", [("She", "angela merkel")]),
        ("[Angela Merkel|PERSON] met [Emmanuel Macron|PERSON]. He smiled.", [("He", "emmanuel macron")]),
        ("[Angela Merkel|PERSON] met [Emmanuel Macron|PERSON]. She smiled.", [("She", "angela merkel")]),
        ("Mr. [Sato|PERSON] met Mrs. [Abe|PERSON]. She smiled at him.", [("She", "abe"), ("him", "sato")]),
        ("[Kim Jong Un|PERSON] wrote his letter.", [("his", "kim jong un")]),
        ("{actress} [Meryl Streep|PERSON] sang. She won.", [("She", "meryl streep")]),
    ],
)
def test_clear_pronouns(marked: str, expected: list[tuple[str, str]]) -> None:
    assert pointed(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "[Angela Merkel|PERSON] spoke. He left.",
        "At the summit [Barack Obama|PERSON] and, later, [Vladimir Putin|PERSON] spoke of his plan.",
        "[Barack Obama|PERSON] praised him.",
        "[Rafael Nadal|PERSON], [Carlos Alcaraz|PERSON] and [Roger Federer|PERSON] have won it. He never did.",
        "[Barack Obama|PERSON] came. One. Two. Three. He left.",
        '[Angela Merkel|PERSON] said: "She is right."',
        "[Angela Merkel|PERSON] came. A woman waited. She waved.",
        "[France|GPE] won. He cheered.",
        "They left before [Angela Merkel|PERSON] came.",
    ],
)
def test_unclear_pronouns_are_left_alone(marked: str) -> None:
    assert pointed(marked) == []


def test_a_subject_takes_up_the_subject_before() -> None:
    marked = "[Barack Obama|PERSON] called [Vladimir Putin|PERSON]. He was calm. He hung up."
    assert pointed(marked) == [("He", "barack obama"), ("He", "barack obama")]


def test_a_name_that_somebody_else_says_is_not_what_a_pronoun_outside_takes_up() -> None:
    marked = "[Emmanuel Macron|PERSON] spoke. “I trust [Vladimir Putin|PERSON]. That helps,” he said."
    assert pointed(marked) == [("he", "emmanuel macron")]
    assert pointed("“[Vladimir Putin|PERSON] is brave. I trust [Barack Obama|PERSON],” he said.") == []


def test_sentences_that_are_quoted_whole_do_not_part_a_pronoun_from_its_name() -> None:
    marked = "[Emmanuel Macron|PERSON] spoke. “We came. We saw. We won. We left,” he said. He smiled."
    assert pointed(marked) == [("he", "emmanuel macron"), ("He", "emmanuel macron")]


def test_the_only_person_of_the_sentence_comes_first() -> None:
    marked = "[Barack Obama|PERSON] called. [Vladimir Putin|PERSON] said he was busy."
    assert pointed(marked) == [("he", "vladimir putin")]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{President} [Yoon Suk Yeol|PERSON] spoke. The president left.", [("The president", "yoon suk yeol")]),
        (
            "{North Korean leader} [Kim Jong Un|PERSON] met [Vladimir Putin|PERSON]. The North Korean leader's vow.",
            [("The North Korean leader", "kim jong un")],
        ),
        (
            "{president of France} [Emmanuel Macron|PERSON] came. The French president left.",
            [("The French president", "emmanuel macron")],
        ),
    ],
)
def test_descriptions_by_role(marked: str, expected: list[tuple[str, str]]) -> None:
    assert pointed(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "The president waited for {President} [Yoon Suk Yeol|PERSON].",
        "{President} [Joe Biden|PERSON] met {President} [Vladimir Putin|PERSON]. The president left.",
        "{President} [Joe Biden|PERSON] came. The former president left.",
        "{President} [Joe Biden|PERSON] came. The president of the bank left.",
        "{President} [Joe Biden|PERSON] came. The {president}, [Emmanuel Macron|PERSON], left.",
        "{capital} [Paris|GPE] slept. The capital woke.",
        "[Joe Biden|PERSON] came. The president left.",
    ],
)
def test_unclear_descriptions_are_left_alone(marked: str) -> None:
    assert pointed(marked) == []


def test_a_description_serves_a_pronoun() -> None:
    marked = "{President} [Yoon Suk Yeol|PERSON] spoke. One. Two. The president left. He waved."
    assert pointed(marked) == [("The president", "yoon suk yeol"), ("He", "yoon suk yeol")]
