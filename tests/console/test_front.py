from pathlib import Path

import pytest

from bot.cards.card import Action, Line, Refusal
from bot.console.front import open_file
from tests.console.fakes import front


async def test_the_operator_may_everything() -> None:
    card = await front().answer("feed add https://example.org")
    assert card.title == "feed add"
    assert (await front().act(Action("x", "feed list"))).title == "feed list"


async def test_a_file_is_read_when_the_command_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "a story.txt").write_bytes(b"\xff\x00bytes")
    card = await front().answer(f'ingest file:"{tmp_path / "a story.txt"}"')
    (line,) = card.sections[0].lines
    assert isinstance(line, Line)
    assert line.text.endswith(r"file=('a story.txt', b'\xff\x00bytes')")


@pytest.mark.parametrize("path", ["/nowhere/at/all.txt", "/", "~nobody-of-that-name/x", "a\0b"])
async def test_a_file_that_cannot_be_read_is_refused(path: str) -> None:
    with pytest.raises(Refusal, match="I cannot read"):
        await open_file(path).read()
