"""The command that says what is kept of whom, who sees it, and how it goes: `privacy`."""

from bot.cards.card import Card, Line, Section
from bot.cards.setup_cards import span
from bot.commands.ask import Ask
from bot.commands.registry import command
from bot.store import retention

_KEPT = """
Of each article: its text, and by which account, when and where it was posted; what it said before it was edited; and
what was found in it: sentences, names, key phrases, and an index of its words.

Of each note on a name: what it says, which account wrote it, when and in which channel. Only who can read that channel
is shown it.

Of each correction: which account made it, when, in which channel, and keyed hashes of the names or articles that it is
about. What was typed with it can be read only as long as an article has the name, or the article is there.

Of each feed: its address, and by which digests its entries are known again.

A text that could not be read is kept, so that it can be tried again. Of a message that was to be filed and is no
article, its number, its poster and the reason are kept, and not its text.

Of each watch: whose it is, what it is about, and which articles it told of. Of whoever uses `catchup`: when they last
looked, and which articles they were shown then. Of each digest: its channel, and up to which article it has told.

The names of servers and channels, which channels are watched, how, and how far they were read; the numbers of messages
that were filed or answered, and what a button asks where that is too long for Discord to hold.
"""

_SEEN = """
Nothing that is filed in one server is shown in another. An answer that others see draws only on channels that
everybody may read who can see it; a private one on channels that its reader may read.

Texts are read on the machine that Dossier runs on, and go to no other service. A link that is posted, and a feed
that is followed, is fetched from its site, which sees that it was asked for. Whoever runs that machine can look
into the database.
"""

_DELETED = """
`forgetme` shows what is kept by your account, and forgets it: what you posted goes, too, or stays without your account.
Corrections hold on without it. What you post later is filed without it, also what stood on Discord before: by a keyed
hash of your account, which is all that is kept. Whoever runs Dossier could try accounts that they think of.

Delete your message on Discord: what was filed from it goes with it. Or use `delete`: whoever alone posted an article
can, and those who manage the server. An edit alone does not take away what the message said before: `article history`
shows it to those who can read the channel.

`note remove` takes back a note. It also goes soon after the last article that mentions the name, and with the channel
where it was written.

A correction stays, so that it holds when the name comes again; no name can be read from it when no article has it.
Whoever runs Dossier could still try one that they think of.

When a channel is deleted, or Dossier is removed from a server, all that was filed from there goes.

With an article goes all that was found in it, from the index too. The number of its message is kept, and when that
was posted: a copy of the database that was made before still has the article, and forgets it when it is put back. For
the copies themselves ask whoever runs Dossier.
"""

_FOR_EVER = "Until it is deleted: no article goes by its age."

_ANYWHERE = """
Until it is deleted. In each server those who manage it can set that articles go by their age: asked there, `privacy`
says what is set.
"""

_BY_AGE = """
Articles for {span} after they were posted last, and each posting for {span}: then it is forgotten within minutes, with
all that was found in it. That a message was filed stays noted, by its number, so that it is not filed again. All else
stays until it is deleted.
"""


@command("privacy", describe={}, guild=False)
async def privacy(ask: Ask) -> Card:
    """Say what is kept, for how long, who sees it, and how to have it deleted."""
    sections = {
        "What is kept": _KEPT,
        "How long": await _how_long(ask),
        "Who sees it": _SEEN,
        "How it is deleted": _DELETED,
    }
    return Card("Privacy", sections=tuple(Section(name, _lines(text), ours=True) for name, text in sections.items()))


async def _how_long(ask: Ask) -> str:
    if ask.direct:
        return _ANYWHERE
    async with ask.desk.store.reading() as db:
        days = await retention.days(db, ask.scope.guild)
    return _FOR_EVER if days is None else _BY_AGE.format(span=span(days))


def _lines(text: str) -> tuple[Line, ...]:
    return tuple(Line(" ".join(part.split())) for part in text.strip().split("\n\n"))
