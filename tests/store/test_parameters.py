"""How statements are given what they ask for: by position or by name, and never by number."""

import re
from pathlib import Path

from bot import store

_NUMBERED = re.compile(r"\?\d")


def test_no_parameter_has_a_number() -> None:
    """Python 3.12.0 to 3.12.3 takes `?1` for a name, and warns of each that is given by its position."""
    folder = Path(store.__file__).parent
    assert [path.name for path in sorted(folder.rglob("*.py")) if _NUMBERED.search(path.read_text("utf-8"))] == []
