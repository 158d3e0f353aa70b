"""REST: the callback of an interaction, judged as strictly as Discord does."""

from __future__ import annotations

from tests.loopback import checks, limits_commands, limits_components
from tests.loopback.double import Call, Double, Reply
from tests.loopback.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, metadata
from tests.loopback.limits import Problem
from tests.loopback.messages import Circumstances
from tests.loopback.refusals import acknowledged_twice, not_found
from tests.loopback.routes_messages import shown
from tests.loopback.state import EPHEMERAL, LOADING, Interaction, Message, Payload

ANSWER, DEFER, DEFER_UPDATE, UPDATE, CHOICES, SHOW_MODAL = 4, 5, 6, 7, 8, 9
POSSIBLE = {
    COMMAND: {ANSWER, DEFER, SHOW_MODAL},
    COMPONENT: {ANSWER, DEFER, DEFER_UPDATE, UPDATE, SHOW_MODAL},
    AUTOCOMPLETE: {CHOICES},
    MODAL: {ANSWER, DEFER, DEFER_UPDATE, UPDATE},
}


async def callback(double: Double, call: Call) -> Reply:
    """The first answer to an interaction."""
    interaction = _due(double, call)
    kind, data = call.json.get("type"), call.json.get("data") or {}
    possible = POSSIBLE[interaction.kind]
    if interaction.source is None:
        possible = possible - {DEFER_UPDATE, UPDATE}
    if kind not in possible:
        checks.refuse(double.record, [Problem(("type",), f"{kind} does not answer this interaction")], call.where)
    message = _judged(double, call, interaction, data)
    double.interactions.acknowledge(interaction, int(call.json["type"]))
    double.record.ring()
    return _reply(double, interaction, message) if call.query.get("with_response") in {"1", "true", "True"} else None


def _due(double: Double, call: Call) -> Interaction:
    """The interaction that is called back, if it may still be. Raises RefusedError."""
    interaction = double.state.interactions.get(call.params["interaction_token"])
    if interaction is None or interaction.id != call.number("interaction_id"):
        double.record.violation("late", f"{call.where}: no such interaction")
        raise not_found("Interaction")
    if interaction.callback is not None:
        double.record.violation("second", f"a second acknowledgement, {interaction.callback} was there before")
        raise acknowledged_twice()
    if interaction.overdue or double.interactions.age(interaction) > double.interactions.deadline:
        if double.interactions.was_there(interaction):
            double.record.violation("late", f"acknowledged after {double.interactions.age(interaction):.2f} s")
        raise not_found("Interaction")
    return interaction


def _judged(double: Double, call: Call, interaction: Interaction, data: Payload) -> Message | None:
    """Do what the callback says, or refuse it; the message that it made or changed."""
    kind = call.json["type"]
    if kind == CHOICES:
        choices = data.get("choices")
        checks.refuse(double.record, limits_commands.choices(choices, ("data", "choices")), call.where)
        interaction.choices = choices
    elif kind == SHOW_MODAL:
        checks.refuse(double.record, limits_components.of_modal(data), call.where)
        interaction.modal = data
    elif kind == UPDATE and interaction.source is not None:
        checks.edited_message(double.record, interaction.source, data, call.body.files, call.where)
        double.messages.edit(interaction.source, data, call.body.files)
        interaction.updates += 1
        return interaction.source
    elif kind in {ANSWER, DEFER}:
        if kind == ANSWER:
            checks.new_message(double.record, data, call.body.files, call.where, is_reply=False)
        interaction.ephemeral = bool((data.get("flags") or 0) & EPHEMERAL)
        body = data if kind == ANSWER else {}
        interaction.original = answer(double, call, interaction, body, loading=kind == DEFER)
        return interaction.original
    return None


def answer(double: Double, call: Call, interaction: Interaction, body: Payload, *, loading: bool) -> Message:
    """A message that answers an interaction; it needs no permission of the bot in the channel."""
    hidden = interaction.ephemeral if loading else bool((body.get("flags") or 0) & EPHEMERAL)
    flags = (EPHEMERAL if hidden else 0) | (LOADING if loading else 0)
    kind, reference = 20, None
    if interaction.kind == COMMAND and interaction.data["type"] != limits_commands.SLASH:
        kind = 23
    elif interaction.source is not None and interaction.source.ephemeral_to is None:
        kind = 19
        reference = {"type": 0, "message_id": str(interaction.source.id), "channel_id": str(interaction.channel.id)}
    having = Circumstances(
        kind=kind,
        reference=reference,
        metadata=metadata(interaction),
        webhook=double.state.application,
        ephemeral_to=interaction.user.id if hidden else None,
        flags=flags,
    )
    body = {**body, "allowed_mentions": body.get("allowed_mentions") or {"parse": []}}
    return double.messages.create(interaction.channel, double.state.bot, body, call.body.files, having)


def _reply(double: Double, interaction: Interaction, message: Message | None) -> Payload:
    """What `with_response` gives: which callback it was, and the message."""
    about: Payload = {"id": str(interaction.id), "type": interaction.kind}
    said: Payload = {"interaction": about}
    if message is not None:
        about["response_message_id"] = str(message.id)
        about["response_message_loading"] = interaction.callback == DEFER
        about["response_message_ephemeral"] = message.ephemeral_to is not None
        said["resource"] = {"type": interaction.callback, "message": shown(double, message)}
    return said
