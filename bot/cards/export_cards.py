"""Cards about what is exported."""

from bot.cards.card import Attached, Card, Field, Line, Section
from bot.cards.receipts import plural
from bot.desk.exporting import Packed

_TAKEN_BACK = "`dossier ingest --jsonl` takes it back when it is unpacked."


def exported_card(found: Packed, most: int) -> Card:
    """Articles with the files that hold them, or why not all of them are there."""
    if not found.articles and found.whole:
        return Card("There is nothing to export here.")
    title = f"{plural(found.articles, 'article')} exported" if found.articles else "These articles are too big to send"
    names = [f"articles{f'-{n}' if len(found.files) > 1 else ''}.jsonl.gz" for n in range(1, len(found.files) + 1)]
    sizes = (Field(name, _size(data)) for name, data in zip(names, found.files, strict=True))
    sections = [Section(None, tuple(sizes), "fields")]
    if not found.whole:
        lines = (
            Line(f"What is left out is too big: Discord takes files of 10 MiB from me, and I send {most} at most."),
            Line("Ask for a channel, or for what came since a day: `export since:30d`."),
            Line("Whoever runs Dossier has all of it by `dossier export`."),
        )
        sections.append(Section(None, lines, "prose", ours=True))
    return Card(
        f"{title}, not all of them" if found.articles and not found.whole else title,
        "Of what you may read, one article a line, as JSON, packed by gzip.",
        tuple(sections),
        tone="good" if found.whole else "warn",
        files=tuple(Attached(name, data) for name, data in zip(names, found.files, strict=True)),
        footer=_TAKEN_BACK,
    )


def _size(data: bytes) -> str:
    return f"{len(data) / 2**20:.1f} MiB" if len(data) >= 2**20 else f"{-(-len(data) // 1024)} KiB"


def by_command_line_card(options: str) -> Card:
    """How articles are exported where no file can be sent."""
    lines = (Line(f"`dossier export{options} > news.jsonl`"), Line("`dossier export --help` lists its options."))
    return Card(
        "The command line exports.",
        "It writes every article, one a line, as JSON.",
        (Section(None, lines, "prose", ours=True),),
    )
