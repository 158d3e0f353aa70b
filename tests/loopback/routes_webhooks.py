"""REST: follow-ups of an interaction, and its original answer, under the webhook address of its token."""

from __future__ import annotations

from tests.loopback import checks
from tests.loopback.double import Call, Double, Reply
from tests.loopback.interactions import AUTOCOMPLETE
from tests.loopback.refusals import not_found, token_expired
from tests.loopback.routes_interactions import DEFER_UPDATE, UPDATE, answer
from tests.loopback.routes_messages import shown
from tests.loopback.state import LOADING, Interaction, Message


def _interaction(double: Double, call: Call) -> Interaction:
    """The acknowledged interaction whose token this is. Raises RefusedError."""
    found = double.state.interactions.get(call.params["webhook_token"])
    if found is None or call.number("webhook_id") != double.state.application:
        double.record.violation("route", f"{call.method} of a webhook that there is not")
        raise not_found("Webhook")
    if not double.interactions.is_alive(found):
        raise token_expired()
    if found.callback is None or found.kind == AUTOCOMPLETE:
        double.record.violation("second", f"{call.method} webhook before the interaction was acknowledged")
        raise not_found("Webhook")
    return found


def _original(interaction: Interaction) -> Message:
    """The message that `@original` means. Raises RefusedError."""
    updates = interaction.callback in {UPDATE, DEFER_UPDATE}
    message = interaction.source if updates else interaction.original
    if message is None or message.deleted:
        raise not_found("Message")
    return message


def _message(double: Double, call: Call) -> tuple[Interaction, Message]:
    """The message of the path: `@original`, or one by its number. Raises RefusedError."""
    interaction = _interaction(double, call)
    if "message_id" not in call.params:
        return interaction, _original(interaction)
    number = call.number("message_id")
    for one in (interaction.original, interaction.source, *interaction.followups):
        if one is not None and one.id == number and not one.deleted:
            return interaction, one
    raise not_found("Message")


async def follow_up(double: Double, call: Call) -> Reply:
    """Another message; the first one after a deferral fills the deferred message."""
    interaction = _interaction(double, call)
    body = call.json
    checks.new_message(double.record, body, call.body.files, call.where, is_reply=False)
    original = interaction.original
    if original is not None and original.flags & LOADING and not interaction.original_deleted:
        if original.deleted:
            raise not_found("Message")  # somebody else deleted the placeholder (discord-api-docs issue 3087)
        double.messages.edit(original, body, call.body.files)
        interaction.updates += 1
        return shown(double, original)
    message = answer(double, call, interaction, body, loading=False)
    interaction.followups.append(message)
    double.record.ring()
    return shown(double, message)


async def read(double: Double, call: Call) -> Reply:
    """GET an answer."""
    return shown(double, _message(double, call)[1])


async def edit(double: Double, call: Call) -> Reply:
    """PATCH an answer; a deferred one is filled by it."""
    interaction, message = _message(double, call)
    checks.edited_message(double.record, message, call.json, call.body.files, call.where)
    double.messages.edit(message, call.json, call.body.files)
    interaction.updates += 1
    double.record.ring()
    return shown(double, message)


async def delete(double: Double, call: Call) -> Reply:
    """DELETE an answer."""
    interaction, message = _message(double, call)
    double.messages.delete([message])
    if message is interaction.original:
        interaction.original_deleted = True
    double.record.ring()
    return None
