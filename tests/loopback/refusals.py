"""The ways in which Discord refuses a request: status, code and message, each in one place."""

from __future__ import annotations

from typing import Any


class RefusedError(Exception):
    """An answer other than success. `code` is Discord's JSON error code."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.body: dict[str, Any] = {"message": message, "code": code}
        if errors:
            self.body["errors"] = errors


def not_found(what: str) -> RefusedError:
    """Unknown channel, message and so on."""
    codes = {
        "Channel": 10003, "Guild": 10004, "Member": 10007, "Message": 10008, "User": 10013, "Emoji": 10014,
        "Webhook": 10015, "Application Command": 10063, "Interaction": 10062,
    }  # fmt: skip
    return RefusedError(404, codes[what], f"Unknown {what}")


def unknown_route() -> RefusedError:
    """No such address."""
    return RefusedError(404, 0, "404: Not Found")


def unauthorised() -> RefusedError:
    """No token, or a wrong one."""
    return RefusedError(401, 0, "401: Unauthorized")


def missing_access() -> RefusedError:
    """The bot cannot see it."""
    return RefusedError(403, 50001, "Missing Access")


def missing_permissions() -> RefusedError:
    """The bot sees it, but may not do this."""
    return RefusedError(403, 50013, "Missing Permissions")


def not_the_author() -> RefusedError:
    """Only the author edits a message."""
    return RefusedError(403, 50005, "Cannot edit a message authored by another user")


def no_dms() -> RefusedError:
    """The user takes no direct messages."""
    return RefusedError(403, 50007, "Cannot send messages to this user")


def no_history_to_reply() -> RefusedError:
    """A reply needs READ_MESSAGE_HISTORY."""
    return RefusedError(403, 160002, "Cannot reply without permission to read message history")


def empty_message() -> RefusedError:
    """Nothing in it."""
    return RefusedError(400, 50006, "Cannot send an empty message")


def too_large() -> RefusedError:
    """An upload over the limit."""
    return RefusedError(413, 40005, "Request entity too large")


def acknowledged_twice() -> RefusedError:
    """A second callback for one interaction."""
    return RefusedError(400, 40060, "Interaction has already been acknowledged.")


def token_expired() -> RefusedError:
    """An interaction's token after fifteen minutes, or a made-up one."""
    return RefusedError(401, 50027, "Invalid Webhook Token")


def bad_json() -> RefusedError:
    """A body that is not JSON."""
    return RefusedError(400, 50109, "The request body contains invalid JSON.")


def too_old_for_bulk() -> RefusedError:
    """Bulk deletion takes no messages older than two weeks."""
    return RefusedError(400, 50034, "You can only bulk delete messages that are under 14 days old.")
