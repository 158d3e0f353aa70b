"""Cards as messages: texts and rows, all of Discord's limits kept by construction. No Discord is needed for it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.cards.card import Action, Card, Tone, shorter
from bot.cards.fit import split
from bot.chat import limits
from bot.chat.blocks import Block, blocks, marked_up, part, small
from bot.chat.controls import Row, rows

COLOURS: dict[Tone, int] = {"plain": 0x4F7CAC, "good": 0x3BA55D, "warn": 0xE0A030, "error": 0xD0433F}

_MOST_DISPLAYS = limits.MOST_COMPONENTS - 2 - limits.MOST_ROWS * (1 + limits.MOST_BUTTONS)
"""Text displays of a message: what the container, a picture and all rows, were they full of buttons, leave."""

_WORTH_FILLING = 600
"""Room in a message that the beginning of a long text is worth cutting for."""

_BEYOND = 80
"""Characters after a cut that decide where it is made: white space, or what belongs to the character before."""

_CUT = "-# The answer is longer than what fits here: the rest of it is left out."
_NOTHING = "-# There is nothing to show here."


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its text displays, then its rows."""

    texts: tuple[str, ...]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The messages of a card, what is to be kept for its buttons, and the colour of its tone."""

    messages: tuple[Message, ...]
    kept: dict[str, Action]
    colour: int


def lay_out(card: Card, again: Action | None = None, *, more: bool = False, most: int = limits.MOST_MESSAGES) -> Layout:
    """A card as messages, its rows under the last; see `bot.chat.render.draw`. Lines to spare make no second one."""
    footer = small(card.footer)
    card, texts = _fitted(card, footer, most)
    under, kept = rows(card, again, more=more)
    last = len(texts) - 1
    messages = (Message(tuple(one), under if number == last else ()) for number, one in enumerate(texts))
    return Layout(tuple(messages), kept, COLOURS[card.tone])


def _fitted(card: Card, footer: str, most: int) -> tuple[Card, list[list[str]]]:
    """A card and its texts: without lines that it can spare, as far as that makes it one message, else as it is."""
    texts = pack(blocks(card), footer, most)
    cut = shorter(card) if len(texts) > 1 else None
    while cut:
        if len(fitting := pack(blocks(cut), footer, 2)) == 1:
            return cut, fitting
        cut = shorter(cut)
    return card, texts


def pack(found: Iterable[Block], footer: str = "", most: int = limits.MOST_MESSAGES) -> list[list[str]]:
    """Blocks as the text displays of at most `most` messages, then the footer; a sentence says what is cut."""
    pages = _Pages(limits.size(_CUT) + limits.size(footer) + 2 * len("\n\n"), most)
    whole = all(pages.put(block) for block in found)
    pages.close([text for text in ("" if whole else _CUT, footer) if text])
    return pages.texts


@dataclass(slots=True)
class _Pages:
    """Messages being filled: `reserve` is kept free in the last that there may be."""

    reserve: int
    most: int
    texts: list[list[str]] = field(default_factory=lambda: [[]])

    def put(self, block: Block) -> bool:
        """Add a block, cut into as many messages as it takes; False when it does not go in whole."""
        rest: Block | None = block
        while rest and rest.markdown:
            if self._add(rest.markdown, rest.gap, self._room(self.reserve)):
                return True
            first, rest = self._divided(rest)
            if not first and not self._turn():
                return False
            if first:
                self._add(first.markdown, first.gap, self._room(self.reserve))
        return True

    def close(self, texts: list[str]) -> None:
        """Add what ends the last message; what fits nowhere else has the reserve."""
        for text in texts:
            if not self._add(text, "", self._room(0)) and self._turn():
                self._add(text, "", self._room(0))
        if not self.texts[-1]:
            self.texts[-1] = [_NOTHING]

    def _divided(self, block: Block) -> tuple[Block | None, Block]:
        """As much of a block as is worth to go into this message, and the rest of it."""
        fresh = not self.texts[-1]
        room = self._room(self.reserve) - (0 if fresh else len("\n\n"))
        if not fresh and (room < _WORTH_FILLING or limits.size(block.markdown) <= limits.MOST_TEXT - self.reserve):
            return None, block
        at = _place(block, room)
        return block.cut(at) if at else (None, block)

    def _turn(self) -> bool:
        """Begin another message, where there may be one and this one holds something."""
        if len(self.texts) >= self.most or not self.texts[-1]:
            return False
        self.texts.append([])
        return True

    def _room(self, reserve: int) -> int:
        kept = reserve if len(self.texts) == self.most else 0
        return limits.MOST_TEXT - kept - sum(limits.size(text) for text in self.texts[-1])

    def _add(self, text: str, gap: str, room: int) -> bool:
        """Add a text where it fits: to the last text display after `gap`, or as one of its own."""
        displays = self.texts[-1]
        if displays and (gap or len(displays) >= _MOST_DISPLAYS):
            text = (gap or "\n\n") + text
        if limits.size(text) > room:
            return False
        if displays and text.startswith("\n"):
            displays[-1] += text
        else:
            displays.append(text)
        return True


def _place(block: Block, room: int) -> int:
    """Where to cut a block's text so that its beginning fits in `room`; 0 where nothing of it does."""
    room -= limits.size(block.head)
    text = "".join(run.text for run in block.runs)
    least, most = 0, min(len(text), max(room, 0))
    while least < most:
        middle = (least + most + 1) // 2
        if limits.size(marked_up(part(block.runs, 0, middle))) <= room:
            least = middle
        else:
            most = middle - 1
    if not least:
        return 0
    return len(text) if least == len(text) else len(split(text[: least + _BEYOND], least)[0])
