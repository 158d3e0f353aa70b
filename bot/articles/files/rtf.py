"""Rich Text Format (Microsoft's specification 1.9.1): its text in paragraphs, and the information group.

The tokenizer is our own and linear in the input; packaged ones take quadratic time on hostile input.
"""

import codecs
import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.articles.files import properties
from bot.articles.files.blocks import Flow, Shape, text_of, title_of
from bot.articles.files.rtf_words import CHARACTERS, CHARSETS, SKIPPED, SYMBOLS
from bot.articles.files.types import DAMAGED, Document, Unreadable

KIND = "RTF file"
_DEEPEST = 2_000  # groups in groups
_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_INFO = frozenset({"title", "author"})
_CLOCK = ("yr", "mo", "dy", "hr", "min")
_BREAKS = frozenset({"par", "sect", "page", "row", "column", "cell", "nestcell", "nestrow"})
_WESTERN = "cp1252"


@dataclass(frozen=True, slots=True)
class _Group:
    """What a group inherits, and its end takes back."""

    into: str = "text"  # or "title", "author", "created", "fonts"; "" is skipped
    after_unicode: int = 1  # characters behind \u, for programs without Unicode
    font: int = -1
    hidden: bool = False


def read_rtf(raw: bytes) -> Document:
    """The text of an RTF file with its title, author and date. Raises Unreadable."""
    page = _Page()
    page.read(raw, max(raw.find(b"{\\rtf"), 0))
    blocks = page.flow.blocks
    return Document(
        text=text_of(blocks),
        title=title_of(blocks, properties.title("".join(page.said["title"]))),
        byline=properties.person("".join(page.said["author"])),
        published=_created(page.clock),
        certain=False,
    )


def _created(clock: dict[str, int]) -> date | datetime | None:
    if not {"yr", "mo", "dy"} <= clock.keys():
        return None
    return properties.moment(f"{clock['yr']:04}-{clock['mo']:02}-{clock['dy']:02}")


class _Page:
    """What was read so far: the text in `flow`, fields of the information group in `said` and `clock`."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.said: dict[str, list[str]] = {"title": [], "author": []}
        self.clock: dict[str, int] = {}
        self._group = _Group()
        self._outer: list[_Group] = []
        self._codec = _WESTERN
        self._fonts: dict[int, str] = {}
        self._shape: Shape = "paragraph"
        self._bytes = bytearray()
        self._surrogate = 0
        self._left = 0  # characters still to pass over behind \u

    def read(self, raw: bytes, at: int) -> None:
        """Read from `at` to the end of the group that begins there."""
        while token := _TOKEN.match(raw, at):
            at = token.end()
            kind = "word" if token["word"] else token.lastgroup
            if kind in {"hex", "text"}:
                self._add_bytes(bytes.fromhex(token["hex"].decode()) if kind == "hex" else token["text"])
                continue
            self._flush()
            if kind == "brace":
                self._left = 0
                if not self._open_or_close(opening=token["brace"] == b"{"):
                    break
            elif kind == "symbol":
                self._symbol(token["symbol"].decode("latin-1"))
            elif kind == "word":
                number = int(token["number"]) if token["number"] else None
                name = token["word"].decode()
                at += max(number or 0, 0) if name == "bin" else 0
                self._word(name, number)
        self._flush()
        self.flow.end(self._shape)

    def _open_or_close(self, *, opening: bool) -> bool:
        """Begin or end a group; False when it was the outermost that ended."""
        if opening:
            self._outer.append(self._group)
            if len(self._outer) > _DEEPEST:
                raise Unreadable(DAMAGED.format(kind=KIND))
            return True
        if self._outer:
            self._group = self._outer.pop()
        return bool(self._outer)

    def _add_bytes(self, data: bytes) -> None:
        if self._left:
            data, self._left = data[self._left :], max(0, self._left - len(data))
        if data:
            self._surrogate = 0
            self._bytes += data

    def _flush(self) -> None:
        """Decode the bytes in hand in the font's code page, and put them where the group says."""
        if self._bytes:
            codec = self._fonts.get(self._group.font, self._codec)
            text = self._bytes.decode(codec, "replace")
            self._bytes.clear()
            self._add(text)

    def _add(self, text: str) -> None:
        if self._group.into == "text":
            if not self._group.hidden:
                self.flow.add(text)
        elif self._group.into in self.said:
            self.said[self._group.into].append(text)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._group = replace(self._group, into="")
        elif symbol in "\r\n":
            self._break()
        elif symbol in SYMBOLS:
            self._add(SYMBOLS[symbol])

    def _break(self) -> None:
        if self._group.into == "text" and not self._group.hidden:
            self.flow.end(self._shape)

    def _word(self, name: str, number: int | None) -> None:
        if name == "u" and number is not None:
            self._unicode(number)
        elif self._group.into == "":
            return
        elif name in CHARACTERS:
            self._add(CHARACTERS[name])
        elif name in _BREAKS:
            self._break()
        elif name in SKIPPED:
            self._skip(name)
        elif self._group.into == "created" and name in _CLOCK and number is not None:
            self.clock.setdefault(name, number)
        elif not self._destination(name):
            self._format(name, number)

    def _skip(self, name: str) -> None:
        if name in {"listtext", "pntext"}:
            self._shape = "item"
        self._group = replace(self._group, into="")

    def _destination(self, name: str) -> bool:
        into = {"info": "info", "fonttbl": "fonts", "creatim": "created"}.get(name)
        if into is None and name in _INFO and self._group.into == "info":
            into = name
        if into is not None:
            self._group = replace(self._group, into=into)
        return into is not None

    def _format(self, name: str, number: int | None) -> None:
        if name == "pard":
            self._shape = "paragraph"
        elif name == "outlinelevel" and number is not None and number < 9:  # 9 is body text
            self._shape = "heading"
        elif name in {"v", "deleted"}:
            self._group = replace(self._group, hidden=number != 0)
        elif name == "plain":
            self._group = replace(self._group, hidden=False)
        elif name == "uc" and number is not None:
            self._group = replace(self._group, after_unicode=max(number, 0))
        elif name == "f" and number is not None:
            self._group = replace(self._group, font=number)
        elif name == "fcharset" and self._group.into == "fonts" and number in CHARSETS:
            self._fonts[self._group.font] = CHARSETS[number]
        elif name == "ansicpg" and number is not None:
            self._codec = _codec(f"cp{number}")
        elif name == "mac":
            self._codec = "mac_roman"

    def _unicode(self, number: int) -> None:
        """Add a UTF-16 unit, given as a signed number; two may be one character."""
        self._left = self._group.after_unicode
        unit = number & 0xFFFF
        if 0xD800 <= unit < 0xDC00:
            self._surrogate = unit
        elif 0xDC00 <= unit < 0xE000:
            if self._surrogate:
                self._add(chr(0x10000 + ((self._surrogate - 0xD800) << 10) + unit - 0xDC00))
            self._surrogate = 0
        else:
            self._add(chr(unit))


def _codec(name: str) -> str:
    """A codec that there is, and that decodes bytes into text."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8" if name == "cp65001" else _WESTERN
