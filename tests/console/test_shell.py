import asyncio
import io
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.cards.card import Card, Refusal
from bot.commands.ask import Ask
from bot.commands.parameters import Completion
from bot.commands.registry import Registry
from bot.console.front import Front
from bot.console.prompt import CommandHistory, RegistryCompleter
from bot.console.shell import Shell
from tests.commands.fakes import ask
from tests.console.fakes import front, post

CTRL_C, CTRL_D = "\x03", "\x04"


async def session(typed: str, *, given: Front | None = None, greeting: Card | None = None) -> str:
    """What a session shows when all of `typed` is typed ahead."""
    out = io.StringIO()
    with create_pipe_input() as source:
        source.send_text(typed)
        shell = Shell(given or front(), Console(file=out, width=60), source=source, screen=DummyOutput())
        async with asyncio.timeout(20):
            assert await shell.run(greeting) == 0
    return out.getvalue()


async def test_ctrl_d_ends_it() -> None:
    assert await session(CTRL_D) == ""


@pytest.mark.parametrize("word", ["exit", "quit"])
async def test_a_word_ends_it(word: str) -> None:
    assert await session(f"{word}\r") == ""


async def test_a_greeting_is_shown_and_its_actions_can_be_picked() -> None:
    from tests.cards.test_plain import PROFILE

    shown = await session(f"3\r{CTRL_D}", greeting=PROFILE)
    assert "There is no command `entities` any more." in shown


async def test_commands_are_answered_with_or_without_a_slash() -> None:
    shown = await session(f"recent 3\r/recent 4\r\r{CTRL_D}")
    assert "count=3" in shown
    assert "count=4" in shown


async def test_ctrl_c_gives_up_the_line() -> None:
    shown = await session(f"recent 3{CTRL_C}recent 4\r{CTRL_D}")
    assert "count=3" not in shown
    assert "count=4" in shown


async def test_a_number_picks_a_choice() -> None:
    shown = await session(f"entity Kim\r2\r{CTRL_D}")
    assert "A line on Vladimir Putin." in shown


async def test_a_slip_offers_what_was_meant_and_a_number_takes_it() -> None:
    shown = await session(f"entiy Serbia\r1\r{CTRL_D}")
    assert "Did you mean `entity`?" in shown
    assert "A line on Serbia." in shown


async def test_a_number_that_is_not_there_leaves_the_others_to_pick() -> None:
    shown = await session(f"7\rentity Kim\r9\r1\r{CTRL_D}")
    assert "There is nothing to pick under the number 7." in shown
    assert "There is nothing to pick under the number 9." in shown
    assert "A line on Kim Jong Un." in shown


async def test_pages_turn_both_ways_and_not_past_the_ends() -> None:
    shown = await session(f"next\rentity Serbia\rprev\rnext\rnext\rnext\rprev\r{CTRL_D}")
    assert [word for word in ("page 1", "page 2", "page 3") if word in shown] == ["page 1", "page 2", "page 3"]
    assert shown.count("page 2 of 3") == 2
    assert shown.count("There is no next page.") == 2
    assert shown.count("There is no previous page.") == 1


async def test_a_paste_of_several_lines_is_one_post() -> None:
    shown = await session(f"\x1b[200~First line of it.\r\nentity Kim\r\rLast line.\x1b[201~\r{CTRL_D}")
    assert "Filed 8 words" in shown
    assert "Which Kim?" not in shown


async def test_a_text_that_begins_with_no_command_is_posted() -> None:
    text = "The minister spoke of peace, of bread, and of a bridge over the river."
    assert "Filed 14 words" in await session(f"{text}\r{CTRL_D}")


async def test_a_few_words_are_no_post(monkeypatch: pytest.MonkeyPatch) -> None:
    async def taken(registry: Registry, ask: Ask, text: str) -> Card:
        return Card(f"Taken: {text}")

    monkeypatch.setattr("bot.console.front.run_words", taken)
    assert "Taken: who is Kim" in await session(f"who is Kim\r{CTRL_D}")
    assert "That is too short" in await session(f"https://example.org/story\r{CTRL_D}")


async def test_a_post_that_says_nothing_shows_nothing() -> None:
    async def silent(text: str) -> AsyncIterator[Card]:
        if not text:
            yield Card("never")

    assert (
        await session(f"\x1b[200~Some\ntext.\x1b[201~\r{CTRL_D}", given=Front(Registry(), ask, silent))
    ).strip() == ""


async def test_ctrl_c_stops_an_answer_and_not_the_session() -> None:
    made = Registry()

    @made.command("wait")
    async def wait(ask: Ask) -> Card:
        """Wait."""
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.sleep(30)
        return Card("never")

    @made.command("go")
    async def go(ask: Ask) -> Card:
        """Go on."""
        return Card("went on")

    before = signal.getsignal(signal.SIGINT)
    shown = await session(f"wait\rgo\r{CTRL_D}", given=Front(made, ask, post))
    assert "Stopped." in shown
    assert "went on" in shown
    assert "never" not in shown
    assert signal.getsignal(signal.SIGINT) is before


async def test_a_fault_in_posting_is_an_answer() -> None:
    async def broken(text: str) -> AsyncIterator[Card]:
        yield Card("reading")
        raise RuntimeError("no store")

    shown = await session(f"\x1b[200~Some\ntext.\x1b[201~\r{CTRL_D}", given=Front(Registry(), ask, broken))
    assert "Something went wrong on my side." in shown


async def test_the_history_keeps_commands_and_no_posted_text(tmp_path: Path) -> None:
    path = tmp_path / "state" / "history"
    history = CommandHistory(path, front().registry)
    for text in ("entity Kim", "A posted story.", "recent\nsomething posted", "/recent 3", "entity " + "word " * 60):
        history.append_string(text)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [line for line in path.read_text().splitlines() if line.startswith("+")] == ["+entity Kim", "+/recent 3"]
    assert [text async for text in CommandHistory(path, front().registry).load()] == ["/recent 3", "entity Kim"]


async def completions(line: str, given: Front) -> list[str]:
    found = RegistryCompleter(given).get_completions_async(Document(line), CompleteEvent())
    return [one.text async for one in found]


async def test_completions_come_from_the_registry() -> None:
    assert await completions("entity ki", front()) == ["Kim Jong Un"]
    assert list(RegistryCompleter(front()).get_completions(Document("entity ki"), CompleteEvent())) == []


@pytest.mark.parametrize("error", [Refusal("no"), RuntimeError("locked")])
async def test_a_completer_that_fails_completes_nothing(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    made = Registry()

    async def fails(ask: Ask, typed: str) -> list[Completion]:
        raise error

    @made.command("entity", describe={"name": "whom"}, complete={"name": fails})
    async def entity(ask: Ask, name: str) -> Card:
        """Look up."""
        return Card(name)

    assert await completions("entity ki", Front(made, ask, post)) == []
    assert ("completion failed" in caplog.text) is isinstance(error, RuntimeError)
