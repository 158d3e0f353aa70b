"""Receipts and the short descriptions that every card shares."""

from dataclasses import replace
from typing import get_args

import pytest

from bot.cards.receipts import (
    KIND_WORDS,
    entity_note,
    facts,
    names_line,
    plural,
    receipt,
    show_article,
    show_entity,
    show_namesake,
    taken_as,
    title_of,
)
from bot.extraction.types import Kind
from tests.cards.builders import ARTICLE, BARE, BRITISH, JEFFERSON, entity


def test_a_receipt_leads_to_the_posting_else_to_the_page_else_nowhere() -> None:
    assert receipt(ARTICLE).link == "https://example.org/7/70"
    assert receipt(replace(BARE, url="https://example.org/page")).link == "https://example.org/page"
    assert receipt(BARE).link is None
    assert str(receipt(BARE)) == "#4 · books · 30 Jan 1815"


def test_an_article_without_a_title_is_called_by_its_first_words() -> None:
    assert title_of(ARTICLE) == "Congress buys a library"
    long = replace(BARE, opening="word \n" * 40)
    assert len(title_of(long)) <= 70
    assert title_of(long).endswith("word…")


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles"), (1204, "1,204 articles")]
)
def test_a_count_with_its_noun(count: int, said: str) -> None:
    assert plural(count, "article") == said
    assert plural(2, "entity", "entities") == "2 entities"


def test_facts_leave_out_what_is_not_known() -> None:
    assert facts(ARTICLE) == "#4 · World · 30 Jan 1815 · A. Clerk · books"
    assert facts(replace(BARE, language="fr")) == "#4 · 30 Jan 1815 · in French · books"
    assert facts(replace(BARE, language="und")) == "#4 · 30 Jan 1815 · books"


def test_an_entity_in_a_few_words() -> None:
    assert entity_note(JEFFERSON) == "person · 4 mentions in 2 articles"
    assert entity_note(BRITISH) == "group of people · seen once in 1 article"
    assert names_line([JEFFERSON, entity("Abigail Adams")]) == "Thomas Jefferson, Abigail Adams"


def test_every_kind_has_its_words() -> None:
    assert set(get_args(Kind)) <= set(KIND_WORDS)


def test_actions_open_what_they_name() -> None:
    assert show_article(ARTICLE).typed() == "article show article:#4"
    assert show_entity(JEFFERSON).typed() == 'entity name:"Thomas Jefferson"'
    assert show_namesake(JEFFERSON, "4.49").typed() == "entity name:~4.49"


def test_what_was_typed_is_repeated_in_one_short_line() -> None:
    assert taken_as("Putin", "a name") == "“Putin” taken as a name"
    assert len(taken_as("x\n" * 900, "a topic")) < 100
