"""`rebuild` is killed at different moments: the next start reads everything again, and nothing is counted twice."""

import signal

import pytest

from tests.process.conftest import FILED
from tests.process.news import jsonl
from tests.process.program import Program
from tests.process.shelf import content, query, states

pytestmark = [pytest.mark.process, pytest.mark.model]

_KILLED = """
import os, signal, sys
from bot.store import rebuilding
step, left = rebuilding.step, int(sys.argv[1])
rebuilding._ROWS, rebuilding._ARTICLES = 200, 4
async def counted(db):
    global left
    left -= 1
    more = await step(db)
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)  # in the middle of the slice's transaction
    return more
rebuilding.step = counted
sys.argv = ["dossier", "rebuild"]
from bot.cli import main
main()
"""


@pytest.mark.parametrize("slices", [1, 3, 7])
def test_killed_in_the_middle(filed: Program, slices: int) -> None:
    before = content(filed.database)
    killed = filed.run(str(slices), command=("-c", _KILLED))
    assert killed.status == -signal.SIGKILL, killed.err
    assert query(filed.database, "SELECT rebuilding IS NULL FROM derivation") == [(0,)]
    again = filed.run("ingest", "-", "--jsonl", given=jsonl(FILED))
    assert again.status == 0, again.err
    assert states(filed.database) == {"ready": len(FILED)}
    assert content(filed.database) == before
