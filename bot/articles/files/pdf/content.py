"""The text that a page's content stream shows, with where it shows it (ISO 32000-1, 8.3, 9.2 to 9.4)."""

import math
from collections.abc import Callable
from typing import Any

from pypdf import PageObject
from pypdf._protocols import PdfCommonDocProtocol
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, StreamObject
from pypdf.generic._font import Font  # the one part of pypdf that knows codes, characters and widths of a font

from bot.articles.files.pdf.types import Run

Matrix = tuple[float, float, float, float, float, float]

MOST_OPERATIONS = 3_000_000
"""In one file; a newspaper of 100 pages has a few hundred thousand."""

_DEEPEST = 8  # forms in forms
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WORD_GAP = 0.17  # of the font's size: a wider step inside a string is a space
_BREAK = 1.2  # of the font's size: a wider step begins another run
_SMALLEST, _LARGEST = 1.5, 400.0  # points; what is set smaller is not meant to be read
_FARTHEST = 100_000.0  # points


class Budget:
    """How many operations may still be run for a file."""

    def __init__(self, operations: int = MOST_OPERATIONS) -> None:
        self._left = operations

    def take(self, operations: int) -> None:
        """Use up so many. Raises pypdf's LimitReachedError when there are not enough."""
        self._left -= operations
        if self._left < 0:
            raise LimitReachedError("too many operations")


def runs_of(page: PageObject, budget: Budget) -> list[tuple[int, Run]]:
    """What a page shows as (quarter turns to the left, run), in the order of the stream. Raises what pypdf raises."""
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else None
    if not isinstance(contents, (ArrayObject, StreamObject)):
        return []
    painter = _Painter(page.pdf, budget)
    painter.run(ContentStream(contents, page.pdf, "bytes"), _resources(page), 0)
    return painter.runs


def _resources(page: DictionaryObject) -> DictionaryObject:
    """A page's resources, which may be its parent's."""
    holder: Any = page
    for _ in range(50):
        found = holder.get("/Resources")
        found = found.get_object() if found is not None else None
        if isinstance(found, DictionaryObject):
            return found
        parent = holder.get("/Parent")
        holder = parent.get_object() if parent is not None else None
        if not isinstance(holder, DictionaryObject):
            break
    return DictionaryObject()


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, l = other  # noqa: E741 - a matrix
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l)


def _numbers(operands: list[Any], count: int) -> list[float]:
    values = [float(value) if isinstance(value, (int, float)) else 0.0 for value in operands[:count]]
    return values + [0.0] * (count - len(values))


class _Painter:
    """Runs a content stream for its text. Marked artifacts are passed over: page headers of tagged files."""

    def __init__(self, pdf: PdfCommonDocProtocol | None, budget: Budget) -> None:
        self.runs: list[tuple[int, Run]] = []
        self._pdf = pdf
        self._budget = budget
        self._fonts: dict[int, Font | None] = {}
        self._matrix = _SAME
        self._text = self._line = _SAME
        self._font: Font | None = None
        self._size = self._spacing = self._word_spacing = self._leading = self._rise = 0.0
        self._stretch = 1.0
        self._saved: list[tuple[Any, ...]] = []
        self._marks: list[bool] = []
        self._operators: dict[bytes, Callable[[list[Any]], None]] = {
            b"q": self._save, b"Q": self._restore, b"cm": self._concatenate, b"BT": self._begin,
            b"Tc": self._set_spacing, b"Tw": self._set_word_spacing, b"Tz": self._set_stretch, b"TL": self._set_leading,
            b"Ts": self._set_rise, b"Td": self._move, b"TD": self._move_and_lead, b"Tm": self._place,
            b"T*": self._next_line, b"Tj": self._show_first, b"TJ": self._show_spaced, b"'": self._next_and_show,
            b'"': self._space_and_show, b"BMC": self._mark, b"BDC": self._mark, b"EMC": self._unmark,
        }  # fmt: skip

    def run(self, content: ContentStream, resources: DictionaryObject, depth: int) -> None:
        """Run a page's or a form's stream."""
        operations = content.operations
        self._budget.take(len(operations) + 1)
        for operands, operator in operations:
            if operator == b"Tf":
                self._set_font(operands, resources)
            elif operator == b"Do":
                self._form(operands, resources, depth)
            elif handler := self._operators.get(operator):
                handler(operands)

    def _form(self, operands: list[Any], resources: DictionaryObject, depth: int) -> None:
        forms = resources.get("/XObject")
        forms = forms.get_object() if forms is not None else None
        if depth >= _DEEPEST or not operands or not isinstance(forms, DictionaryObject):
            return
        form = forms.get(operands[0])
        form = form.get_object() if form is not None else None
        if not isinstance(form, StreamObject) or form.get("/Subtype") != "/Form":
            return
        outer, marks = len(self._saved), len(self._marks)
        self._save([])
        if isinstance(matrix := form.get("/Matrix"), ArrayObject):
            self._concatenate(list(matrix))
        own = form.get("/Resources")
        own = own.get_object() if own is not None else None
        self.run(
            ContentStream(form, self._pdf, "bytes"), own if isinstance(own, DictionaryObject) else resources, depth + 1
        )
        del self._saved[outer + 1 :], self._marks[marks:]
        self._restore([])

    def _save(self, _operands: list[Any]) -> None:
        self._saved.append(
            (
                self._matrix,
                self._font,
                self._size,
                self._spacing,
                self._word_spacing,
                self._stretch,
                self._leading,
                self._rise,
            )
        )

    def _restore(self, _operands: list[Any]) -> None:
        if self._saved:
            (self._matrix, self._font, self._size, self._spacing, self._word_spacing, self._stretch, self._leading,
             self._rise) = self._saved.pop()  # fmt: skip

    def _concatenate(self, operands: list[Any]) -> None:
        a, b, c, d, e, f = _numbers(operands, 6)
        self._matrix = _times((a, b, c, d, e, f), self._matrix)

    def _begin(self, _operands: list[Any]) -> None:
        self._text = self._line = _SAME

    def _mark(self, operands: list[Any]) -> None:
        self._marks.append(bool(operands) and operands[0] == "/Artifact")

    def _unmark(self, _operands: list[Any]) -> None:
        if self._marks:
            self._marks.pop()

    def _set_font(self, operands: list[Any], resources: DictionaryObject) -> None:
        self._size = _numbers(operands[1:], 1)[0]
        fonts = resources.get("/Font")
        fonts = fonts.get_object() if fonts is not None else None
        found = fonts.get(operands[0]) if operands and isinstance(fonts, DictionaryObject) else None
        resource = found.get_object() if found is not None else None
        if id(resource) not in self._fonts:
            self._fonts[id(resource)] = (
                Font.from_font_resource(resource) if isinstance(resource, DictionaryObject) else None
            )
        self._font = self._fonts[id(resource)]

    def _set_spacing(self, operands: list[Any]) -> None:
        self._spacing = _numbers(operands, 1)[0]

    def _set_word_spacing(self, operands: list[Any]) -> None:
        self._word_spacing = _numbers(operands, 1)[0]

    def _set_stretch(self, operands: list[Any]) -> None:
        self._stretch = _numbers(operands, 1)[0] / 100

    def _set_leading(self, operands: list[Any]) -> None:
        self._leading = _numbers(operands, 1)[0]

    def _set_rise(self, operands: list[Any]) -> None:
        self._rise = _numbers(operands, 1)[0]

    def _move(self, operands: list[Any]) -> None:
        x, y = _numbers(operands, 2)
        self._text = self._line = _times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _move_and_lead(self, operands: list[Any]) -> None:
        self._leading = -_numbers(operands, 2)[1]
        self._move(operands)

    def _place(self, operands: list[Any]) -> None:
        a, b, c, d, e, f = _numbers(operands, 6)
        self._text = self._line = (a, b, c, d, e, f)

    def _next_line(self, _operands: list[Any]) -> None:
        self._move([0.0, -self._leading])

    def _show_first(self, operands: list[Any]) -> None:
        self._show(operands[:1])

    def _next_and_show(self, operands: list[Any]) -> None:
        self._next_line([])
        self._show(operands[:1])

    def _space_and_show(self, operands: list[Any]) -> None:
        self._word_spacing, self._spacing = _numbers(operands, 2)
        self._next_line([])
        self._show(operands[2:3])

    def _show_spaced(self, operands: list[Any]) -> None:
        if operands and isinstance(operands[0], ArrayObject):
            self._budget.take(len(operands[0]))
            self._show(list(operands[0]))

    def _show(self, items: list[Any]) -> None:
        """Show strings with the steps between them, which are thousandths of the size, to the left."""
        parts: list[str] = []
        start = self._text
        for item in items:
            if isinstance(item, (int, float)):
                step = -float(item) / 1000 * self._size * self._stretch
                if step > _BREAK * abs(self._size):
                    self._emit(parts, start)
                    parts.clear()
                self._advance(step)
                if not parts:
                    start = self._text
                elif step > _WORD_GAP * abs(self._size) and not parts[-1].endswith(" "):
                    parts.append(" ")
            elif isinstance(item, (bytes, str)) and self._font is not None:
                shown = bytes(item) if isinstance(item, bytes) else item.encode("latin-1", "replace")
                text, width = _decoded(shown, self._font, self._size, self._spacing, self._word_spacing)
                parts.append(text)
                self._advance(width * self._stretch)
        self._emit(parts, start)

    def _advance(self, step: float) -> None:
        a, b, c, d, e, f = self._text
        self._text = (a, b, c, d, e + step * a, f + step * b)

    def _emit(self, parts: list[str], start: Matrix) -> None:
        text = "".join(parts)
        if not text.strip() or any(self._marks):
            return
        a, b, c, d, e, f = _times((*start[:4], start[4], start[5] + self._rise), self._matrix)
        end = _times(self._text, self._matrix)
        size = abs(self._size) * math.hypot(c, d)
        if not (_SMALLEST <= size <= _LARGEST and abs(e) < _FARTHEST and abs(f) < _FARTHEST):
            return  # NaN and infinity, too
        turns = _quarter_turns(a, b)
        if turns is None:
            return
        x0, y = _turned(e, f, turns)
        x1, _ = _turned(end[4], end[5], turns)
        bold = self._font is not None and "bold" in self._font.name.lower()
        self.runs.append((turns, Run(min(x0, x1), max(x0, x1), y, size, text, bold)))


def _quarter_turns(a: float, b: float) -> int | None:
    """How often text that runs along (a, b) is turned to the left; None when it runs aslant."""
    if abs(b) < 0.05 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) < 0.05 * abs(b):
        return 1 if b > 0 else 3
    return None


def _turned(x: float, y: float, turns: int) -> tuple[float, float]:
    """Coordinates in which text with so many quarter turns runs to the right."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turns]


def _decoded(shown: bytes, font: Font, size: float, spacing: float, word_spacing: float) -> tuple[str, float]:
    """The characters of a string, and how far it reaches in units of text space."""
    if isinstance(font.encoding, str):
        codes = shown.decode(font.encoding, "replace")
        characters = codes
    else:
        encoding = font.encoding
        codes = shown.decode("latin-1")
        characters = "".join(str(encoding.get(code, chr(code))) for code in shown)
    text = "".join(str(font.character_map.get(character, character)) for character in characters)
    width = sum(font.space_width if code == font.space_char else font.get_text_width(code) for code in codes)
    return text, width / 1000 * size + len(codes) * spacing + codes.count(" ") * word_spacing
