"""A screen as a terminal would show it: enough of ECMA-48 for what prompt_toolkit and rich write."""

import re

from wcwidth import wcwidth

_TOKEN = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[([0-9;?]*)[ -/]*([@-~])|\x1b[=>78]|[\s\S]")


class Screen:
    """Rows of characters that grow downwards; the last `height` of them are the window."""

    def __init__(self, width: int, height: int) -> None:
        self._width = width
        self._height = height
        self._cells: list[list[str]] = [[]]
        self._row = self._column = 0
        self._pending = ""

    @property
    def rows(self) -> list[str]:
        """All rows from the start, without white space at their ends."""
        return ["".join(row).rstrip() for row in self._cells]

    def feed(self, text: str) -> None:
        """Write to the screen; an escape sequence may come in two parts."""
        text = self._pending + text
        cut = text.rfind("\x1b")
        unfinished = cut >= 0 and len(text) - cut < 200 and (_TOKEN.match(text, cut) or [""])[0] == "\x1b"
        self._pending = text[cut:] if unfinished else ""
        for token in _TOKEN.finditer(text[:cut] if unfinished else text):
            if token[2]:
                self._control(token[1], token[2])
            elif not token[0].startswith("\x1b"):
                self._put(token[0])

    def _put(self, character: str) -> None:
        if character == "\r":
            self._column = 0
        elif character == "\n":
            self._to(self._row + 1, self._column)
        elif character == "\b":
            self._column = max(0, self._column - 1)
        elif (wide := wcwidth(character)) > 0:
            if self._column + wide > self._width:
                self._to(self._row + 1, 0)
            row = self._cells[self._row]
            row.extend(" " * (self._column + wide - len(row)))
            row[self._column : self._column + wide] = [character] + [""] * (wide - 1)
            self._column += wide

    def _control(self, parameters: str, kind: str) -> None:
        numbers = [int(one) if one.isdigit() else 0 for one in parameters.split(";")]
        count = max(1, numbers[0])
        top = max(0, len(self._cells) - self._height)
        if kind == "H":
            self._to(top + count - 1, max(1, numbers[1] if len(numbers) > 1 else 1) - 1)
        elif kind in "AB":
            self._to(max(top, self._row + (count if kind == "B" else -count)), self._column)
        elif kind in "CDG":
            self._column = max(0, {"C": self._column + count, "D": self._column - count, "G": count - 1}[kind])
        elif kind in "JK":
            self._erase(kind, numbers[0])

    def _erase(self, kind: str, part: int) -> None:
        row = self._cells[self._row]
        if part == 0:
            del row[self._column :]
        elif part == 2:
            row.clear()
        if kind == "J":
            for below in self._cells[self._row + 1 :]:
                below.clear()

    def _to(self, row: int, column: int) -> None:
        while len(self._cells) <= row:
            self._cells.append([])
        self._row, self._column = row, column
