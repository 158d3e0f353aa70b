"""The README's picture: the console over the seed articles, as it answers now, drawn into an SVG."""

import asyncio
import io
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME

from bot.cli.ingest import file_all, is_article_file, no_report, read_file
from bot.cli.progress import progress
from bot.commands.all import REGISTRY
from bot.commands.ask import Ask
from bot.commands.dispatch import run_line
from bot.console.render import draw
from bot.desk import seeds
from bot.desk.desk import open_desk
from bot.settings import Settings
from bot.store.scope import LOCAL, Scope

PICTURE = Path(__file__).parents[2] / "docs" / "console.svg"
LINES = ("summary #18", 'search "panel of experts" after:2023')
_WIDTH = 96


async def draw_picture(folder: Path) -> str:
    """The SVG of what the console shows for `LINES`."""
    console = Console(record=True, width=_WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    source = seeds.folder()
    if source is None:
        raise FileNotFoundError("the seed articles are not here")
    files = [path for path in sorted(source.iterdir()) if is_article_file(path)]
    async with open_desk(Settings(database=folder / "picture.db")) as desk:
        with progress("Filing", len(files)) as bar:
            await file_all(desk, map(read_file, files), seeds.CHANNEL, bar, no_report())
        for line in LINES:
            ask = Ask(Scope(LOCAL), desk, None, None, private=True, now=datetime.now(UTC), manager=True)
            console.print(f"[bold cyan]dossier ›[/] {line}", highlight=False)
            console.print(draw(await run_line(REGISTRY, ask, line), _WIDTH))
    drawn = console.export_svg(title="dossier", theme=SVG_EXPORT_THEME, unique_id="dossier")
    # The page's own monospaced font: a picture in a README should fetch nothing.
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL).replace("Fira Code, monospace", "monospace")


def main() -> None:
    """Draw it into `docs/`."""
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_text(asyncio.run(draw_picture(Path(folder))), encoding="utf-8")
    print(f"drawn: {PICTURE}", file=sys.stderr)


if __name__ == "__main__":
    main()
