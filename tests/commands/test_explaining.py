"""`why`, as it is typed."""

import pytest

from bot.cards.card import Line
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model


async def test_a_form_is_explained_by_its_names_and_where_it_stands(room: Newsroom) -> None:
    card = await room.say("why KCNA")
    assert card.title == "Why “KCNA” is Korean Central News Agency"
    assert card.subtitle.startswith("“KCNA” is a form of this name · organisation")
    told = await room.read("why KCNA")
    assert "“KCNA” (7 times): short for Korean Central News Agency" in told
    assert "no other name fits" in told
    assert (await room.act(card.actions[0])).title == "Korean Central News Agency"


async def test_every_sentence_is_one_of_its_article_with_a_receipt(room: Newsroom) -> None:
    texts = await room.texts()
    for line in ("why Putin", "why Lavrov", "why he in #1", "why sanctions"):
        for section in (await room.say(line)).sections:
            for told in section.lines if section.heading != "Names taken for one" and not section.ours else ():
                [receipt] = told.receipts
                assert isinstance(told, Line)
                assert told.text in texts[receipt.number]


async def test_one_article_tells_of_pronouns_and_short_forms(room: Newsroom) -> None:
    for line in ('why "Kim" in #1', "why Kim in #1", "why Kim article:#1"):
        assert "Kim Jong Un · “Kim” (4 times): surname of Kim Jong Un" in await room.read(line)
    assert "the only person near that the pronoun fits" in await room.read("why he in #1")
    refused = await room.say("why zzqq in #1")
    assert (refused.tone, refused.title) == (
        "error", "Nothing in #1 that is written “zzqq” was taken for a name."
    )  # fmt: skip
    assert (await room.say("why Kim in #99")).tone == "error"


async def test_namesakes_are_chosen_from_and_slips_are_offered(room: Newsroom) -> None:
    card = await room.say("why Kim")
    assert card.title == "Which “Kim”?"
    assert (await room.act(card.choices[0].action)).title == "Why Kim Jong Un"
    assert (await room.say("why Putn")).title == "No “Putn” is known here. Did you mean one of these?"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("sanctions", "It stands in 2 articles, but it stands there in small letters, as ordinary words do."),
        ("President", "It stands in 8 articles, but it is a title, which names nobody by itself."),
        ("Wednesday", "It stands in 4 articles, but it is a date."),
        ("zzqq", "No article here has it."),
        ("1234567", "No article here has it. And it has no letter in it."),
    ],
)
async def test_why_not(room: Newsroom, typed: str, reason: str) -> None:
    card = await room.say(f"why {typed}")
    assert card.title == f"Why “{typed}” is no name here"
    assert reason in await room.read(f"why {typed}")


async def test_what_was_seen_once_says_so(room: Newsroom) -> None:
    told = await room.read("why Alexia Putellas")
    assert "It was seen once, so it is a candidate" in told


async def test_what_a_correction_left_out_says_which(room: Newsroom) -> None:
    assert (await room.say("ban KCNA what:entity sure:yes")).tone == "good"
    assert "Correction 1 leaves it out." in await room.read("why KCNA")
    assert (await room.say("undo 1 sure:yes")).tone == "good"
    assert (await room.say("why KCNA")).title == "Why “KCNA” is Korean Central News Agency"


async def test_a_correction_is_a_reason(room: Newsroom) -> None:
    assert (await room.say('merge name:"Korean Central News Agency" other:Lavrov sure:yes')).tone == "good"
    assert "correction 1" in await room.read("why KCNA")
