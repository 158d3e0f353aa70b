"""Cards as plain text, for pipes and files: stable, independent of any width, every line with its receipts."""

from collections.abc import Iterator

from bot.cards.card import Card, Field, Line, Receipt, Section
from bot.cards.safe import neutral, one_line
from bot.cards.sparkline import graph


def plain(card: Card) -> str:
    """The card as text without a line break at its end.

    Choices and actions come with the line that can be typed for them. Markdown in texts is left as it is; control
    characters are neutralised.
    """
    parts = ["\n".join(filter(None, [one_line(card.title), one_line(card.subtitle), one_line(card.link or "")]))]
    parts += _sections(card)
    if card.series and card.series.points:
        parts.append(f"{one_line(card.series.label)}: {one_line(graph(card.series))}")
    parts.append("\n".join(_offers(card)))
    parts.append("\n".join(filter(None, [_page(card), one_line(card.footer)])))
    return "\n\n".join(part for part in parts if part)


def _sections(card: Card) -> Iterator[str]:
    number = 0
    for section in card.sections:
        heading = one_line(section.heading or "")
        rows = [heading] if heading else []
        for line in section.lines:
            if isinstance(line, Field):
                rows.append(f"{one_line(line.name)}: {one_line(line.value)}{_receipts(line.receipts)}")
            else:
                number += section.style == "numbered"
                rows.append(_line(line, section, number))
        if section.more:
            rows.append(f"… and {section.more} more")
        yield ("\n\n" if section.style == "prose" else "\n").join(rows)


def _line(line: Line, section: Section, number: int) -> str:
    start = {"list": "- ", "numbered": f"{number}. "}.get(section.style, "")
    text = neutral(line.text).strip() if section.style == "prose" else one_line(line.text)
    note = "".join(f" ({one_line(said)})" for said in (line.note, line.link) if said)
    return f"{start}{text}{note}{_receipts(line.receipts)}"


def _receipts(receipts: tuple[Receipt, ...]) -> str:
    said = "; ".join(" · ".join(filter(None, [one_line(str(one)), one_line(one.link or "")])) for one in receipts)
    return f" [{said}]" if said else ""


def _offers(card: Card) -> Iterator[str]:
    offers = [(choice.label, choice.description, choice.action) for choice in card.choices]
    offers += [(action.label, "", action) for action in card.actions]
    for number, (label, description, action) in enumerate(offers, start=1 + len(list(card.numbered_lines()))):
        said = ", ".join(one_line(part) for part in (label, description) if part)
        yield f"{number}. {said} ({one_line(action.typed())})"


def _page(card: Card) -> str:
    page = card.page
    if page is None or page.of < 2:
        return ""
    following = f" (next: {one_line(page.turn(page.number + 1).typed())})" if page.number < page.of else ""
    return f"Page {page.number} of {page.of}{following}"
