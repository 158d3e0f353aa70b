"""The names of a text: the model's entities, and on them one pass of rules after the other.

The order and the worth of each pass are in docs/decisions/0003-names-after-the-model.md.
"""

from collections.abc import Callable

from bot.extraction.agreeing import bracketed, firms, given, lands, storms
from bot.extraction.called import called, speaking
from bot.extraction.datelines import datelines
from bot.extraction.described import described
from bot.extraction.document import agreed_kinds, found_again, labels
from bot.extraction.entities import entities
from bot.extraction.enumerated import enumerated
from bot.extraction.extended import adjoined, grown_on, named_after, particles, rivers
from bot.extraction.joins import (
    brackets,
    common_words,
    coordinated,
    dotted_off,
    events,
    grown,
    lists,
    nicknames,
    numbered,
    of_joined,
)
from bot.extraction.kinds import acronyms, heads, known, places, titled
from bot.extraction.name import Name
from bot.extraction.nations import nationals, realms, seats
from bot.extraction.offices import offices
from bot.extraction.parted import opposed, possessed
from bot.extraction.scorecards import scorecards
from bot.extraction.sport import clubs
from bot.extraction.tables import rows
from bot.extraction.tokens import Tokens

Pass = Callable[[Tokens, list[Name]], list[Name]]

PASSES: tuple[Pass, ...] = (
    common_words,
    offices,
    dotted_off,
    opposed,
    lists,
    of_joined,
    rivers,
    named_after,
    nicknames,
    numbered,
    grown,
    adjoined,
    grown_on,
    particles,
    coordinated,
    events,
    possessed,
    titled,
    heads,
    places,
    described,
    nationals,
    realms,
    seats,
    enumerated,
    acronyms,
    known,
    storms,
    brackets,
    bracketed,
    rows,
    scorecards,
    called,
    speaking,
    clubs,
    agreed_kinds,
    firms,
    given,
    lands,
    datelines,
    found_again,
    labels,
)


def names(tokens: Tokens) -> list[Name]:
    """The names of a text, in order, none of them overlapping or across two sentences."""
    found = entities(tokens)
    for apply in PASSES:
        found = apply(tokens, found)
    sentence = tokens.sentence_numbers()
    return [name for name in found if sentence[name.start] == sentence[name.end - 1]]
