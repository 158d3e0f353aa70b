"""Validation of request bodies against Discord's own OpenAPI description, where it lies beside the checkout."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match
from referencing import Registry
from referencing.jsonschema import DRAFT202012

DESCRIPTION = Path(__file__).parents[3] / "shared" / "discord-api" / "openapi.json"
_NAME = "urn:discord"


@cache
def _description() -> dict[str, Any] | None:
    if not DESCRIPTION.exists():
        return None
    loaded: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    schemas = loaded["components"]["schemas"]
    # Discord takes ids as numbers, too, and discord.py sends them so.
    schemas["SnowflakeType"] = {"anyOf": [schemas["SnowflakeType"], {"type": "integer", "minimum": 0}]}
    return loaded


def is_present() -> bool:
    """Whether there is a description to validate against."""
    return _description() is not None


def problem(method: str, template: str, body: Any) -> str | None:
    """What Discord's description says against this JSON body, or None; None also where nothing is described."""
    validator = _validator(method.lower(), template)
    if validator is None:
        return None
    if template.endswith("/callback") and isinstance(body, dict):
        validator = _callback_validator(body.get("type"))
    error = best_match(validator.iter_errors(body))
    return None if error is None else _in_words(error)


def _in_words(error: ValidationError) -> str:
    """The deepest error there is: a failed choice between alternatives tells nothing by itself."""
    while error.context:
        deepest = max(error.context, key=lambda one: len(one.absolute_path))
        if len(deepest.absolute_path) <= len(error.absolute_path):
            break
        error = deepest
    message = error.message if len(error.message) < 300 else error.message[:300] + "…"
    return f"{error.json_path}: {message}"


@cache
def _registry() -> Registry[Any]:
    empty: Registry[Any] = Registry()
    filled: Registry[Any] = empty.with_resource(_NAME, DRAFT202012.create_resource(_description()))
    return filled


@cache
def _validator(method: str, template: str) -> Draft202012Validator | None:
    description = _description()
    if description is None:
        return None
    operation = description["paths"].get(template, {}).get(method, {})
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return None
    return _pointing_at(f"/paths/{_escaped(template)}/{method}/requestBody/content/application~1json/schema")


@cache
def _callback_validator(kind: Any) -> Draft202012Validator:
    """The one kind of callback, because a failed choice between eight of them tells nothing."""
    names = {
        4: "CreateMessageInteractionCallbackRequest",
        5: "CreateMessageInteractionCallbackRequest",
        6: "UpdateMessageInteractionCallbackRequest",
        7: "UpdateMessageInteractionCallbackRequest",
        8: "ApplicationCommandAutocompleteCallbackRequest",
        9: "ModalInteractionCallbackRequest",
    }
    return _pointing_at("/components/schemas/" + names.get(kind, "PongInteractionCallbackRequest"))


def _pointing_at(pointer: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"{_NAME}#{pointer}"}, registry=_registry())


def _escaped(template: str) -> str:
    return template.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
