"""The README's picture of Discord: the cards that the program draws of the seed articles, as a client shows them."""

import asyncio
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.articles.types import Draft
from bot.chat.render import draw
from bot.cli.ingest import is_article_file
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.dispatch import run_line
from bot.desk import seeds
from bot.desk.desk import open_desk
from bot.desk.filing import Item
from bot.settings import Settings
from bot.store import places
from bot.store.rows import Place
from bot.store.scope import Scope
from tests.benchmarks.markdown_svg import Canvas

PICTURE = Path(__file__).parents[2] / "docs" / "discord.svg"
_GUILD, _CHANNEL = 1, 2
_LINK = f"https://discord.com/channels/{_GUILD}/{_CHANNEL}"
LINES = ("article show article:#18", "entity name:KCNA")


async def draw_picture(folder: Path) -> str:
    """The SVG of what a member sees for `LINES`."""
    canvas = Canvas()
    source = seeds.folder()
    if source is None:
        raise FileNotFoundError("the seed articles are not here")
    files = [path for path in sorted(source.iterdir()) if is_article_file(path)]
    async with open_desk(Settings(database=folder / "picture.db")) as desk:
        async with desk.store.writing() as db:
            await places.ensure_guild(db, _GUILD, "a server")
            await places.ensure_channel(db, _GUILD, _CHANNEL, "news")
        posted = [
            Item(
                Draft(await asyncio.to_thread(path.read_bytes), name=path.name),
                Place(_GUILD, _CHANNEL, number, 0, f"{_LINK}/{number}"),
            )
            for number, path in enumerate(files, start=1)
        ]
        await desk.filing.post(posted)
        await desk.filing.idle()
        for line in LINES:
            ask = Ask(Scope(_GUILD), desk, "1", _CHANNEL, private=True, now=datetime.now(UTC), manager=True)
            canvas.typed("a reader", f"/{line}")
            for view in draw(await run_line(REGISTRY, ask, line)).views:
                components: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call]
                canvas.message("Dossier", components)
    return re.sub(r"(?<=\d)\.0(?=')", "", canvas.svg())


def main() -> None:
    """Draw it into `docs/`."""
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_text(asyncio.run(draw_picture(Path(folder))), encoding="utf-8")
    print(f"drawn: {PICTURE}", file=sys.stderr)


if __name__ == "__main__":
    main()
