"""The `key: value` lines between `---` lines with which a text file may begin."""

from dataclasses import dataclass, field
from datetime import date

_FENCE = "---"
_MOST_LINES = 40
_PASSED_OVER = ("#", "-", " ", "\t")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stood in front of a text: `fields` by lower-case key, and the text that follows."""

    body: str
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def published(self) -> date | None:
        """The `date` field, where it is an ISO 8601 date."""
        try:
            return date.fromisoformat(self.fields.get("date", ""))
        except ValueError:
            return None


def split(text: str) -> FrontMatter:
    """Take front matter off a text; a text that has none, or has it unclosed or malformed, comes back whole.

    Of YAML only `key: value` is read; blank lines, comments and lists are passed over.
    """
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    if not lines or lines[0].rstrip() != _FENCE:
        return FrontMatter(text)
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[1 : _MOST_LINES + 1], start=1):
        if line.rstrip() == _FENCE:
            return FrontMatter("".join(lines[number + 1 :]), fields) if fields else FrontMatter(text)
        if not line.strip() or line.startswith(_PASSED_OVER):
            continue
        key, colon, value = line.partition(":")
        if not colon:
            break
        fields[key.strip().lower()] = value.strip().strip("\"'")
    return FrontMatter(text)
