"""What one article says about names, added up."""

import pytest

from bot.identity.evidence import add, name_evidence, role_key
from bot.identity.types import Name
from bot.identity.within import resolve
from tests.identity.markup import read


def evidence(marked: str) -> dict[str, Name]:
    text, extraction = read(marked)
    return {name.key: name for name in name_evidence(text, extraction, resolve(text, extraction))}


def test_forms_and_roles_count_once_an_article() -> None:
    found = evidence(
        "{North Korean leader} [Kim Jong Un|PERSON] spoke. [Kim|PERSON] waved."
        " The {North Korean leader} [Kim|PERSON] left."
    )
    assert found["kim jong un"] == Name(
        "kim jong un", "PERSON", 1, {"kim": 1, "kim jong un": 1}, {"north korean leader": 1}
    )


def test_a_bracketed_acronym_and_a_nickname_are_forms() -> None:
    found = evidence('The [World Trade Organization|ORG] (WTO) met [Earvin "Magic" Johnson|PERSON].')
    assert "wto" in found["world trade organization"].forms
    assert "magic" in found["earvin johnson"].forms


def test_adding_up() -> None:
    a = Name("kim jong un", "PERSON", 1, {"kim": 1}, {"leader": 1})
    b = Name("kim jong un", "PERSON", 2, {"kim": 1, "kim jong un": 2}, {})
    assert add(a, b) == add(b, a) == Name("kim jong un", "PERSON", 3, {"kim": 2, "kim jong un": 2}, {"leader": 1})
    with pytest.raises(ValueError, match="different names"):
        add(a, Name("kim jong il", "PERSON", 1))


@pytest.mark.parametrize(
    ("surface", "key"),
    [
        ("the North Korean leader", "north korean leader"),
        ("Chairman", "chairman"),
        ("its vice-president", "vice president"),
    ],
)
def test_role_keys(surface: str, key: str) -> None:
    assert role_key(surface) == key
