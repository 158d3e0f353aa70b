"""Long pastes on Discord: what was posted in several messages is one article, whatever becomes of the messages."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.chat.news import article
from tests.loopback import Person, Post
from tests.loopback.places import SceneChannel
from tests.process.newsroom import CHATTER, LIBRARY, POLE, TELEPHONE, Newsroom, Watched, filed, newsroom, watched

pytestmark = [pytest.mark.process, pytest.mark.model, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Newsroom]:
    """One program for all tests but the last; each has a guild of its own."""
    async with newsroom(tmp_path_factory.mktemp("pastes")) as made, made.open():
        yield made


@pytest.fixture(autouse=True)
def _rules_kept(room: Newsroom) -> None:
    assert room.world.violations == []


HISTORY = f"{LIBRARY}\n\n{POLE}\n\n{TELEPHONE}"
_RACE = HISTORY.index("Robert Falcon Scott stood at the") + len("Robert Falcon Scott stood at the")
_TAIL = HISTORY.index("founded in 1877 with the help")
PARTS = [HISTORY[:_RACE], HISTORY[_RACE:_TAIL].strip(), HISTORY[_TAIL:]]
MARKED = [f"({n}/3)\n{article(n)}" for n in (1, 2, 3)]


async def sends(who: Person, where: SceneChannel, texts: list[str]) -> list[Post]:
    return [await who.posts(where, text) for text in texts]


async def raw(place: Watched, of: Post) -> str:
    """The stored text of a message's article, with the links to where it was posted."""
    answer = await place.ann.slash(place.news, "article raw", article=of.link)
    return f"{answer.text}\n{answer.post.message.components!r}"


async def are_one(place: Watched, posts: list[Post], count: int = 1) -> None:
    """These messages are one article, with one card under the first; so many articles are filed."""
    await filed(*posts)
    assert [len(post.bot_replies) for post in posts] == [1, *([0] * (len(posts) - 1))]
    shown = await raw(place, posts[-1])
    assert all(post.link in shown for post in posts), shown
    articles = "1 article filed" if count == 1 else f"{count} articles filed"
    assert articles in (await place.guild.owner.slash(place.news, "setup show")).text


async def test_a_text_in_three_messages_is_one_article(room: Newsroom) -> None:
    place = await watched(room.world)
    posts = await sends(place.ann, place.news, PARTS)
    await are_one(place, posts)
    shown = await raw(place, posts[0])
    for sentence in ("Robert Falcon Scott stood at the pole five weeks later", "was founded in 1877 with the help of"):
        assert sentence in shown


async def test_marks_tell_the_parts(room: Newsroom) -> None:
    place = await watched(room.world)
    posts = await sends(place.ann, place.news, MARKED)
    await are_one(place, posts)
    assert "(2/3)" not in await raw(place, posts[0])


async def test_others_between(room: Newsroom) -> None:
    place = await watched(room.world)
    bob = place.guild.member("Bob")
    mine = [await place.ann.posts(place.news, PARTS[0])]
    hers = [await bob.posts(place.news, MARKED[0])]
    talk = await place.guild.owner.posts(place.news, CHATTER)
    for own, other in zip(PARTS[1:], MARKED[1:], strict=True):
        hers.append(await bob.posts(place.news, other))
        mine.append(await place.ann.posts(place.news, own))
    await filed(*mine, *hers)
    await are_one(place, mine, count=2)
    await are_one(place, hers, count=2)
    assert talk.bot_reacted == []


async def test_an_edited_part(room: Newsroom) -> None:
    place = await watched(room.world)
    posts = await sends(place.ann, place.news, PARTS)
    await are_one(place, posts)
    card = await posts[0].reply()
    before = card.message.versions
    await place.ann.edits(posts[1], PARTS[1].replace("Philadelphia", "Chicago"))
    await card.changed(before)
    await are_one(place, posts)
    shown = await raw(place, posts[0])
    assert "exhibition in Chicago" in shown
    assert "Philadelphia" not in shown


async def test_deleted_parts(room: Newsroom) -> None:
    place = await watched(room.world)
    posts = await sends(place.ann, place.news, MARKED)
    await are_one(place, posts)
    card = await posts[0].reply()
    before = card.message.versions
    await place.ann.deletes(posts[1])
    await card.changed(before)
    await are_one(place, [posts[0], posts[2]])
    assert "Report 2" not in await raw(place, posts[0])
    await place.ann.deletes(posts[0])
    await card.gone()
    last = await posts[2].reply()
    await are_one(place, [posts[2]])
    await place.ann.deletes(posts[2])
    await last.gone()
    assert "0 articles filed" in (await place.guild.owner.slash(place.news, "setup show")).text


async def test_all_deleted_at_once(room: Newsroom) -> None:
    place = await watched(room.world)
    posts = await sends(place.ann, place.news, PARTS)
    await are_one(place, posts)
    card = await posts[0].reply()
    await place.guild.owner.deletes(*posts)
    await card.gone()
    assert "0 articles filed" in (await place.guild.owner.slash(place.news, "setup show")).text


async def test_through_restarts(tmp_path_factory: pytest.TempPathFactory) -> None:
    async with newsroom(tmp_path_factory.mktemp("restarts")) as room:
        child = await room.starts()
        place = await watched(room.world)
        posts = [await place.ann.posts(place.news, PARTS[0])]
        await posts[0].reacted("⏳")
        posts.append(await place.ann.posts(place.news, PARTS[1]))
        await room.killed(child)
        posts.append(await place.ann.posts(place.news, PARTS[2]))
        async with room.open():
            await are_one(place, posts)
        await place.ann.deletes(posts[0])
        async with room.open():
            await posts[1].reply()
            await are_one(place, posts[1:])
            shown = await raw(place, posts[1])
            assert "Library of Congress" not in shown
