"""The commands for suggestions: `suggestions show`, and the answers `suggestions yes`, `no` and `later`."""

from bot.cards.card import Action, Card, Refusal
from bot.cards.suggestion_cards import answered_card, suggestion_card
from bot.commands.ask import Ask
from bot.commands.paging import page_of, place_in
from bot.commands.registry import command, group
from bot.desk import suggesting
from bot.desk.suggesting import Answer

group("suggestions", "Names that may be one, or two: say which")

_PAIR = "Which suggestion, as its buttons say it"
_NONE = Refusal("There is nothing to suggest at present.", "Suggestions come as articles do.")


@command(
    "suggestions show",
    describe={"page": "Which of the suggestions, the likeliest first"},
    permission="correct",
    fallback=True,
)
async def suggestions_show(ask: Ask, page: int = 1) -> Card:
    """Show names that may be one, or two, with sentences of both to read.

    The likeliest come first. Answers are corrections: they bind, and what was refused is not suggested again. The more
    suggestions of a kind are refused, the likelier one must be to be shown.
    """
    async with ask.desk.store.reading() as db:
        found = await suggesting.likely(db, ask.scope, ask.now)
        if not found:
            raise _NONE
        number, of = place_in(page, len(found), 1)
        told = await suggesting.told(db, ask.scope, *found[number - 1])
    if told is None:
        raise _NONE
    return suggestion_card(told, page_of(number, of, Action("Suggestions", "suggestions show")))


@command("suggestions yes", describe={"pair": _PAIR}, permission="correct", changes=True)
async def suggestions_yes(ask: Ask, pair: str) -> Card:
    """Say yes to a suggestion."""
    return await _answered(ask, pair, "yes")


@command("suggestions no", describe={"pair": _PAIR}, permission="correct", changes=True)
async def suggestions_no(ask: Ask, pair: str) -> Card:
    """Say no to a suggestion: it does not come back."""
    return await _answered(ask, pair, "no")


@command("suggestions later", describe={"pair": _PAIR}, permission="correct", changes=True)
async def suggestions_later(ask: Ask, pair: str) -> Card:
    """Put a suggestion off for a week."""
    return await _answered(ask, pair, "later")


async def _answered(ask: Ask, pair: str, said: Answer) -> Card:
    async with ask.desk.store.writing() as db:
        done = await suggesting.answer(
            db, ask.scope, pair.strip(), said, by=ask.asker, channel=ask.channel, now=ask.now
        )
    if done is None:
        raise Refusal("That is no suggestion any more.", "`suggestions` shows those that are.")
    return answered_card(done)
