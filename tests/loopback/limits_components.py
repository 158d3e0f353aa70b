"""What Discord refuses in components: buttons, selects, Components V2 and modals. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from tests.loopback.limits import Problem, count, text
from tests.loopback.state import COMPONENTS_V2, Payload

Path: TypeAlias = tuple[str | int, ...]

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = frozenset({3, 5, 6, 7, 8})
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 9, 10, 11, 12, 13, 14, 17, 18
FILE_UPLOAD = 19
CLASSIC_TOP = frozenset({ROW})
V2_TOP = frozenset({ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR, CONTAINER})
IN_CONTAINER = V2_TOP - {CONTAINER}

TOTAL, TOTAL_TEXT, ROWS = 40, 4_000, 5
LINK, PREMIUM = 5, 6


def walk(components: list[Payload]) -> Iterator[Payload]:
    """Every component, nested ones too, in the order in which they are shown."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                yield from walk([component[key]])


def of_message(body: Payload, attached: set[str]) -> list[Problem]:
    """Problems of a message's components; `attached` are the file names that `attachment://` may name."""
    components = body.get("components") or []
    if not isinstance(components, list):
        return [Problem(("components",), "is not a list")]
    modern = bool((body.get("flags") or 0) & COMPONENTS_V2)
    problems = [] if modern else count(components, ("components",), 0, ROWS)
    every = list(walk(components))
    if modern and len(every) > TOTAL:
        problems.append(Problem(("components",), f"are {len(every)} with the nested ones, at most {TOTAL}"))
    letters = sum(len(str(part.get("content", ""))) for part in every if part.get("type") == TEXT_DISPLAY)
    if letters > TOTAL_TEXT:
        problems.append(Problem(("components",), f"have {letters} characters of text, at most {TOTAL_TEXT}"))
    problems += _doubles(every)
    for number, component in enumerate(components):
        problems += _placed(component, ("components", number), V2_TOP if modern else CLASSIC_TOP, attached)
    return problems


def of_modal(data: Payload) -> list[Problem]:
    """Problems of a modal: title, custom_id, one to five parts, each an action row, a label or a text."""
    problems = text(data.get("title"), ("data", "title"), 45) + text(data.get("custom_id"), ("data", "custom_id"), 100)
    components = data.get("components") or []
    problems += count(components, ("data", "components"), 1, 5)
    problems += _doubles(list(walk(components)))
    for number, component in enumerate(components):
        path: Path = ("data", "components", number)
        if component.get("type") == TEXT_DISPLAY:
            problems += text(component.get("content"), (*path, "content"), TOTAL_TEXT)
        elif component.get("type") == LABEL:
            problems += text(component.get("label"), (*path, "label"), 45)
            problems += text(component.get("description"), (*path, "description"), 100, required=False)
            problems += _input(component.get("component") or {}, (*path, "component"), labelled=True)
        elif component.get("type") == ROW:
            problems += count(component.get("components"), (*path, "components"), 1, 1)
            for inner in component.get("components") or []:
                problems += _input(inner, (*path, "components", 0), labelled=False)
        else:
            problems.append(Problem(path, f"type {component.get('type')} cannot stand in a modal"))
    return problems


def _input(part: Payload, path: Path, *, labelled: bool) -> list[Problem]:
    """One field of a modal; in an action row a text input brings its own label."""
    problems = text(part.get("custom_id"), (*path, "custom_id"), 100)
    if part.get("type") in SELECTS:
        return problems + _select(part, path)
    if part.get("type") != TEXT_INPUT:
        return problems
    if not labelled:
        problems += text(part.get("label"), (*path, "label"), 45)
    problems += text(part.get("placeholder") or None, (*path, "placeholder"), 100, required=False)
    if len(part.get("value") or "") > 4_000:
        problems.append(Problem((*path, "value"), "has more than 4000 characters"))
    least, most = part.get("min_length") or 0, part.get("max_length") or 4_000
    if not 0 <= least <= most <= 4_000:
        problems.append(
            Problem((*path, "max_length"), f"min_length {least} and max_length {most} do not fit 0 to 4000")
        )
    return problems


def _doubles(every: list[Payload]) -> list[Problem]:
    """A custom_id, or a component's own number, that stands twice."""
    problems = []
    for key in ("custom_id", "id"):
        seen: set[Any] = set()
        for component in every:
            value = component.get(key)
            if value and value in seen:
                problems.append(Problem(("components",), f"{key} {value!r} stands twice"))
            seen.add(value)
    return problems


def _placed(component: Payload, path: Path, allowed: frozenset[int], attached: set[str]) -> list[Problem]:
    """Problems of a component in a place where only `allowed` kinds may stand."""
    kind = component.get("type")
    if kind not in allowed:
        return [Problem((*path, "type"), f"type {kind} cannot stand here")]
    problems: list[Problem] = []
    if kind == ROW:
        problems = _row(component, path)
    elif kind == SECTION:
        problems = _section(component, path, attached)
    elif kind == TEXT_DISPLAY:
        problems = text(component.get("content"), (*path, "content"), TOTAL_TEXT)
    elif kind == GALLERY:
        problems = _gallery(component, path, attached)
    elif kind == FILE:
        problems = _media(component.get("file"), (*path, "file"), attached, own_only=True)
    elif kind == CONTAINER:
        inner = component.get("components")
        problems = count(inner, (*path, "components"), 1, TOTAL)
        for number, child in enumerate(inner or []):
            problems += _placed(child, (*path, "components", number), IN_CONTAINER, attached)
    return problems


def _row(row: Payload, path: Path) -> list[Problem]:
    """One to five buttons, or a single select."""
    inner = row.get("components")
    problems = count(inner, (*path, "components"), 1, 5)
    kinds = {part.get("type") for part in inner or []}
    if kinds & SELECTS and len(inner or []) > 1:
        problems.append(Problem((*path, "components"), "a select stands alone in its row"))
    for number, part in enumerate(inner or []):
        here: Path = (*path, "components", number)
        if part.get("type") == BUTTON:
            problems += _button(part, here)
        elif part.get("type") in SELECTS:
            problems += _select(part, here)
        else:
            problems.append(Problem((*here, "type"), f"type {part.get('type')} cannot stand in an action row"))
    return problems


def _button(button: Payload, path: Path) -> list[Problem]:
    """A label or an emoji; a link has a url, every other button a custom_id."""
    problems = text(button.get("label") or None, (*path, "label"), 80, required=False)
    style = button.get("style")
    if style not in {1, 2, 3, 4, LINK, PREMIUM}:
        problems.append(Problem((*path, "style"), f"{style} is no style"))
    problems += _emoji(button, path)
    if style != PREMIUM and not button.get("label") and not button.get("emoji"):
        problems.append(Problem(path, "a button without label and emoji", "empty"))
    if style == LINK:
        problems += text(button.get("url"), (*path, "url"), 512)
        if button.get("custom_id"):
            problems.append(Problem((*path, "custom_id"), "a link has none"))
        elif not str(button.get("url")).startswith(("http://", "https://", "discord://")):
            problems.append(Problem((*path, "url"), "is not a web address"))
    elif style != PREMIUM:
        problems += text(button.get("custom_id"), (*path, "custom_id"), 100)
    return problems


def _emoji(part: Payload, path: Path) -> list[Problem]:
    """An emoji of Discord's own has an id; any other is one of Unicode, so never plain letters."""
    emoji = part.get("emoji") or {}
    if emoji and not emoji.get("id") and str(emoji.get("name") or "").isascii():
        return [Problem((*path, "emoji"), f"{emoji.get('name')!r} is no emoji")]
    return []


def _select(select: Payload, path: Path) -> list[Problem]:
    """custom_id, placeholder, and for a string select 1 to 25 options with values of their own."""
    problems = text(select.get("custom_id"), (*path, "custom_id"), 100)
    problems += text(select.get("placeholder") or None, (*path, "placeholder"), 150, required=False)
    least, most = select.get("min_values"), select.get("max_values")
    least, most = 1 if least is None else least, 1 if most is None else most
    if not (0 <= least <= most and 1 <= most <= 25):
        problems.append(Problem(path, f"min_values {least} and max_values {most} do not fit 0 to 25"))
    if select.get("type") != STRING_SELECT:
        return problems
    options = select.get("options") or []
    problems += count(options, (*path, "options"), 1, 25)
    if most > len(options):
        problems.append(Problem((*path, "max_values"), f"{most} of {len(options)} options"))
    if sum(bool(option.get("default")) for option in options) > most:
        problems.append(Problem((*path, "options"), f"more defaults than max_values {most}"))
    seen: set[Any] = set()
    for number, option in enumerate(options):
        here: Path = (*path, "options", number)
        problems += text(option.get("label"), (*here, "label"), 100) + text(option.get("value"), (*here, "value"), 100)
        problems += text(option.get("description"), (*here, "description"), 100, required=False) + _emoji(option, here)
        if option.get("value") in seen:
            problems.append(Problem((*here, "value"), f"{option.get('value')!r} stands twice"))
        seen.add(option.get("value"))
    return problems


def _section(section: Payload, path: Path, attached: set[str]) -> list[Problem]:
    """One to three texts beside a button or a thumbnail."""
    inner = section.get("components")
    problems = count(inner, (*path, "components"), 1, 3)
    for number, part in enumerate(inner or []):
        problems += _placed(part, (*path, "components", number), frozenset({TEXT_DISPLAY}), attached)
    accessory = section.get("accessory") or {}
    if accessory.get("type") == BUTTON:
        return problems + _button(accessory, (*path, "accessory"))
    if accessory.get("type") == THUMBNAIL:
        return problems + _pictured(accessory, (*path, "accessory"), attached)
    return [*problems, Problem((*path, "accessory"), "a section needs a button or a thumbnail", "empty")]


def _gallery(gallery: Payload, path: Path, attached: set[str]) -> list[Problem]:
    """One to ten pictures."""
    items = gallery.get("items")
    problems = count(items, (*path, "items"), 1, 10)
    for number, item in enumerate(items or []):
        problems += _pictured(item, (*path, "items", number), attached)
    return problems


def _pictured(item: Payload, path: Path, attached: set[str]) -> list[Problem]:
    """A picture with an optional description."""
    problems = text(item.get("description"), (*path, "description"), 1_024, required=False)
    return problems + _media(item.get("media"), (*path, "media"), attached, own_only=False)


def _media(media: Any, path: Path, attached: set[str], *, own_only: bool) -> list[Problem]:
    """A web address, or the name of a file that is attached."""
    url = (media or {}).get("url")
    problems = text(url, (*path, "url"), 2_048)
    if problems:
        return problems
    scheme, _, name = str(url).partition("://")
    if scheme == "attachment":
        return [] if name in attached else [Problem((*path, "url"), f"no file named {name!r} is attached")]
    if own_only or scheme not in {"http", "https"}:
        return [Problem((*path, "url"), f"{url!r} is not possible here")]
    return []
