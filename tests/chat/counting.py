"""Discord's limits on a message's components, counted anew from what is sent, with numbers of its own."""

from collections.abc import Iterator
from typing import Any


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def everything(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from everything(component.get("components", []))


def violations(components: list[dict[str, Any]]) -> list[str]:
    """What Discord would refuse of a message's components."""
    found = list(everything(components))
    texts = [one["content"] for one in found if one["type"] == 10]
    rows = [one for one in found if one["type"] == 1]
    ids = [one["custom_id"] for one in found if "custom_id" in one]
    checks = {
        "more than 40 components": len(found) > 40,
        "nothing to show": not texts,
        "an empty text": any(not text.strip() for text in texts),
        "more than 4,000 characters": sum(units(text) for text in texts) > 4000,
        "more than 5 rows": len(rows) > 5,
        "an empty container": any(one["type"] == 17 and not one["components"] for one in found),
        "custom_ids twice": len(set(ids)) < len(ids),
        "a custom_id's length": any(not 1 <= units(one) <= 100 for one in ids),
    }
    said = [name for name, violated in checks.items() if violated]
    return said + [one for row in rows for one in _row(row["components"])]


def _row(items: list[dict[str, Any]]) -> list[str]:
    if [one["type"] for one in items] == [3]:
        return _select(items[0])
    labels = [one["label"] for one in items]
    checks = {
        "not 1 to 5 buttons in a row": not 1 <= len(items) <= 5 or {one["type"] for one in items} != {2},
        "a button's label": any(not label.strip() or units(label) > 80 for label in labels),
    }
    return [name for name, violated in checks.items() if violated]


def _select(select: dict[str, Any]) -> list[str]:
    options = select["options"]
    values = [one["value"] for one in options]
    checks = {
        "not 1 to 25 options": not 1 <= len(options) <= 25,
        "values twice": len(set(values)) < len(values),
        "a value's length": any(not 1 <= units(one) <= 100 for one in values),
        "an option's label": any(not one["label"].strip() or units(one["label"]) > 100 for one in options),
        "a description's length": any(not 1 <= units(one.get("description", "-")) <= 100 for one in options),
        "a placeholder's length": not 1 <= units(select["placeholder"]) <= 150,
    }
    return [name for name, violated in checks.items() if violated]
