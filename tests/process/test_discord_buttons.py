"""Buttons, selects and forms on Discord: in place or private, by whoever may, after a restart and under load."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.chat.news import article
from tests.loopback import Post
from tests.process.paper import ELEANOR, FRANKLIN, WALL, Paper, paper, shown

pytestmark = [pytest.mark.process, pytest.mark.asyncio(loop_scope="module")]

LONG = "\n\n".join(article(number) for number in range(200, 216))
"""A text of several pages."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Paper]:
    """The paper, with articles that all can read, one of them long."""
    async with paper(tmp_path_factory.mktemp("paper")) as made:
        posts = [await made.bob.posts(made.news, "", files=[("long.txt", f"All reports\n\n{LONG}".encode())])]
        await posts[0].reacted("✅", within=90)
        await made.files(made.news, WALL, FRANKLIN, ELEANOR)
        yield made


def _card(here: Paper, article: str) -> Post:
    """The card below an article."""
    return next(post for post in here.news.posts if post.message.content == article).bot_replies[0]


@pytest.fixture(autouse=True)
def lawful(here: Paper) -> object:
    """Discord has no complaint after any test."""
    yield
    assert not here.world.violations, f"{here.world.violations}\n{here.world.journal()}"


def _disabled(post: Post) -> list[str]:
    return [button.label for button in post.buttons if button.disabled]


async def test_anybody_turns_the_pages_in_place(here: Paper) -> None:
    shown_pages = await here.asks(here.eve, "!article raw All reports")
    first = shown_pages.text
    of = int(next(label for label in shown_pages.labels if " of " in label).split()[-1])
    assert of >= 3
    assert shown_pages.labels[-5:] == ["« First", "‹ Previous", f"1 of {of}", "Next ›", "Last »"]
    assert _disabled(shown_pages) == ["« First", "‹ Previous"]
    texts = {1: first}
    for label, number in (("Next ›", 2), ("Last »", of), ("‹ Previous", of - 1), ("« First", 1)):
        answer = await here.bob.presses(shown_pages, label)
        assert answer.post.id == shown_pages.id
        assert f"{number} of {of}" in shown_pages.labels
        assert texts.setdefault(number, shown_pages.text) == shown_pages.text
    assert len(set(texts.values())) == len(texts) >= 3


@pytest.mark.parametrize(("typed", "page"), [("2", 2), ("999", None), ("0", 1), (" 2 ", 2)])
async def test_a_form_asks_for_the_page(here: Paper, typed: str, page: int | None) -> None:
    pages = await here.asks(here.eve, "!article raw All reports")
    label = next(label for label in pages.labels if " of " in label)
    form = await here.bob.presses(pages, label)
    answer = await here.bob.submits(form, {"page": typed})
    assert answer.post.id == pages.id
    of = label.split()[-1]
    assert f"{page or of} of {of}" in pages.labels


async def test_what_is_no_page_is_told_to_its_typist_alone(here: Paper) -> None:
    pages = await here.asks(here.eve, "!article raw All reports")
    form = await here.bob.presses(pages, next(label for label in pages.labels if " of " in label))
    before = pages.text
    answer = await here.bob.submits(form, {"page": "x"})
    assert answer.ephemeral
    assert "give a number from 1 to" in answer.text
    assert pages.text == before


async def test_the_buttons_of_a_card_answer_their_presser_alone(here: Paper) -> None:
    card = _card(here, WALL)
    before = card.text
    more = await here.eve.presses(card, "More")
    names = await here.eve.presses(card, "Names")
    why = await here.eve.presses(names, "Why?")
    for answer, says in ((more, "5 of 5 sentences"), (names, "Helmut Kohl"), (why, "surname of Helmut Kohl")):
        assert answer.ephemeral
        assert says in answer.text, shown(answer)
    assert card.text == before


async def test_a_private_page_is_turned_in_private(here: Paper) -> None:
    pages = await here.eve.slash(here.news, "article raw", article="All reports", private=True)
    assert pages.ephemeral
    turned = await here.eve.presses(pages, "Next ›")
    assert turned.post.id == pages.post.id
    assert any(label.startswith("2 of") for label in turned.post.labels)


QUERY = " OR ".join(f'"{word} {word}"' for word in ("bridge", "harbour", "winter", "choir", "tunnel", "museum")) + (
    " OR Roosevelt OR Reagan OR Kyoto"
)
"""A query that is too long for a custom_id."""


async def test_buttons_work_after_the_program_was_killed(here: Paper) -> None:
    pages = await here.asks(here.eve, "!article raw All reports")
    searched = await here.asks(here.bob, f"!search {QUERY}")
    named = await here.asks(here.eve, "!entity Roosevelt")
    await here.kills()
    await here.starts()
    await here.bob.presses(pages, "Next ›")
    assert any(label.startswith("2 of") for label in pages.labels)
    form = await here.bob.presses(pages, next(label for label in pages.labels if " of " in label))
    await here.bob.submits(form, {"page": "1"})
    assert any(label.startswith("1 of") for label in pages.labels)
    opened = await here.eve.selects(searched, searched.selects[0].options[0][1])
    assert opened.ephemeral
    everything = await here.bob.presses(searched, "Show me all (privately)")
    assert everything.ephemeral
    assert everything.text == searched.text
    await here.bob.selects(named, "Franklin Roosevelt")
    assert "Pearl Harbor" in named.text
    more = await here.eve.presses(_card(here, WALL), "More")
    assert "5 of 5 sentences" in more.text


async def test_only_its_poster_and_managers_may_delete_an_article(here: Paper) -> None:
    for_reader = await here.eve.presses(_card(here, ELEANOR), "Wrong?")
    assert "Delete it" not in for_reader.post.labels
    for_manager = await here.ann.presses(_card(here, ELEANOR), "Wrong?")
    assert "Delete it" in for_manager.post.labels
    question = await here.asks(here.bob, "!delete Rights for everybody")
    assert "Delete “Rights for everybody”?" in question.text
    refused = await here.eve.presses(question, "Delete it")
    assert refused.ephemeral
    assert "can be deleted by those who manage this place" in refused.text
    typed = await here.asks(here.eve, "!delete Rights for everybody sure")
    assert "can be deleted by those who manage this place" in typed.text
    slash = await here.eve.slash(here.news, "delete", article="Rights for everybody", sure=True)
    assert slash.ephemeral
    assert "Rights for everybody" in (await here.asks(here.eve, "!recent")).text


async def test_its_poster_deletes_an_article_from_its_card(here: Paper) -> None:
    card = _card(here, FRANKLIN)
    searched = await here.asks(here.bob, f"!search {QUERY}")
    wrong = await here.bob.presses(card, "Wrong?")
    asked = await here.bob.presses(wrong, "Delete it")
    assert "Delete “The speech after Pearl Harbor”?" in asked.text
    assert "This cannot be undone." in asked.text
    done = await here.bob.presses(asked, "Delete it")
    assert done.ephemeral
    assert "Forgotten" in done.text, shown(done)
    await card.gone()
    assert "No “Franklin Roosevelt”" in (await here.asks(here.eve, "!entity Franklin Roosevelt")).text
    too_old = await here.bob.presses(searched, "Show me all (privately)")
    assert too_old.ephemeral
    assert "This button is too old." in too_old.text


async def test_everything_is_acknowledged_in_time_while_much_is_filed(here: Paper) -> None:
    posts = [await here.bob.posts(here.news, article(number)) for number in range(1000, 1200)]
    for _ in range(4):
        answers = await asyncio.gather(
            here.eve.slash(here.news, "search", query="Kyoto"),
            here.ann.slash(here.news, "entity", name="Helmut Kohl", private=True),
            here.bob.slash(here.news, "article show", article="The wall in Berlin"),
            here.ann.slash(here.news, "stats"),
            here.eve.presses(_card(here, WALL), "More"),
        )
        choices = await here.eve.completes(here.news, "entity", name="Helm")
        assert [one.value for one in choices] == ["Helmut Kohl"]
        assert "Helmut Kohl" in answers[1].text
        assert all(answer.ack_seconds < here.world.double.interactions.deadline for answer in answers)
        assert "Helmut Kohl" in (await here.asks(here.eve, "!entity Kohl")).text
    assert any("✅" not in post.reactions for post in posts), "there was nothing left to do beside"
    await here.kills()
