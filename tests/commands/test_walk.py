"""Whatever is asked, and whatever is pressed next: every line stands in the article that it cites."""

import pytest

from tests.commands.walk import walk
from tests.desk.newsroom import Newsroom

pytestmark = pytest.mark.model


async def test_every_line_of_a_walk_stands_in_its_article(room: Newsroom) -> None:
    seen = await walk(room, 150, 3)
    assert seen.wrong == []
    assert seen.lines > 250
