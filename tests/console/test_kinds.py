import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.console.kinds import is_command, is_short
from tests.commands.fakes import registry

REGISTRY = registry()
ARTICLE = "word " * 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("entity Kim", True),
        ("  entity Kim", True),
        ("entity", True),
        ("article raw 3", True),
        ("/entity Kim", True),
        ("/nonsense", True),
        (f"/entity {ARTICLE}", True),
        (f"ingest {ARTICLE}", True),
        ("Entity Kim", False),
        ("entity: Kim", False),
        ("entities are many", False),
        (f"recent {ARTICLE}", False),
        (f"feed {ARTICLE}", False),
        ("The minister spoke.", False),
        ("12", False),
        ("", False),
    ],
)
def test_what_is_a_command(text: str, expected: bool) -> None:
    assert is_command(REGISTRY, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("entiy Kim", True),
        ("Entity Kim", True),
        ("xyzzy", True),
        ("Recently, the minister spoke of a plan that nobody in the room had seen", False),
        ("Recent\nnews", False),
        ("https://example.org/story", False),
    ],
)
def test_what_is_a_slip(text: str, expected: bool) -> None:
    assert is_short(text) is expected


@given(st.text())
def test_any_text_is_one_or_the_other(text: str) -> None:
    assert is_command(REGISTRY, text) in (True, False)
    assert is_short(text) in (True, False)
