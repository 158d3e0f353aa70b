import asyncio
import io
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.lines import read_lines, run_lines
from tests.console.fakes import front


async def answered(*lines: str) -> str:
    async def given_lines() -> AsyncIterator[str]:
        for line in lines:
            yield line

    out = io.StringIO()
    assert await run_lines(front(), given_lines(), out) == 0
    return out.getvalue()


async def test_commands_and_posts_line_by_line() -> None:
    assert await answered("", "recent 3", "A posted story.", "/nonsense", "   ") == (
        "recent\n\n- count=3, order='new'\n"
        "\n"
        "Filed 3 words\nA posted story.\n"
        "\n"
        "There is no command “nonsense”.\nType `help` for what you can do here.\n"
    )


async def test_a_number_is_text_where_nobody_can_see_the_choices() -> None:
    assert await answered("entity Kim", "1") == (
        "Which Kim?\n\n"
        '1. Kim Jong Un, a leader (entity name:"Kim Jong Un")\n'
        '2. Vladimir Putin, a leader (entity name:"Vladimir Putin")\n'
        "\n"
        "That is too short to be an article.\n"
    )


@pytest.mark.parametrize("word", ["exit", "quit"])
async def test_leaving_ends_it(word: str) -> None:
    assert await answered("recent", word, "recent") == "recent\n\n- count=10, order='new'\n"


async def test_no_input_is_no_output() -> None:
    assert await answered() == ""


async def read_all(data: bytes, tmp_path: Path) -> list[str]:
    path = tmp_path / "input"
    path.write_bytes(data)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return [line async for line in read_lines(descriptor)]
    finally:
        os.close(descriptor)


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"", []),
        (b"one", ["one"]),
        (b"one\ntwo\r\nthree\rfour\n", ["one", "two", "three", "four"]),
        ("\ufeffé".encode(), ["é"]),
        (b"caf\xe9 \x00\n", ["caf\ufffd \x00"]),
        (b"\n\n", ["", ""]),
        (b"x" * 200_000 + b"\ny", ["x" * 200_000, "y"]),
        (b"a\n" * 500, ["a"] * 500),
        (b"cut \xf0\x9f", ["cut \ufffd"]),
    ],
)
async def test_lines_are_read_as_utf_8(data: bytes, lines: list[str], tmp_path: Path) -> None:
    assert await read_all(data, tmp_path) == lines


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\ufeff"))))
async def test_any_text_comes_through(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    data = "".join(f"{line}\n" for line in lines).encode()
    assert await read_all(data, tmp_path_factory.mktemp("lines")) == lines


async def test_waiting_for_a_line_holds_nothing_up() -> None:
    receiving, sending = os.pipe()
    lines = read_lines(receiving)
    waiting = asyncio.ensure_future(anext(lines))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    os.write(sending, "späť\n".encode())
    assert await waiting == "späť"
    os.close(sending)
    assert [line async for line in lines] == []
    os.close(receiving)


async def test_a_descriptor_that_cannot_be_read_is_the_end() -> None:
    receiving, sending = os.pipe()
    os.close(sending)
    os.close(receiving)
    assert [line async for line in read_lines(receiving)] == []
