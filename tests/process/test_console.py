"""The console between pipes: a command or a posted text per line, plain text back."""

import subprocess

import pytest

from tests.process.news import LIBRARY
from tests.process.program import PATIENCE, Program
from tests.process.shelf import states

pytestmark = pytest.mark.process

_SENTENCE = "Congress bought the books of Thomas Jefferson for it after a fire in 1814."
_LONG_SUMMARY = "Summary of the week: " + " ".join(f"The Danube reached mark {n} at Vienna." for n in range(12))


@pytest.mark.model
def test_posts_and_commands(program: Program) -> None:
    lines = [LIBRARY, LIBRARY, "summary", "entity jefferson", "entity jeferson", _LONG_SUMMARY, "stats"]
    ended = program.run("console", given="\n\n".join(lines))
    assert (ended.status, ended.err) == (0, "")
    begins = (
        "✅ Filed · #1 · ", "♻️ Filed already: The Library of Congress", "\nThe Library of Congress",
        "\nThomas Jefferson\nperson · ", "No “jeferson” is known here. Did you mean",
        "✅ Filed · #2 · ", "\nWhat is filed here\n",
    )  # fmt: skip
    card, again, summary, profile, guess, article, stats = _parts(ended.out, begins)
    assert f"{_SENTENCE} [#1 · console · " in card
    assert "People: Thomas Jefferson\n" in card
    assert "#1 · console" in again
    assert _SENTENCE not in again
    assert f"{_SENTENCE} [#1 · console · " in summary
    assert f"{_SENTENCE} [#1 · console · " in profile
    assert "1. Thomas Jefferson, " in guess
    assert "[#2 · console · " in article
    assert "Articles: 2 in 1 channel, 3 postings\n" in stats
    assert "Waiting: nothing\n" in stats
    assert states(program.database) == {"ready": 2}


def _parts(out: str, begins: tuple[str, ...]) -> list[str]:
    """The output cut where each of its parts begins, in this order."""
    at = [0]
    for begin in begins:
        assert begin in out[at[-1] :], f"{begin!r} does not follow"
        at.append(out.index(begin, at[-1]))
    return [out[start:end] for start, end in zip(at[1:], [*at[2:], None], strict=True)]


def test_plain_text_and_nothing_else(filed: Program) -> None:
    ended = filed.run("console", given="/nonsense\r\nrecent\r\n\r\nentity\r\nexit\r\nstats\r\n")
    assert (ended.status, ended.err) == (0, "")
    assert "There is no command “nonsense”." in ended.out
    assert "\x1b" not in ended.out
    assert "\r" not in ended.out
    assert "What is filed here" not in ended.out, "nothing is answered after `exit`"


def test_no_input_is_a_quiet_end(program: Program) -> None:
    ended = program.run("console")
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert [path.name for path in program.folder.glob("dossier.db*")] == ["dossier.db"]


def test_utf_8_whatever_the_locale(filed: Program) -> None:
    poor = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    ended = filed.run("console", given="search “Geneva” – übermäßig\n/🎈\n".encode() + b"/\xff\xfe\n", environment=poor)
    assert (ended.status, ended.err) == (0, "")
    assert "There is no command “🎈”." in ended.out
    assert "There is no command “��”." in ended.out


def test_a_reader_that_goes_away(filed: Program) -> None:
    child = filed.start("console")
    head = subprocess.Popen(["head", "-1"], stdin=child.stdout, stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.close()
    child.stdout = None
    ended = filed.end(child, "recent\n" * 2000)
    assert head.communicate(timeout=PATIENCE)[0].count(b"\n") == 1
    assert (ended.status, ended.err) == (0, "")


def test_everything_is_answered_before_the_end(filed: Program) -> None:
    ended = filed.run("console", given="search Geneva\n" * 200)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.count(ended.out.splitlines()[0]) == 200


def test_an_unknown_guild_is_an_empty_one(filed: Program) -> None:
    ended = filed.run("console", "--guild", "77", given="recent\nentity Geneva\n")
    assert (ended.status, ended.err) == (0, "")
    assert "News from" not in ended.out
    assert "Geneva\n" not in ended.out.replace("“Geneva”", "")
