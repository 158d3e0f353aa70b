"""What happens to messages later: edits, deletions, channels and guilds that are gone."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.articles.types import Draft
from bot.cards.card import Refusal
from bot.chat import by_hand, intake
from bot.desk.filing import Item
from bot.store import places, retention, watched
from bot.store.rows import Place
from bot.store.scope import Scope
from tests.chat.news import (
    BRANCH,
    CHAT,
    GUILD,
    NEWS,
    THREAD,
    Channels,
    ago,
    article,
    bureau,
    refusing,
    upload,
)
from tests.commands.fakes import ask
from tests.desk.workers import Here

pytestmark = pytest.mark.usefixtures("brisk")


async def test_an_edit_files_anew_under_the_same_reply(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = await parts.post(article(1))
        changed = await parts.edit(post, article(2))
        [filed] = await parts.filed()
        assert filed.opening.startswith("Report 2")
        [card] = parts.channels.cards(post)
        assert card.subtitle.startswith("✅ Filed · #1 ")
        assert card.subtitle.endswith(" · edited, 2 versions")
        assert (len(parts.channels.sent), parts.marks(post)) == (1, ["✅"])
        note = await parts.note(post)
        assert note is not None
        assert (note.shown, note.edited) == ("filed", changed.edited_at)


async def test_the_mark_changes_with_the_text(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        await parts.post(article(1))
        post = await parts.post(article(2))
        await parts.edit(post, article(1))
        assert parts.marks(post) == ["♻️"]
        await parts.edit(post, article(3))
        assert parts.marks(post) == ["✅"]


async def test_what_is_edited_into_a_fuller_copy_is_told_by_the_number_of_what_it_copies(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        first = await parts.post(article(1))
        post = await parts.post(article(2))
        await parts.edit(post, article(1) + " Nobody else has seen the second ledger, which lies in the town hall.")
        assert parts.marks(post) == ["♻️"]
        card = parts.channels.cards(post)[-1]
        assert (card.link, card.subtitle[:3]) == (first.link, "#1 ")
        [action] = card.actions
        assert action.arguments == (("article", "#1"),)


async def test_a_preview_that_comes_later_changes_nothing(tmp_path: Path) -> None:
    acts: list[str] = []
    async with bureau(tmp_path) as parts:
        post = await parts.post(article(1))
        changed = await parts.edit(post, article(2))
        parts.channels.before = acts.append
        for same in (post, changed):
            await parts.following.edited(same)
        assert acts == []
        assert len(await parts.filed()) == 1


async def test_what_is_no_article_any_more_is_forgotten(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = await parts.post(article())
        await parts.edit(post, CHAT)
        assert (await parts.filed(), await parts.note(post)) == ([], None)
        assert (parts.channels.replies, parts.marks(post)) == ({}, [])


async def test_what_becomes_an_article_is_filed(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = await parts.post(CHAT)
        await parts.edit(post, article())
        assert len(await parts.filed()) == 1
        assert parts.marks(post) == ["✅"]
        assert len(parts.channels.cards(post)) == 1


async def test_a_file_that_is_taken_away_is_forgotten(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        files = (upload("a.txt", article(1).encode()), upload("b.txt", article(2).encode()))
        post = replace(parts.channels.post(""), uploads=files)
        await parts.arrive(post)
        assert len(await parts.filed()) == 2
        await parts.following.edited(replace(post, uploads=files[:1], edited=ago(seconds=0)))
        await parts.reception.finished([post.place])
        [filed] = await parts.filed()
        assert filed.opening.startswith("Report 1")


async def test_an_edit_while_it_is_filed(tmp_path: Path) -> None:
    reader = Here()
    reader.gate.clear()
    async with bureau(tmp_path, reader=reader) as parts:
        post = parts.channels.post(article(1))
        await parts.arrivals.arrive(post)
        changed = parts.channels.edit(post, article(2))
        await parts.following.edited(changed)
        reader.gate.set()
        await parts.reception.finished([post.place])
        [filed] = await parts.filed()
        assert filed.opening.startswith("Report 2")
        [card] = parts.channels.cards(post)
        assert "Report 2" in repr(card)
        assert (len(parts.channels.sent), parts.marks(post)) == (1, ["✅"])


async def test_an_older_version_never_replaces_a_later_one(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = await parts.post(article(1))
        first = parts.channels.edit(post, article(2))
        await parts.edit(post, article(3))
        await parts.following.edited(first)
        found = await parts.arrivals.find(first)
        assert not await parts.arrivals.store(first, found, live=True)
        [filed] = await parts.filed()
        assert filed.opening.startswith("Report 3")


async def test_an_edit_in_a_channel_that_is_watched_no_more(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post, other = await parts.post(article(1)), await parts.post(CHAT)
        async with parts.desk.store.writing() as db:
            await watched.unwatch(db, NEWS)
        await parts.edit(post, article(2))
        await parts.edit(other, article(3))
        [filed] = await parts.filed()
        assert filed.opening.startswith("Report 2")


async def test_what_is_too_old_to_be_kept_goes_with_its_card_and_does_not_come_again(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = await parts.post(article(1))
        assert parts.channels.cards(post)
        age = timedelta(days=30)
        async with parts.desk.store.writing() as db:
            await db.execute("UPDATE postings SET posted_at = ?", ((post.posted_at - age).isoformat(),))
            await retention.keep_for(db, GUILD, 30)
        parts.desk.retaining.look()
        async with asyncio.timeout(30):
            while await parts.filed():  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.01)
        await parts.reception.recover()
        await parts.reception.finished([post.place])
        assert parts.channels.cards(post) == []
        old = parts.channels.keep(replace(post, posted_at=post.posted_at - age))
        await parts.edit(old, article(2))
        await parts.arrive(old)
        assert await parts.filed() == []
        note = await parts.note(post)
        assert note is not None
        assert note.reply is None


async def test_what_is_too_old_to_be_kept_is_not_filed_by_hand(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        async with parts.desk.store.writing() as db:
            await retention.keep_for(db, GUILD, 30)
        asked = replace(ask(), desk=parts.desk, scope=Scope(GUILD), asker="5")
        with pytest.raises(Refusal, match="posted longer ago than articles are kept here"):
            await by_hand.file(asked, parts.channels.post(CHAT, at=ago(days=31)))
        assert (await by_hand.file(asked, parts.channels.post(CHAT, at=ago(days=29)))).tone == "good"


async def test_a_deleted_message_is_forgotten_with_the_reply(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        posts = [await parts.post(article(n)) for n in range(3)]
        await parts.following.deleted(NEWS, [posts[0].id, posts[2].id])
        assert [one.number for one in await parts.filed()] == [2]
        assert parts.channels.cards(posts[1])
        assert len(parts.channels.replies) == 1
        assert await parts.note(posts[0]) is None


async def test_deleted_while_it_waits_in_the_queue(tmp_path: Path) -> None:
    reader = Here()
    reader.gate.clear()
    async with bureau(tmp_path, reader=reader) as parts:
        post = parts.channels.post(article())
        await parts.arrivals.arrive(post)
        parts.channels.remove(post)
        await parts.following.deleted(NEWS, [post.id])
        reader.gate.set()
        await parts.reception.finished([post.place])
        assert (await parts.filed(), parts.channels.sent) == ([], [])


async def test_deleted_while_its_file_is_downloaded(tmp_path: Path) -> None:
    started, go_on = asyncio.Event(), asyncio.Event()

    async def slowly() -> bytes:
        started.set()
        await go_on.wait()
        return article().encode()

    async with bureau(tmp_path) as parts:
        slow = replace(upload("a.txt", b""), read=slowly)
        post = replace(parts.channels.post(""), uploads=(slow,))
        arriving = asyncio.ensure_future(parts.arrivals.arrive(post))
        await started.wait()
        await parts.following.deleted(NEWS, [post.id])
        go_on.set()
        await arriving
        assert (await parts.filed(), await parts.note(post), parts.marks(post)) == ([], None, [])


async def test_the_bots_own_reply_is_not_put_back(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = await parts.post(article(1))
        [reply] = parts.channels.replies
        del parts.channels.replies[reply]
        await parts.following.deleted(NEWS, [reply])
        note = await parts.note(post)
        assert note is not None
        assert (note.reply, len(await parts.filed())) == (None, 1)


async def test_a_reply_that_was_deleted_unnoticed_is_not_put_back(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = await parts.post(article(1))
        parts.channels.replies.clear()
        await parts.edit(post, article(2))
        note = await parts.note(post)
        assert note is not None
        assert (note.reply, parts.channels.replies) == (None, {})


async def test_what_was_filed_by_command_goes_with_its_message(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        await parts.desk.filing.post([Item(Draft(article().encode()), Place(GUILD, NEWS, 12))])
        await parts.desk.filing.idle()
        await parts.following.deleted(NEWS, [12])
        assert await parts.filed() == []


async def test_what_was_filed_by_hand_may_be_short_after_an_edit_too(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = await parts.post("The mayor of Vienna resigned.")
        assert await parts.arrivals.store(post, await intake.find_all(post), live=True)
        await parts.reception.finished([post.place])
        await parts.edit(post, "The mayor of Geneva resigned.")
        [filed] = await parts.filed()
        assert "Geneva" in filed.opening
        await parts.edit(post, "")
        assert await parts.filed() == []


async def test_discord_away_when_a_reply_is_to_go(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with bureau(tmp_path) as parts:
        post, other = await parts.post(article(1)), await parts.post(article(2))
        parts.channels.before = refusing("withdraw", "unreact ✅")
        await parts.following.deleted(NEWS, [post.id])
        await parts.edit(other, CHAT)
        assert await parts.filed() == []
        assert "stays: withdraw" in caplog.text
        assert "stays marked: unreact" in caplog.text


async def test_a_thread_follows_its_channel_and_goes_with_it(tmp_path: Path) -> None:
    async with bureau(tmp_path, channels=Channels()) as parts:
        inside = await parts.post(article(1), room=BRANCH)
        await parts.post(article(2))
        assert parts.marks(inside) == ["✅"]
        await parts.following.channel_deleted(THREAD)
        assert [one.number for one in await parts.filed()] == [2]
        late = parts.channels.post(article(3), room=BRANCH)
        await parts.arrive(late)
        assert [one.number for one in await parts.filed()] == [2]
        await parts.following.channel_deleted(NEWS)
        assert await parts.filed() == []
        await parts.progress.write()
        async with parts.desk.store.reading() as db:
            assert await places.channels(db, GUILD) == []


async def test_a_guild_is_forgotten(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        await parts.post(article())
        await parts.following.guild_removed(GUILD)
        await parts.arrive(parts.channels.post(article(2)))
        async with parts.desk.store.reading() as db:
            assert await places.guilds(db) == [0]
