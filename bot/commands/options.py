"""The options of a typed line, by name, and the free text that is left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.card import Refusal
from bot.commands.bind import read_flag, read_value, short, wrong_value
from bot.commands.parameters import PRIVATE, Parameter
from bot.commands.registry import Command
from bot.commands.tokens import Token, tokens

_LONG = re.compile(r"--([a-z][a-z0-9_-]*)(?:[=:](.*))?", re.DOTALL)
_SHORT = re.compile(r"-([a-z])")
_NAMED = re.compile(r"([a-z][a-z0-9_]*):(.*)", re.DOTALL)
_PRIVATE = re.compile(rf"--{PRIVATE}|(?:--)?{PRIVATE}[:=](.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Options:
    """What was given by name, as typed; the free text; whether that was sealed off by a leading `--`."""

    typed: dict[str, str]
    free: str
    sealed: bool = False


def take_private(text: str) -> tuple[str, bool]:
    """A text without the option that asks for a private answer, and whether it asks for one.

    That is `private:yes` or `--private`, where an option may stand. Refusal for what is neither yes nor no.
    """
    words = list(tokens(text))
    for index, word in enumerate(words):
        if word.newline or (word is words[0] and word.text == "--" and not word.quoted):
            break
        named = None if word.quoted else _PRIVATE.fullmatch(word.text)
        if named is None:
            continue
        value, end = named[1], word.end
        apart = value == ""
        if apart and index + 1 < len(words) and not words[index + 1].newline:
            value, end = words[index + 1].text, words[index + 1].end
        chosen = value is None or read_flag(value)
        if chosen is not None:
            return text[: word.start] + text[end:].lstrip(" \t"), chosen
        if not apart:
            raise Refusal(f"`{PRIVATE}` takes yes or no, not “{short(value or '')}”.", "Nothing was answered.")
    return text, False


@dataclass(frozen=True, slots=True)
class _Mark:
    """A word that announces an option: for which parameter, in which way, with what value attached."""

    parameter: Parameter
    value: str
    dashed: bool


def take_options(command: Command, text: str) -> Options:
    """The options in the text after a command.

    They are `name:value`, `--name value`, `--name=value` and, for what is no text, `-n value`; only for the
    command's own parameters, outside quote marks, on the first line and before a leading `--`. A text's value
    goes on to the next option. `name: x` that is no value of `name` is free text, and so is `-n` in a search query,
    where it excludes a word. Refusal for a wrong value.
    """
    words = list(tokens(text))
    typed: dict[str, str] = {}
    free: list[str] = []
    index = 0
    while index < len(words):
        word = words[index]
        sealed = word.text == "--" and not word.quoted and not free
        if sealed or word.newline:
            rest = text[word.end :] if sealed else "\n" + text[word.start :]
            return Options(typed, (" ".join(free) + rest).strip(), sealed)
        mark = _mark(command, word)
        taken = _value(command, mark, text, words, index) if mark else None
        if mark and taken:
            typed[mark.parameter.name], index = taken
        else:
            end = _run_end(command, words, index + 1)
            free.append(text[word.start : words[end - 1].end])
            index = end
    return Options(typed, " ".join(free))


def _mark(command: Command, word: Token) -> _Mark | None:
    """What option a word announces, if any."""
    if word.quoted:
        return None
    names = {parameter.name: parameter for parameter in command.parameters}
    if match := _LONG.fullmatch(word.text):
        parameter = names.get(match[1].replace("-", "_"))
        return _Mark(parameter, match[2] or "", dashed=True) if parameter else None
    searching = any(parameter.verbatim for parameter in command.parameters)
    if not searching and (match := _SHORT.fullmatch(word.text)):
        initial = [one for name, one in names.items() if one.kind != "text" and name.startswith(match[1])]
        return _Mark(initial[0], "", dashed=True) if len(initial) == 1 else None
    if match := _NAMED.fullmatch(word.text):
        parameter = names.get(match[1])
        return _Mark(parameter, match[2], dashed=False) if parameter else None
    return None


def _value(command: Command, mark: _Mark, text: str, words: Sequence[Token], index: int) -> tuple[str, int] | None:
    """The typed value of an option and the index of the word after it; None when there is none."""
    if mark.value:
        end = index + 1 if mark.parameter.kind != "text" else _run_end(command, words, index + 1)
        return text[words[index].end - len(mark.value) : words[end - 1].end], end
    following = words[index + 1] if index + 1 < len(words) and not words[index + 1].newline else None
    attached = following is not None and following.quoted and following.start == words[index].end
    if mark.dashed and mark.parameter.kind == "flag" and not attached:
        return "yes", index + 1
    if following is not None and following.quoted:
        return following.text, index + 2
    if following is None or _mark(command, following):
        if mark.dashed:
            raise wrong_value(command, mark.parameter, "")
        return None
    return _open_value(command, mark, text, words, index + 1)


def _open_value(command: Command, mark: _Mark, text: str, words: Sequence[Token], index: int) -> tuple[str, int] | None:
    """The value of an option that begins with the bare word at `index`."""
    parameter, word = mark.parameter, words[index]
    if parameter.kind == "text":
        end = _run_end(command, words, index + 1)
        return text[word.start : words[end - 1].end], end
    if not mark.dashed and parameter.kind != "file" and read_value(parameter, word.text) is None:
        return None
    return word.text, index + 1


def _run_end(command: Command, words: Sequence[Token], index: int) -> int:
    """The index of the first word from `index` on that announces an option or stands on another line."""
    while index < len(words) and not words[index].newline and not _mark(command, words[index]):
        index += 1
    return index
