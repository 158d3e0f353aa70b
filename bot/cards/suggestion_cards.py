"""Cards of suggestions: two names side by side, with the evidence and sentences to read."""

from dataclasses import replace

from bot.cards.card import Action, Card, Line, Page, Section
from bot.cards.correction_cards import done_card
from bot.cards.receipts import KIND_WORDS, plural, receipts
from bot.cards.safe import one_line
from bot.desk.suggesting import Answered, Side, Suggestion


def suggestion_card(suggestion: Suggestion, page: Page | None) -> Card:
    """One suggestion, to be answered with a tap."""
    one, other = suggestion.one, suggestion.other
    asked = "the same" if suggestion.likely.same else "two"
    return Card(
        f"Are “{one.name}” and “{other.name}” {asked}?",
        f"Because: {suggestion.likely.why}",
        (_side(one), _side(other)),
        actions=(
            _answer("Yes", "yes", suggestion),
            _answer("No", "no", suggestion),
            _answer("Later", "later", suggestion),
        ),
        page=page,
    )


def _answer(label: str, answer: str, suggestion: Suggestion) -> Action:
    return Action(label, f"suggestions {answer}", (("pair", suggestion.pair),))


def _side(side: Side) -> Section:
    known = "" if side.entity.name == side.name else f", of {side.entity.name}"
    kind = KIND_WORDS[side.entity.kind][0]
    heading = f"{side.name} ({kind}{known} · {plural(side.mentions, 'mention')})"
    return Section(heading, tuple(Line(one_line(e.shown), receipts(e)) for e in side.excerpts))


def answered_card(answered: Answered) -> Card:
    """What an answer did."""
    names = f"“{answered.one}” and “{answered.other}”"
    following = Action("Next suggestion", "suggestions show")
    if answered.entry is None:
        return Card(f"{names} wait for a week.", actions=(following,), tone="good")
    now = "one" if answered.same else "two"
    return replace(done_card(f"{names} are {now} from now on.", answered.entry.number), actions=(following,))
