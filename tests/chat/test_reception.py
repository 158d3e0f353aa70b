"""What is shown under a message, from ⏳ to its end."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cards.plain import plain
from bot.chat.posts import Room
from bot.desk import forgetting
from bot.store import watched
from bot.store.rows import Place
from bot.store.watched import Length, Reply, Watched
from bot.work.errors import SetupFailed, StageFailed
from tests.chat.news import (
    CHAT,
    GUILD,
    NEWS,
    OTHER,
    ROOM,
    Bureau,
    Channels,
    ago,
    article,
    bureau,
    bureau_over,
    refusing,
    upload,
    watch,
)
from tests.desk.workers import Here, desk_of

pytestmark = pytest.mark.usefixtures("brisk")

HOW = Watched(GUILD, NEWS, "news")


async def test_an_article_is_filed_and_told_with_a_card(tmp_path: Path) -> None:
    acts: list[str] = []
    async with bureau(tmp_path, channels=Channels(before=acts.append)) as parts:
        post = await parts.post(article())
        [filed] = await parts.filed()
        assert (filed.number, filed.state, filed.posting.link, filed.posting.author) == (1, "ready", post.link, "5")
        assert acts == ["react ⏳", "reply", "replied", "react ✅", "unreact ⏳"]
        assert parts.marks(post) == ["✅"]
        [card] = parts.channels.cards(post)
        assert card.subtitle.startswith("✅ Filed · #1")
        note = await parts.note(post)
        assert note is not None
        assert (note.shown, note.reply) == ("filed", next(iter(parts.channels.replies)))


async def test_it_is_stored_before_it_is_acknowledged(tmp_path: Path) -> None:
    reader = Here()
    reader.gate.clear()
    async with bureau(tmp_path, reader=reader) as parts:
        post = parts.channels.post(article())
        await parts.arrivals.arrive(post)
        assert parts.marks(post) == ["⏳"]
        note = await parts.note(post)
        assert note is not None
        assert (note.shown, await parts.cursor()) == ("waiting", post.id)
        reader.gate.set()
        await parts.reception.finished([post.place])
        assert parts.marks(post) == ["✅"]


async def test_a_message_that_is_told_of_after_its_end_does_not_wait_for_ever(tmp_path: Path) -> None:
    """In a burst the parts of a paste are told of one after another, while more of them come and all is read."""
    async with bureau(tmp_path) as parts:
        post = await parts.post(article())
        await parts.reception.accept(post.place, (), live=True)
        await parts.reception.finished([post.place])
        assert parts.marks(post) == ["✅"]


async def test_a_mark_that_comes_while_the_end_is_shown_does_not_stay(tmp_path: Path) -> None:
    late: list[asyncio.Task[None]] = []

    def told_of_once_more(act: str) -> None:
        if act == "react ✅" and not late:
            late.append(asyncio.create_task(parts.reception.accept(post.place, (), live=True)))

    channels = Channels(before=told_of_once_more)
    async with bureau(tmp_path, channels=channels) as parts:
        post = channels.post(article())
        await parts.arrive(post)
        await asyncio.gather(*late)
        await parts.reception.finished([post.place])
        assert len(late) == 1
        assert parts.marks(post) == ["✅"]


@pytest.mark.parametrize(("reply", "marks"), [("reaction", ["✅"]), ("silent", [])])
async def test_a_channel_may_want_less(tmp_path: Path, reply: Reply, marks: list[str]) -> None:
    async with bureau(tmp_path, replace(HOW, reply=reply)) as parts:
        post = await parts.post(article())
        assert (parts.marks(post), parts.channels.sent) == (marks, [])
        note = await parts.note(post)
        assert note is not None
        assert note.shown == "filed"


@pytest.mark.parametrize(("length", "sentences"), [("line", 1), ("short", 3)])
async def test_the_length_is_the_channels(tmp_path: Path, length: Length, sentences: int) -> None:
    async with bureau(tmp_path, replace(HOW, length=length)) as parts:
        [card] = parts.channels.cards(await parts.post(article()))
        assert len(card.sections[0].lines) == sentences


async def test_a_card_in_a_thread_that_goes_with_its_article(tmp_path: Path) -> None:
    async with bureau(tmp_path, replace(HOW, reply="thread")) as parts:
        post = await parts.post(article())
        assert parts.channels.threads == {post.id}
        note = await parts.note(post)
        assert note is not None
        assert (note.threaded, note.reply_in) == (True, post.id)
        await parts.arrivals.arrive(parts.channels.post(article()))  # the same again is no news: a card, and no thread
        await parts.filed()
        await forgetting.forget(parts.desk, (await parts.filed())[0])
        await parts.reception.recover()
        await parts.reception.finished([post.place])
        assert (parts.channels.threads, parts.channels.cards(post)) == (set(), [])


@pytest.mark.parametrize("act", ["thread", "reply", "replied", "react ✅"])
async def test_a_thread_has_one_card_however_often_discord_is_away(tmp_path: Path, act: str) -> None:
    channels = Channels(before=refusing(act))
    async with bureau(tmp_path, replace(HOW, reply="thread"), channels=channels) as parts:
        post = await parts.post(article())
        assert len(parts.channels.cards(post)) == len(parts.channels.sent) == 1
        note = await parts.note(post)
        assert note is not None
        assert (note.threaded, parts.channels.threads) == (True, {post.id})


async def test_where_no_thread_can_be_opened_it_is_a_card_and_that_is_noted(tmp_path: Path) -> None:
    async with bureau(tmp_path, replace(HOW, reply="thread")) as parts:
        parts.channels.no_thread = "the bot lacks the permission to create public threads"
        post = await parts.post(article())
        assert len(parts.channels.cards(post)) == 1
        note = await parts.note(post)
        assert note is not None
        assert not note.threaded
        async with parts.desk.store.reading() as db:
            how = await watched.one(db, NEWS)
        assert how is not None
        assert how.hindrance == parts.channels.no_thread
        parts.channels.no_thread = ""
        await parts.post(article(2))
        async with parts.desk.store.reading() as db:
            how = await watched.one(db, NEWS)
        assert how is not None
        assert how.hindrance is None


async def test_chatter_is_left_alone(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = await parts.post(CHAT)
        assert (parts.marks(post), await parts.note(post), await parts.filed()) == ([], None, [])


async def test_a_known_text_links_to_the_other_posting(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        first = await parts.post(article())
        second = await parts.post(article().upper())
        assert parts.marks(second) == ["♻️"]
        [card] = parts.channels.cards(second)
        assert card.link == first.link
        note = await parts.note(second)
        assert note is not None
        assert note.shown == "duplicate"


async def test_a_known_text_does_not_link_to_what_the_poster_may_not_read(tmp_path: Path) -> None:
    async with bureau(tmp_path, readable=frozenset({NEWS})) as parts:
        await watch(parts.desk, Watched(GUILD, OTHER, "closed"))
        await parts.post(article(), room=Room(GUILD, OTHER, "closed"))
        post = await parts.post(article())
        [card] = parts.channels.cards(post)
        assert plain(card) == "♻️ This text is filed already."
        assert "closed" not in repr(card)


async def test_a_cut_copy_links_to_the_other_posting(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        first = await parts.post(article())
        cut = await parts.post(" ".join(article().split()[:-12]))
        assert parts.marks(cut) == ["♻️"]
        [card] = parts.channels.cards(cut)
        assert card.link == first.link
        assert len(await parts.filed()) == 1


async def test_a_copy_in_other_words_of_what_the_poster_may_not_read_is_filed(tmp_path: Path) -> None:
    async with bureau(tmp_path, readable=frozenset({NEWS})) as parts:
        await watch(parts.desk, Watched(GUILD, OTHER, "closed"))
        await parts.post(article() + " Nobody else may know of the second ledger.", room=Room(GUILD, OTHER, "closed"))
        post = await parts.post(article())
        assert parts.marks(post) == ["✅"]
        assert "ledger" not in repr(parts.channels.cards(post))


async def test_a_text_twice_in_one_message_is_filed(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = replace(parts.channels.post(article()), uploads=(upload("a.txt", article().encode()),))
        await parts.arrive(post)
        assert parts.marks(post) == ["✅"]
        [card] = parts.channels.cards(post)
        assert [line.text[:2] for _, line in card.numbered_lines()] == ["✅ ", "♻️"]


async def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        empty = replace(parts.channels.post(""), uploads=(upload("a.txt", b"?!"),))
        huge = replace(parts.channels.post(""), uploads=(upload("b.txt", b"", size=1 << 30),))
        for post, reason in ((empty, "There are no words in this text."), (huge, "b.txt is too large")):
            await parts.arrive(post)
            assert parts.marks(post) == ["⚠️"]
            [card] = parts.channels.cards(post)
            assert reason in plain(card)


async def test_what_is_filed_but_cannot_be_extracted(tmp_path: Path) -> None:
    def fail(stage: str, _: object) -> None:
        if stage == "analyse":
            raise StageFailed("analyse", "ValueError", "odd")

    async with bureau(tmp_path, extractor=Here(fail)) as parts:
        post = await parts.post(article())
        assert parts.marks(post) == ["⚠️"]
        [card] = parts.channels.cards(post)
        assert card.title.startswith("⚠️ Filed, but not read")


async def test_old_messages_get_the_reaction_alone(tmp_path: Path) -> None:
    acts: list[str] = []
    async with bureau(tmp_path, channels=Channels(before=acts.append)) as parts:
        post = await parts.post(article(), at=ago(days=2))
        assert acts == ["react ✅"]
        [filed] = await parts.filed()
        assert filed.posting.posted_at == post.posted_at


async def test_a_model_that_does_not_start_leaves_it_waiting(tmp_path: Path) -> None:
    failures = 5

    def fail(stage: str, _: object) -> None:
        nonlocal failures
        if stage == "analyse" and failures:
            failures -= 1
            raise SetupFailed("extractor", "no model", 1)

    async with bureau(tmp_path, extractor=Here(fail)) as parts:
        post = await parts.post(article())
        assert (failures, parts.marks(post)) == (0, ["✅"])


@pytest.mark.parametrize("act", ["react ⏳", "reply", "replied", "react ✅", "unreact ⏳"])
async def test_discord_away_for_a_moment(tmp_path: Path, act: str) -> None:
    async with bureau(tmp_path, channels=Channels(before=refusing(act))) as parts:
        post = await parts.post(article())
        assert parts.marks(post) == ["✅"]
        assert len(parts.channels.cards(post)) == len(parts.channels.sent) == 1


@pytest.mark.parametrize("act", ["react ⏳", "reply", "replied", "react ✅", "unreact ⏳"])
async def test_killed_in_between_and_started_again(tmp_path: Path, act: str) -> None:
    """Whatever it was doing when it was killed: after the next start it ends the same, and no card stands twice."""

    def killed(now: str) -> None:
        if now == act:
            raise asyncio.CancelledError

    channels = Channels(before=killed)
    async with bureau(tmp_path, channels=channels) as parts:
        post = channels.post(article())
        before = asyncio.ensure_future(parts.arrivals.arrive(post))
        await asyncio.wait({before})
        await parts.desk.filing.idle()
        await asyncio.sleep(0.05)
    channels.before = lambda _: None
    async with desk_of(tmp_path) as desk, bureau_over(desk, channels) as parts:
        await parts.reception.recover()
        await parts.reception.recover()
        await parts.reception.finished([post.place])
        assert parts.marks(post) == ["✅"]
        assert len(channels.sent) == len(channels.cards(post)) == 1
        note = await parts.note(post)
        assert note is not None
        assert (note.shown, note.reply) == ("filed", next(iter(channels.replies)))


async def test_not_many_at_once(tmp_path: Path) -> None:
    extractor = Here()
    extractor.gate.clear()
    async with bureau(tmp_path, extractor=extractor) as parts:
        posts = [parts.channels.post(article(n)) for n in range(20)]
        for post in posts:
            await parts.arrivals.arrive(post)
        assert all(parts.marks(post) == ["⏳"] for post in posts)
        extractor.gate.set()
        await parts.reception.finished([post.place for post in posts])
        assert all(parts.marks(post) == ["✅"] for post in posts)
        assert len(parts.channels.sent) == 20


async def test_a_fault_is_logged_and_the_next_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def fail(act: str) -> None:
        if act == "reply":
            raise ZeroDivisionError

    async with bureau(tmp_path, channels=Channels(before=fail)) as parts:
        post = await parts.post(article())
        assert parts.marks(post) == ["⏳"]
        assert caplog.text.count("raise ZeroDivisionError") == 3
        await parts.reception.recover()
        await parts.reception.finished([post.place])
        assert caplog.text.count("raise ZeroDivisionError") == 3
        parts.channels.before = lambda _: None
        assert parts.marks(await parts.post(article(1))) == ["✅"]


async def test_a_message_deleted_meanwhile_keeps_no_reply(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = parts.channels.post(article())

        def delete(act: str) -> None:
            if act == "replied":
                parts.channels.before = lambda _: None
                deleting.append(asyncio.ensure_future(parts.following.deleted(NEWS, [post.id])))

        deleting: list[asyncio.Future[None]] = []
        parts.channels.before = delete
        await parts.arrive(post)
        await asyncio.gather(*deleting)
        assert parts.channels.replies == {}
        assert await parts.note(post) is None
        assert await parts.filed() == []


async def unwatch_while_it_waits(parts: Bureau, reader: Here) -> None:
    async with parts.desk.store.writing() as db:
        await watched.unwatch(db, NEWS)
    reader.gate.set()


async def test_a_channel_that_is_unwatched_meanwhile_is_left_alone(tmp_path: Path) -> None:
    reader = Here()
    reader.gate.clear()
    async with bureau(tmp_path, reader=reader) as parts:
        post = parts.channels.post(article())
        await parts.arrivals.arrive(post)
        await unwatch_while_it_waits(parts, reader)
        await parts.reception.finished([post.place])
        assert parts.channels.sent == []
        assert len(await parts.filed()) == 1


async def test_nobody_waits_for_what_is_not_there(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        await parts.reception.finished([Place(GUILD, ROOM.channel, 1)])
        await parts.reception.refuse(Place(GUILD, 12345, 1))
        assert parts.channels.reactions == {}


async def test_a_message_of_which_one_text_was_deleted(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = replace(parts.channels.post(article(1)), uploads=(upload("a.txt", article(2).encode()),))
        await parts.arrive(post)
        await forgetting.forget(parts.desk, (await parts.filed())[0])
        await parts.reception.recover()
        await parts.reception.finished([post.place])
        [card] = parts.channels.cards(post)
        assert card.title.startswith("Report 2")
        assert parts.marks(post) == ["✅"]


async def test_a_message_of_which_all_was_deleted(tmp_path: Path) -> None:
    async with bureau(tmp_path) as parts:
        post = await parts.post(article())
        await forgetting.forget(parts.desk, (await parts.filed())[0])
        await parts.reception.recover()
        await parts.reception.finished([post.place])
        assert (parts.channels.replies, parts.marks(post)) == ({}, [])
        await parts.arrive(post)
        assert await parts.filed() == []
