"""What corrections leave for later is killed at different moments: the next start goes on, and nothing is lost."""

import shutil
import signal
from pathlib import Path

import pytest

from tests.process.news import jsonl
from tests.process.program import PATIENCE, Program, until
from tests.process.shelf import content, query

pytestmark = [pytest.mark.process, pytest.mark.model]

_ROWS = [
    {
        "id": f"lake-{number}",
        "text": f"Ban Ki-moon, a former Secretary-General of the United Nations, opened hall {number} in Geneva on"
        " Monday. Ban praised the World Bank. Those who built the hall spoke of the Long Purse.",
        "published_at": f"2024-05-{number + 1:02}",
    }
    for number in range(12)
]

_FIRST = ("ban Atlantis what:string sure:yes", "ban Geneva what:string sure:yes")
"""Before the store is copied: what both corrections and names are marked by is in it then."""

_ENTRIES = ("alias on World Bank, Long Purse sure:yes", "alias off Ban Ki-moon, Ban sure:yes", "undo 2")

_NOT_NOW = """
from bot.desk import beside
from bot.store import correcting, taught
correcting.AT_ONCE = taught.FEW = 0
async def nothing(self):
    return False
beside.Beside._follow = nothing
"""

_KILLED = """
import os, signal, sys
from bot.desk import beside
from bot.store import correcting, derived
beside._TOGETHER, left = 2, int(sys.argv.pop())
def counted(function):
    async def call(*arguments):
        global left
        found = await function(*arguments)
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return found
    return call
derived.reassign = counted(derived.reassign)  # in the middle of a transaction
correcting.resume = counted(correcting.resume)
beside.Beside._reassign = counted(beside.Beside._reassign)  # and between two
"""

_CONSOLE = """
import sys
sys.argv = ["dossier", "console"]
from bot.cli import main
main()
"""

_LEFT = "SELECT (SELECT count(*) FROM overdue), (SELECT count(*) FROM unfollowed)"


def _commands(program: Program, commands: tuple[str, ...], changed: str = "") -> None:
    ended = program.run(given="\n".join(commands), command=("-c", changed + _CONSOLE))
    assert ended.status == 0, ended.err
    assert "Correction" in ended.out, ended.out


def _followed(program: Program) -> None:
    """Start it, and stop it when nothing is left."""
    child = program.start("console")
    until(lambda: query(program.database, _LEFT) == [(0, 0)], "nothing is left")
    assert program.end(child).status == 0


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which entries were made, and nothing was done of what they concern."""
    folder = tmp_path_factory.mktemp("corrected")
    program = Program(folder, folder / "dossier.db")
    assert program.run("ingest", "-", "--jsonl", given=jsonl(_ROWS)).status == 0
    _commands(program, _FIRST)
    _followed(program)
    _commands(program, _ENTRIES, _NOT_NOW)
    assert query(program.database, _LEFT) == [(12, 1)], "12 articles, and an entry that concerns some"
    assert program.left() == {}
    return program.database


def test_killed_again_and_again(program: Program, corrected: Path, tmp_path: Path) -> None:
    undisturbed = Program(program.folder, tmp_path / "undisturbed.db", children=program.children)
    shutil.copyfile(corrected, undisturbed.database)
    _followed(undisturbed)
    expected = content(undisturbed.database)
    by_form = [row for row in expected["mentions"] if row[3] == "long purse +given"]
    assert len(by_form) == len(_ROWS)
    assert len([row for row in expected["mentions"] if row[3] == "ban"]) == len(_ROWS)
    shutil.copyfile(corrected, program.database)
    for moment in (1, 1, 2, 3, 1, 5, 4, 2):
        child = program.start(str(moment), command=("-c", _KILLED + _CONSOLE))
        child.wait(PATIENCE)
        assert child.returncode == -signal.SIGKILL
    assert query(program.database, _LEFT) != [(0, 0)]
    _followed(program)
    assert content(program.database) == expected
