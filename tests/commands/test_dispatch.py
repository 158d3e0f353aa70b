import asyncio
import logging
from dataclasses import replace

import pytest

from bot.cards.card import Action, Card, Line
from bot.commands.ask import Ask
from bot.commands.dispatch import run_action, run_call, run_line
from bot.commands.line import Call
from bot.commands.parameters import Completion, File
from bot.commands.registry import Registry
from bot.store.errors import StoreFullError
from bot.store.scope import LOCAL, Scope
from tests.commands.fakes import ask, registry

REGISTRY = registry()


def said(card: Card) -> str:
    (line,) = card.sections[0].lines
    assert isinstance(line, Line)
    return line.text


async def test_a_line_is_answered() -> None:
    assert said(await run_line(REGISTRY, ask(), "summary #3 long")) == (
        "what='#3', length='long', sentences=3, plain=False"
    )


async def test_names_are_told_apart_by_the_completers() -> None:
    card = await run_line(REGISTRY, ask(), "compare Trinidad and Tobago Kim Jong Un")
    assert said(card) == "a='Trinidad and Tobago', b='Kim Jong Un'"


async def test_each_text_is_looked_up_once() -> None:
    asked: list[str] = []
    made = Registry()

    async def complete(ask: Ask, typed: str) -> list[Completion]:
        asked.append(typed)
        return [Completion("Vladimir Putin", "an alias", exact=True)] if typed == "Putin" else []

    @made.command("compare", describe={"a": "one", "b": "other"}, complete={"a": complete, "b": complete})
    async def compare(ask: Ask, a: str, b: str) -> Card:
        """Compare."""
        return Card(f"{a} | {b}")

    card = await run_line(made, ask(), "compare the old man Putin")
    assert card.title == "the old man | Putin"
    assert len(asked) == len(set(asked))
    await run_line(made, ask(), f"compare {'x' * 200} y, z")
    assert max(map(len, asked)) <= 100


async def test_a_refusal_is_a_card() -> None:
    card = await run_line(REGISTRY, ask(), "entiy Kim")
    assert (card.tone, card.title, card.subtitle) == (
        "error",
        "There is no command “entiy”.",
        "Did you mean `entity`?",
    )
    assert (await run_line(REGISTRY, ask(), "refuse new")).title == "Not today."


async def test_a_fault_is_a_card_with_a_reference_and_the_trace_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        card = await run_line(REGISTRY, ask(), "fail")
    reference = card.subtitle.removesuffix(".").split()[-1]
    assert len(reference) == 6
    assert card.tone == "error"
    assert "secret" not in card.title + card.subtitle
    (record,) = caplog.records
    assert f"fail failed, reference {reference}" in record.getMessage()
    assert record.exc_info


async def test_what_is_wrong_with_the_store_is_for_those_who_manage_it() -> None:
    made = Registry()

    @made.command("write")
    async def write(ask: Ask) -> Card:
        """Write."""
        raise StoreFullError("There is no room left on the disk.")

    assert (await run_line(made, ask(manager=True), "write")).title == "There is no room left on the disk."
    assert (await run_line(made, ask(), "write")).title == "Something went wrong on my side."


async def test_commands_for_managers_are_checked() -> None:
    line = "feed add https://example.org"
    assert (await run_line(REGISTRY, ask(), line)).title == "`feed add` is for those who manage this place."
    assert said(await run_line(REGISTRY, ask(manager=True), line)) == "url='https://example.org', channel=None"


async def test_an_action_is_answered_like_its_typed_line() -> None:
    action = Action("Page", "entity", (("name", "NATO"), ("page", "2")))
    assert await run_action(REGISTRY, ask(), action) == await run_line(REGISTRY, ask(), action.typed())


@pytest.mark.parametrize(
    ("action", "title"),
    [
        (Action("x", "gone"), "There is no command `gone` any more."),
        (Action("x", "entity"), "`entity` needs `name`: whom or what."),
        (Action("x", "entity", (("name", "x"), ("colour", "red"))), "`entity` has no `colour`."),
        (Action("x", "entity", (("name", "x"), ("page", "two"))), "`page` takes a whole number, not “two”."),
        (Action("x", "feed add", (("url", "x"),)), "`feed add` is for those who manage this place."),
    ],
)
async def test_an_action_that_no_longer_fits_is_refused(action: Action, title: str) -> None:
    card = await run_action(REGISTRY, ask(), action)
    assert (card.tone, card.title) == ("error", title)


async def test_a_file_is_read_where_it_can_be_opened() -> None:
    async def read() -> bytes:
        return b"bytes"

    card = await run_line(REGISTRY, ask(), "ingest file:a.txt", opener=lambda path: File(path, read))
    assert said(card) == "channel=None, text='', file=('a.txt', b'bytes')"
    assert (await run_line(REGISTRY, ask(), "ingest file:a.txt")).tone == "error"


async def test_a_file_that_came_with_a_line_is_what_its_command_takes() -> None:
    async def read() -> bytes:
        return b"The treaty was signed."

    attached = [File("news.txt", read), File("other.txt", read)]
    assert "news.txt" in said(await run_line(registry(), ask(), "ingest", attached=attached))
    assert said(await run_line(registry(), ask(), "entity Serbia", attached=attached)) == "A line on Serbia."


async def test_a_call_with_values_is_answered_and_checked() -> None:
    made = registry()
    assert said(await run_call(ask(), Call(made.commands["entity"], {"name": "Serbia"}))) == "A line on Serbia."
    refused = await run_call(ask(), Call(made.commands["feed add"], {"url": "https://example.org"}))
    assert refused.tone == "error"


async def test_in_a_direct_message_only_what_needs_no_guild_is_answered() -> None:
    made = Registry()

    @made.command("here")
    async def here(ask: Ask) -> Card:
        """Work in a guild."""
        return Card("here")

    @made.command("anywhere", guild=False)
    async def anywhere(ask: Ask) -> Card:
        """Work anywhere."""
        return Card("anywhere")

    direct = replace(ask(), asker="12", scope=Scope(LOCAL, frozenset()))
    assert direct.direct
    assert (await run_line(made, direct, "here")).title == "`here` works only in a server."
    assert (await run_line(made, direct, "anywhere")).title == "anywhere"
    for elsewhere in (ask(), replace(direct, scope=Scope(7, frozenset())), replace(direct, asker=None)):
        assert (await run_line(made, elsewhere, "here")).title == "here"


async def test_a_personal_answer_is_for_its_asker_alone_wherever_it_is_asked() -> None:
    made = Registry()

    @made.command("mine", describe={"page": "which"}, personal=True)
    async def mine(ask: Ask, page: int = 1) -> Card:
        """Tell what is mine."""
        return Card(f"page {page}")

    here = replace(ask(), asker="12", private=False)
    card = await run_line(made, here, "mine 2")
    assert (card.title, card.actions) == (
        "That is for your eyes only.",
        (Action("Show me", "mine", (("page", "2"),)),),
    )
    assert (await run_action(made, replace(here, private=True), card.actions[0])).title == "page 2"
    assert (await run_line(made, replace(here, asker=None), "mine")).title == "page 1"


async def test_what_is_asked_for_in_private_is_not_said_before_others() -> None:
    here = replace(ask(), asker="12", private=False)
    card = await run_line(REGISTRY, here, "entity Kim Jong Un private:yes page:2")
    assert (card.title, card.sections) == ("That is for your eyes only.", ())
    [button] = card.actions
    assert (await run_action(REGISTRY, replace(here, private=True), button)).title == "Kim Jong Un"
    assert (await run_line(REGISTRY, here, "entity Kim Jong Un private:no")).title == "Kim Jong Un"
    for alone in (replace(here, private=True), replace(here, asker=None)):
        assert (await run_line(REGISTRY, alone, "entity Kim Jong Un private:yes")).title == "Kim Jong Un"


async def test_a_button_does_not_change_anything_nor_mean_something_else() -> None:
    made = Registry()

    @made.command("mend", describe={"name": "which"}, changes=True)
    async def mend(ask: Ask, name: str) -> Card:
        """Mend something."""
        raise AssertionError

    here = replace(ask(), asker="12", private=False)
    card = await run_line(made, here, "mend Kim private:yes")
    assert (card.tone, card.title, card.subtitle) == (
        "error",
        "I cannot answer that to you alone here.",
        "Choose `/mend`, with its option `private`.",
    )
    replying = replace(here, replied="https://discord.com/channels/1/2/3")
    assert (await run_line(REGISTRY, replying, "summary private:yes")).tone == "error"
    assert (await run_line(REGISTRY, replying, "summary #3 private:yes")).actions


async def test_cancelling_is_not_an_answer() -> None:
    made = Registry()

    @made.command("wait")
    async def wait(ask: Ask) -> Card:
        """Wait."""
        await asyncio.Event().wait()
        return Card("never")

    task = asyncio.create_task(run_line(made, ask(), "wait"))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
