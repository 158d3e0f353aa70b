"""Commands that file and forget: `ingest`, `delete`; and what is said of everything that is filed."""

from bot.articles.types import Draft
from bot.cards.card import Action, Card, Choice, Line, Refusal, Section
from bot.cards.filing_cards import duplicate_card, failed_card, filed_card, refused_card, waiting_card
from bot.cards.receipts import receipt, title_of
from bot.commands import complete
from bot.commands.ask import Ask
from bot.commands.meaning import article_or_refuse
from bot.commands.parameters import File
from bot.commands.permission import may_delete
from bot.commands.registry import command
from bot.desk import forgetting, links, posting, summaries
from bot.desk.desk import Desk
from bot.store.rows import Place
from bot.store.scope import Scope
from bot.summaries.types import Length


@command(
    "ingest",
    describe={
        "text": "The text of an article, or a link to one",
        "link": "A link to an article: https://…",
        "file": "A text, PDF, Word, OpenDocument, EPUB, mail, RTF or HTML file",
    },
    form="text",
    changes=True,
)
async def ingest(ask: Ask, text: str | None = None, link: str | None = None, file: File | None = None) -> Card:
    """File an article: its text, a link to it, or a file with it.

    On Discord a file is attached to the message. In the console a text can also be pasted as it is; `dossier ingest`
    files folders and lists.
    """
    if file is not None:
        return await post_card(ask, Draft(await file.read(), name=file.name))
    address = link or _address(text or "")
    if address:
        return await post_card(ask, links.as_draft(address))
    if not text:
        raise Refusal("There is nothing to file.", "Give a text, a link or a file: `help ingest` says how.")
    return await post_card(ask, Draft(text.encode("utf-8", "replace")))


def _address(text: str) -> str | None:
    """The address, where a text is nothing else."""
    found = text.strip().removeprefix("<").removesuffix(">")
    return found if found.lower().startswith(("http://", "https://")) and not any(map(str.isspace, found)) else None


async def post_card(ask: Ask, draft: Draft) -> Card:
    """File a draft where it was posted, and say what became of it."""
    scope = with_place(ask.scope, ask.place)
    return await outcome_card(ask.desk, scope, await posting.post(ask.desk, scope, draft, ask.place, ask.asker))


def with_place(scope: Scope, place: Place | None) -> Scope:
    """A scope with the channel where somebody just posted: it is not in the scope before anything is filed there."""
    if place is None or scope.channels is None or place.guild != scope.guild:
        return scope
    return Scope(scope.guild, scope.channels | {place.channel})


_TALL, _FEWER = 1_500, 200
"""Characters of a summary that is shown unasked; what is longer is told in so many words, and the rest by “More”."""


async def outcome_card(desk: Desk, scope: Scope, filed: posting.Filed, size: summaries.Size = "short") -> Card:
    """What is said to somebody who posted something, with a summary of the size where it is an article."""
    outcome, article = filed.outcome, filed.article
    if outcome.state in ("rejected", "failed"):
        return refused_card(outcome.reason or "It could not be read.")
    if outcome.state == "duplicate" or article is None:
        return duplicate_card(article)
    if filed.hindrance:
        return waiting_card(article)
    if article.state == "failed":
        return failed_card(article)
    async with desk.store.reading() as db:
        most = summaries.SENTENCES[size]
        made = await summaries.of_article(db, scope, article, Length(sentences=most))
        if len(made.lines) > 1 and sum(len(line.shown) for line in made.lines) > _TALL:
            fewer = await summaries.of_article(db, scope, article, Length(sentences=most, words=_FEWER))
            made = fewer if fewer.lines else made
    return filed_card(made)


@command(
    "delete",
    describe={"article": "A number (#12), a link, or words of the title", "sure": "Delete it without asking"},
    complete={"article": complete.article},
    changes=True,
)
async def delete(ask: Ask, article: str, sure: bool = False) -> Card:
    """Forget an article: every posting of it, and everything derived from it.

    That is for those who manage this place, and for whoever posted it, if nobody else did.
    """
    async with ask.desk.store.reading() as db:
        found = await article_or_refuse(db, ask, article, "delete")
        permitted = await may_delete(db, ask, found)
    if not permitted:
        raise Refusal(
            f"#{found.number} can be deleted by those who manage this place, and by whoever alone posted it.",
            "Ask somebody who may.",
        )
    if not sure:
        yes = Action("Delete it", "delete", (("article", f"#{found.number}"), ("sure", "yes")))
        goes = Line("Everything that was derived from it goes with it. This cannot be undone.")
        return Card(
            f"Delete “{title_of(found)}”?",
            str(receipt(found)),
            (Section(None, (goes,), "prose"),),
            choices=(Choice("Delete it", "for good", yes),),
            tone="warn",
        )
    await forgetting.forget(ask.desk, found)
    return Card(
        f"Forgotten: #{found.number} {title_of(found)}", "With everything that was derived from it.", tone="good"
    )
