"""A small model of what a Discord client makes of a text: what it shows, and what it found that is more than text.

It sees a construct wherever a client may see one, sometimes more: a text without any here has none there. Labels of
links know no backslashes; the end of a heading loses its signs of number.
"""

import re
from dataclasses import dataclass, field

_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_BLOCKS = (
    ("heading", re.compile(r"(#{1,3})[^\S\n]+(?!#)(?P<in>[^\n]*)")),
    ("subtext", re.compile(r"-#[^\S\n]+(?P<in>[^\n]+)")),
    ("quote", re.compile(r">(?:>>)?\s(?P<in>[^\n]*)")),
    ("list", re.compile(r"(?:[*+-]|\d+\.)[^\S\n]+(?P<in>[^\n]*)")),
)
_INLINE = (
    ("code", re.compile(r"(`+)(?P<raw>.+?)(?<!`)\1(?!`)", re.DOTALL)),
    ("bold", re.compile(r"\*\*(?P<in>(?:\\.|[^\\])+?)\*\*(?!\*)", re.DOTALL)),
    ("underline", re.compile(r"__(?P<in>(?:\\.|[^\\])+?)__(?!_)", re.DOTALL)),
    ("italic", re.compile(r"\*(?P<in>(?:\\.|[^*\\])+?)\*(?!\*)", re.DOTALL)),
    ("italic", re.compile(r"_(?P<in>(?:\\.|[^_\\])+?)_(?![A-Za-z0-9_])", re.DOTALL)),
    ("strike", re.compile(r"~~(?P<in>.+?)~~", re.DOTALL)),
    ("spoiler", re.compile(r"\|\|(?P<in>.+?)\|\|", re.DOTALL)),
    ("mention", re.compile(r"@everyone|@here|<(?:@[!&]?|#|id:)\w+>|</[^>]+:\d+>")),
    ("time", re.compile(r"<t:(?P<raw>-?\d+)(?::[tTdDfFR])?>")),
    ("emoji", re.compile(r"<a?:\w+:\d+>|:[\w+~-]+:")),
    ("address", re.compile(r"<[^: >]+:/[^ >]+>|(?:https?|steam)://[^\s<]{2,}")),
)
_LINK = re.compile(r"\[(?P<label>(?:\[[^\]]*\]|[^\[\]])+)\]\((?P<address>https?://(?:\([^)]*\)|[^\s\\()])+)\)")


@dataclass(slots=True)
class Shown:
    """The text that is shown; the names of what was found, in order; the links, as (label, address)."""

    text: str = ""
    found: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: "Shown") -> None:
        self.text += other.text
        self.found += other.found
        self.links += other.links


def shown(markdown: str) -> Shown:
    """What a client shows of a message's text."""
    result, at, fresh = Shown(), 0, True
    while at < len(markdown):
        name, match = _construct(markdown, at, fresh)
        if match is None:
            result.text += markdown[at]
            fresh = markdown[at] == "\n" or (fresh and markdown[at].isspace())
            at += 1
            continue
        if name == "escape":
            result.text += match[1]
        elif name == "link":
            result.found.append(name)
            result.links.append((match["label"], match["address"]))
            result.text += match["label"]
        else:
            result.found.append(name)
            result.add(_inside(name, match))
        at, fresh = match.end(), False
    return result


def _construct(markdown: str, at: int, fresh: bool) -> tuple[str, re.Match[str] | None]:
    rules = (("escape", _ESCAPE), *(_BLOCKS if fresh else ()), ("link", _LINK), *_INLINE)
    for name, rule in rules:
        if match := rule.match(markdown, at):
            return name, match
    return "", None


def _inside(name: str, match: re.Match[str]) -> Shown:
    groups = match.groupdict()
    if "raw" in groups:
        return Shown(groups["raw"])
    if "in" not in groups:
        return Shown(match[0])
    inner = groups["in"].rstrip().rstrip("#") if name == "heading" else groups["in"]
    return shown(inner)
