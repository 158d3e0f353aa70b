"""Judging a message body of the bot: what Discord would refuse, what is empty, what would ping."""

from __future__ import annotations

from typing import Any

from tests.loopback import limits, limits_commands, limits_components, pings
from tests.loopback.bodies import Upload
from tests.loopback.limits import Problem
from tests.loopback.record import Record
from tests.loopback.refusals import RefusedError, empty_message, too_large
from tests.loopback.state import COMPONENTS_V2, EPHEMERAL, SUPPRESS_EMBEDS, Message, Payload

SILENT = 1 << 12

MOST_OF_A_NAME = 100
"""Characters of the name of a thread."""


def refuse(record: Record, problems: list[Problem], where: str) -> None:
    """Note every problem as a violation, and answer 50035 when there is one."""
    for problem in problems:
        record.violation(problem.kind, f"{where}: {problem}")
    if problems:
        raise invalid(problems)


def invalid(problems: list[Problem]) -> RefusedError:
    """The answer to a body that is not valid, for what is no fault of the bot's alone."""
    return RefusedError(400, 50035, "Invalid Form Body", limits.as_errors(problems))


def by_hand(template: str, body: Any, files: dict[int, Upload]) -> list[Problem]:
    """The problems of a JSON body by the hand-written limits, as far as the body alone shows them."""
    if isinstance(body, list):
        return limits_commands.of_list(body) if template.endswith("/commands") else []
    if not isinstance(body, dict):
        return []
    if template.endswith("/callback"):
        data = body.get("data") or {}
        if body.get("type") == 8:
            return limits_commands.choices(data.get("choices"), ("data", "choices"))
        if body.get("type") == 9:
            return limits_components.of_modal(data)
        body = data
    return limits.message(body) + limits_components.of_message(body, _names(body, files))


def new_message(record: Record, body: Payload, files: dict[int, Upload], where: str, *, is_reply: bool) -> None:
    """Judge a message that is to be posted. Raises RefusedError."""
    sizes = [len(upload.data) for upload in files.values()]
    if limits.too_large(sizes):
        record.violation("limit", f"{where}: files of {sizes} bytes")
        raise too_large()
    names = _names(body, files)
    problems = limits.message(body) + limits_components.of_message(body, names) + limits.uploads(sizes)
    problems += _announced(body, files) + _flags(body, COMPONENTS_V2 | SUPPRESS_EMBEDS | EPHEMERAL | SILENT)
    refuse(record, problems, where)
    if not files and limits.is_empty(body):
        record.violation("empty", f"{where}: a message with nothing in it")
        raise empty_message()
    for one in pings.pings(body, is_reply=is_reply):
        record.violation("ping", f"{where}: would ping {one}")


def new_thread(record: Record, body: Payload, where: str) -> None:
    """Judge a thread that is to be opened. Raises RefusedError."""
    name = body.get("name")
    problems = []
    if not isinstance(name, str) or not 1 <= len(name) <= MOST_OF_A_NAME:
        problems.append(Problem(("name",), f"must have 1 to {MOST_OF_A_NAME} characters"))
    if body.get("auto_archive_duration") not in (None, 60, 1440, 4320, 10080):
        problems.append(Problem(("auto_archive_duration",), "is none of 60, 1440, 4320, 10080 minutes"))
    refuse(record, problems, where)


def edited_message(record: Record, message: Message, body: Payload, files: dict[int, Upload], where: str) -> None:
    """Judge a message as it would stand after this edit. Raises RefusedError."""
    if limits.too_large([len(upload.data) for upload in files.values()]):
        record.violation("limit", f"{where}: files too large")
        raise too_large()
    after: Payload = {
        "content": message.content,
        "embeds": message.embeds,
        "components": message.components,
        "attachments": [{"id": str(one.id), "filename": one.filename} for one in message.attachments],
    }
    after |= {key: body[key] for key in after if key in body}
    after["flags"] = message.flags | (body.get("flags") or 0)
    kept = {one.filename for one in message.attachments if _is_kept(one.id, body)}
    problems = limits.message(after)
    if "components" in body:
        problems += limits_components.of_message(after, kept | _names(body, files))
    problems += _announced(body, files, {str(one.id) for one in message.attachments})
    refuse(record, problems, where)
    if not files and limits.is_empty(after):
        record.violation("empty", f"{where}: nothing would be left in the message")
        raise empty_message()
    for one in pings.pings(body, is_reply=False):
        record.violation("ping", f"{where}: would ping {one}")


def _is_kept(attachment: int, body: Payload) -> bool:
    if body.get("attachments") is None:
        return "attachments" not in body
    return any(str(one.get("id")) == str(attachment) for one in body["attachments"])


def _names(body: Payload, files: dict[int, Upload]) -> set[str]:
    said = {str(one.get("id")): one.get("filename") for one in body.get("attachments") or []}
    return {str(said.get(str(number)) or upload.filename) for number, upload in files.items()}


def _announced(body: Payload, files: dict[int, Upload], known: set[str] | None = None) -> list[Problem]:
    """Every entry of `attachments` names an uploaded file, or one that the message has already."""
    there = {str(number) for number in files} | (known or set())
    return [
        Problem(("attachments", number, "id"), f"{one.get('id')!r} is no file of this request")
        for number, one in enumerate(body.get("attachments") or [])
        if str(one.get("id")) not in there
    ]


def _flags(body: Payload, settable: int) -> list[Problem]:
    wrong = (body.get("flags") or 0) & ~settable
    return [Problem(("flags",), f"{wrong:b} cannot be set")] if wrong else []
