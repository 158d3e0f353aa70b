"""Headings, paragraphs and list items in the order of reading: what office files and markup come down to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Shape = Literal["title", "heading", "paragraph", "item"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document; its text may have line breaks of the author's own."""

    text: str
    shape: Shape = "paragraph"


class Flow:
    """Collects text into blocks. `add` continues the block in hand, `end` closes it."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []

    def add(self, text: str | None) -> None:
        """Continue the block in hand."""
        if text:
            self._parts.append(text)

    def end(self, shape: Shape = "paragraph") -> None:
        """Close the block in hand, if there is anything in it."""
        text = "".join(self._parts).strip()
        self._parts.clear()
        if text:
            self.blocks.append(Block(text, shape))


def text_of(blocks: Iterable[Block]) -> str:
    """The blocks as text: a blank line between paragraphs, none between the items of a list."""
    parts: list[str] = []
    before: Shape | None = None
    for block in blocks:
        item = block.shape == "item"
        if before is not None:
            parts.append("\n" if item and before == "item" else "\n\n")
        parts.append(f"- {block.text}" if item else block.text)
        before = block.shape
    return "".join(parts)


def title_of(blocks: Iterable[Block], said: str | None) -> str | None:
    """What is set as the title, else a heading that comes first, else what the file's properties say."""
    blocks = list(blocks)
    titles = [block.text for block in blocks if block.shape == "title"]
    if titles:
        return titles[0]
    if said is None and blocks and blocks[0].shape == "heading":
        return blocks[0].text
    if blocks and blocks[0].shape == "heading" and len(blocks) > 1 and blocks[1].shape != "heading":
        return blocks[0].text
    return said
