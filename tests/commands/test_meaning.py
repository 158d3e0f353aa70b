"""What is said comes from articles, and from those in the asker's scope alone; no answer is a fault or a dead end."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards.card import Action, Card, Line
from bot.cards.plain import plain
from bot.commands.all import REGISTRY
from tests.desk.newsroom import LINES, OUTSIDE, Newsroom, newsroom
from tests.examples import examples

pytestmark = pytest.mark.model

_BRACKET = re.compile(r"\[[^\]]*\](?:['’]s)?")
FAULT = "Something went wrong on my side."


def lines_of(offset: int = 0) -> list[str]:
    return [numbered(line, offset) for line in LINES]


def numbered(line: str, offset: int) -> str:
    return re.sub(r"\{(\d+)\}", lambda number: f"#{int(number[1]) + offset}", line)


def with_receipts(card: Card) -> Iterator[Line]:
    for section in card.sections:
        yield from (line for line in section.lines if isinstance(line, Line) and line.receipts and not line.action)


def stands_in(shown: str, text: str) -> bool:
    """Whether a line stands in a text word for word, but for names in brackets."""
    place = 0
    flat = " ".join(text.split())
    for part in _BRACKET.split(" ".join(shown.split())):
        found = flat.find(part.strip(), place)
        if found < 0:
            return False
        place = found + len(part.strip())
    return True


async def test_every_line_with_a_receipt_stands_in_its_article(room: Newsroom) -> None:
    texts = await room.texts()
    seen = 0
    for line in lines_of():
        for printed in with_receipts(await room.say(line)):
            assert stands_in(printed.text, texts[printed.receipts[0].number]), (line, printed.text)
            seen += 1
    assert seen > 100


async def test_every_name_in_brackets_is_a_name_of_the_same_article(room: Newsroom) -> None:
    texts = await room.texts()
    seen = set()
    for line in [*lines_of(), "summary Putin sentences:30", "summary North Korea sentences:30"]:
        for printed in with_receipts(await room.say(line)):
            for bracket in _BRACKET.findall(printed.text):
                name = bracket[1 : bracket.index("]")]
                assert name in " ".join(texts[printed.receipts[0].number].split())
                seen.add(name)
    assert seen


def seen_from(text: str, offset: int) -> str:
    """A text in which the numbers of articles, and the handles made of them, are as without those outside."""
    return re.sub(r"([#~])(\d+)", lambda found: f"{found[1]}{max(0, int(found[2]) - offset)}", text)


async def said_in(store: Path, folder: Path, line: str, offset: int) -> str:
    """What a reader of two channels is told, without the times of filing."""
    async with newsroom(store, folder) as everything:
        room = await everything.channels("world", "other")
        text = re.sub(r"\(\d+ \w+ 20\d\d, \d\d:\d\d UTC\)", "", await room.read(numbered(line, offset)))
        return seen_from(text, offset) if "#99" not in line else text


async def test_an_article_outside_the_scope_changes_nothing_that_is_printed(
    shelf: tuple[Path, Path], tmp_path: Path
) -> None:
    without, beside = [
        [await said_in(store, tmp_path, line, offset) for line in LINES]
        for store, offset in zip(shelf, (0, len(OUTSIDE)), strict=True)
    ]
    for line, alone, accompanied in zip(LINES, without, beside, strict=True):
        assert accompanied == alone, line


async def test_an_article_outside_the_scope_is_not_there(shelf: tuple[Path, Path], tmp_path: Path) -> None:
    async with newsroom(shelf[1], tmp_path) as everything:
        room = await everything.channels("world", "other")
        assert "is known here" in await room.read("entity Chandrayaan")
        assert "Chandrayaan" in (await everything.say("entity Chandrayaan")).title
        assert (await room.say("article #1")).tone == "error"
        assert (await room.say("article raw #2")).tone == "error"
        hidden = await everything.say("entity Vikram")
        assert hidden.tone != "error"


def offered(card: Card) -> list[Action]:
    turns = [card.page.turn(number) for number in range(1, card.page.of + 1)] if card.page else []
    return [*card.picks().values(), *turns]


ANSWERS = frozenset({"suggestions yes", "suggestions no", "suggestions later"})
"""What can be said once only."""


async def test_everything_that_a_card_offers_leads_somewhere(room: Newsroom) -> None:
    """Every pick, choice and page of every card is answered, and by what its typed form answers too."""
    tried: set[Action] = set()
    for line in lines_of():
        for action in offered(await room.say(line)):
            changes = action.command in ANSWERS or ("sure", "yes") in action.arguments
            if action in tried or changes:
                continue
            tried.add(action)
            card = await room.act(action)
            assert card.tone != "error", (line, action, card.title)
            assert plain(card) == await room.read(action.typed()), (line, action)
    assert len(tried) > 60


async def test_the_long_summary_is_longer(room: Newsroom) -> None:
    for line in ("summary #5", "summary Putin", "summary ballistic missiles"):
        card = await room.say(line)
        [longer] = [action for action in card.actions if action.label == "Longer"]
        after = await room.act(longer)
        assert len(after.sections[0].lines) > len(card.sections[0].lines)


SNAGS = (
    "#3", "Kim", "“", '"', "entity:", "-x", "--", "~1.62", "~", "~9.9.9", "<#5>", "@everyone", "page:0", "length:long",
    "\x00", "\u202e", "OR", "sure", "https://example.org/x", "e\u0301" * 20,
)  # fmt: skip
words = st.one_of(st.text(max_size=40), st.sampled_from(SNAGS))
COMMANDS = sorted(set(REGISTRY.commands) - {"ingest"})


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(COMMANDS), st.lists(words, max_size=4)), min_size=4, max_size=4))
async def test_no_text_is_a_fault(room: Newsroom, asked: list[tuple[str, list[str]]]) -> None:
    for command, given_ in asked:
        card = await room.say(" ".join([command, *given_]))
        assert card.title != FAULT
        assert plain(card)


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_text_without_end_is_answered_in_few_words(room: Newsroom, command: str) -> None:
    card = await room.say(f"{command} {'Kim ' * 2500}")
    assert card.title != FAULT
    assert len(card.title) < 200
    assert len(card.subtitle) < 500
