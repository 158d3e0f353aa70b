"""A small model of what a Discord client makes of a text: what it shows, and what it found that is more than text.

It sees a construct wherever a client may see one, sometimes more: a text without any here has none there. Labels of
links know no backslashes; the end of a heading loses its signs of number.
"""

import re
from dataclasses import dataclass, field

_PAIRS = {
    "`": "code", "**": "bold", "__": "underline", "~~": "strike", "||": "spoiler", "*": "italic", "_": "italic",
}  # fmt: skip
"""What stands between two of a mark; longer marks first."""

_LINE_STARTS = {
    "heading": re.compile("#{1,3}[ \t]+"),
    "subtext": re.compile("-#[ \t]+"),
    "quote": re.compile(r">+\s"),
    "list": re.compile(r"([-+*]|[0-9]+[.])[ \t]+"),
}
_TIME = re.compile("<t:(-?[0-9]+)(:[a-zA-Z])?>")
_WHOLE = {
    "mention": re.compile("@(everyone|here)|<[@#/][^<>]*[0-9]>|<id:[a-z]+>"),
    "emoji": re.compile("<a?:[^<>]+:[0-9]+>|:[a-zA-Z0-9_+~-]+:"),
    "address": re.compile("[a-z]+://[^ \n<>]+"),
}


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
        end, part = _part(markdown, at, fresh)
        result.add(part)
        if part.found or not markdown[at:end].isspace():
            fresh = False
        elif markdown[end - 1] == "\n":
            fresh = True
        at = end
    return result


def _part(markdown: str, at: int, fresh: bool) -> tuple[int, Shown]:
    """What begins at `at`, and where it ends: something that is more than text, else one character."""
    sign, following = markdown[at], markdown[at + 1 : at + 2]
    if sign == "\\" and following and not following.isspace() and not (following.isascii() and following.isalnum()):
        return at + 2, Shown(following)
    found = (_block(markdown, at) if fresh else None) or _link(markdown, at) or _pair(markdown, at)
    return found or _whole(markdown, at) or (at + 1, Shown(sign))


def _block(markdown: str, at: int) -> tuple[int, Shown] | None:
    end = (markdown + "\n").index("\n", at)
    for name, rule in _LINE_STARTS.items():
        start = rule.match(markdown, at, end)
        if start and start.end() < end:
            line = markdown[start.end() : end]
            inner = shown(line.rstrip().rstrip("#") if name == "heading" else line)
            return end, Shown(inner.text, [name, *inner.found], inner.links)
    return None


def _link(markdown: str, at: int) -> tuple[int, Shown] | None:
    """A masked link, whatever its label has in it: a renderer must not write one that a client would not take."""
    middle, end = markdown.find("](http", at), markdown.find(")", markdown.find("](http", at))
    if markdown[at] != "[" or middle < 0 or end < 0:
        return None
    label, address = markdown[at + 1 : middle], markdown[middle + 2 : end]
    if any(sign.isspace() or sign in "([\\" for sign in address) or "\n" in label:
        return None
    return end + 1, Shown(label, ["link"], [(label, address)])


def _pair(markdown: str, at: int) -> tuple[int, Shown] | None:
    for mark, name in _PAIRS.items():
        end = _closing(markdown, at + len(mark), mark) if markdown.startswith(mark, at) else -1
        if end > at + len(mark):
            inside = markdown[at + len(mark) : end]
            inner = Shown(inside) if name == "code" else shown(inside)
            return end + len(mark), Shown(inner.text, [name, *inner.found], inner.links)
    return None


def _closing(markdown: str, at: int, mark: str) -> int:
    """Where the mark stands again without a backslash before it; -1 for nowhere."""
    while at < len(markdown):
        if markdown.startswith(mark, at):
            return at
        at += 2 if markdown[at] == "\\" and mark != "`" else 1
    return -1


def _whole(markdown: str, at: int) -> tuple[int, Shown] | None:
    if time := _TIME.match(markdown, at):
        return time.end(), Shown(time[1], ["time"])
    for name, rule in _WHOLE.items():
        if match := rule.match(markdown, at):
            return match.end(), Shown(match[0], [name])
    return None
