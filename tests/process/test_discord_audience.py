"""Who gets to see what on Discord: private channels, threads, and guilds beside each other."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.loopback import NotOfferedError, Post
from tests.process.paper import ELEANOR, FRANKLIN, PRIZE, WALL, Paper, paper, shown

pytestmark = [pytest.mark.process, pytest.mark.asyncio(loop_scope="module")]

ALL = "Show me all (privately)"

SECRET = ("Curie", "radium", "polonium", "Becquerel", "Stockholm")
"""Words of the article in the editors' channel."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Paper]:
    """The paper, with an article for all and one for the editors."""
    async with paper(tmp_path_factory.mktemp("paper")) as made:
        await made.files(made.news, WALL)
        await made.files(made.desk, PRIZE)
        yield made


@pytest.fixture(autouse=True)
def lawful(here: Paper) -> object:
    """Discord has no complaint after any test."""
    yield
    assert not here.world.violations, f"{here.world.violations}\n{here.world.journal()}"


def _secret_in(text: str) -> list[str]:
    return [word for word in SECRET if word in text]


LINES = {
    "recent": "A prize for radium",
    "stories": "A prize for radium",
    "digest": "A prize for radium",
    "story 2": "polonium",
    "entities": "Marie Curie",
    "entity Marie Curie": "## Marie Curie",
    "search radium": "A prize for radium",
    "summary Marie Curie": "About Marie Curie",
    "summary radium": "polonium",
    "article 2": "A prize for radium",
    "article raw 2": "Becquerel",
    "article names 2": "Marie Curie",
    "article check 2": "Marie Curie",
    "stats": "2 in 2 channels",
}
"""What an editor is told in the editors' channel, and nobody in the channel for all."""


@pytest.mark.parametrize("line", LINES)
async def test_what_only_editors_may_read_is_told_only_among_them(here: Paper, line: str) -> None:
    among_editors = await here.asks(here.bob, f"!{line}", here.desk)
    assert LINES[line] in among_editors.text, shown(among_editors)
    for who in (here.bob, here.ann, here.eve):
        before_all = await here.asks(who, f"!{line}")
        said = before_all.text.replace(line.partition(" ")[2], "")
        assert not _secret_in(said), shown(before_all)
        assert LINES[line] not in before_all.text
        listed = [label for select in before_all.selects for _, label in select.options]
        assert not _secret_in(" ".join([*before_all.labels, *listed]))


async def test_whoever_may_read_more_gets_it_in_private(here: Paper) -> None:
    public = await here.asks(here.bob, "!recent")
    assert ALL in public.labels
    assert ALL not in (await here.asks(here.eve, "!recent")).labels
    everything = await here.bob.presses(public, ALL)
    assert everything.ephemeral
    assert "A prize for radium" in everything.text
    assert ALL not in everything.post.labels
    by_reader = await here.eve.presses(public, ALL)
    assert by_reader.ephemeral
    assert "The wall in Berlin" in by_reader.text
    assert not _secret_in(by_reader.text)
    refused = await here.bob.slash(here.news, "entity", name="Marie Curie")
    assert refused.ephemeral
    found = await here.bob.presses(refused, ALL)
    assert "## Marie Curie" in found.text


async def test_there_is_nothing_more_where_all_is_told(here: Paper) -> None:
    assert ALL not in (await here.asks(here.bob, "!recent", here.desk)).labels
    for line in ("help", "help entity", "about", "privacy"):
        assert ALL not in (await here.asks(here.bob, f"!{line}")).labels


async def test_what_a_reply_means_is_not_asked_again_without_it(here: Paper) -> None:
    """The button would show the latest article that its presser may read, and not the one replied to."""
    article = next(post for post in here.news.posts if post.message.content == WALL)
    answer = await here.asks(here.bob, "!summary", reply_to=article)
    assert "The wall in Berlin" in answer.text
    assert ALL not in answer.labels
    assert ALL in (await here.asks(here.bob, "!summary Kohl", reply_to=article)).labels


async def test_a_private_answer_draws_on_what_its_asker_may_read(here: Paper) -> None:
    for_editor = await here.bob.slash(here.news, "search", query="radium", private=True)
    assert "A prize for radium" in for_editor.text
    for_reader = await here.eve.slash(here.news, "search", query="radium", private=True)
    assert "Nothing found" in for_reader.text
    by_number = await here.eve.slash(here.news, "article show", article="#2", private=True)
    assert r"There is no article “\#2” here." in by_number.text


async def test_a_typed_line_for_oneself_draws_on_what_its_presser_may_read(here: Paper) -> None:
    asked = await here.asks(here.bob, "!search radium private:yes")
    assert not _secret_in(asked.text.replace("radium", ""))
    assert asked.labels == ["Show me"]
    assert "A prize for radium" in (await here.bob.presses(asked, "Show me")).text
    assert "Nothing found" in (await here.eve.presses(asked, "Show me")).text


async def test_completion_knows_what_its_typist_may_read(here: Paper) -> None:
    assert [one.value for one in await here.bob.completes(here.news, "entity", name="Marie")] == ["Marie Curie"]
    assert await here.eve.completes(here.news, "entity", name="Marie") == []
    assert [one.value for one in await here.bob.completes(here.news, "article show", article="radium")] == ["#2"]
    assert await here.eve.completes(here.news, "article show", article="radium") == []
    assert await here.eve.completes(here.news, "summary", what="Curie") == []


async def test_a_link_to_what_one_may_not_read_opens_nothing(here: Paper) -> None:
    secret = next(post for post in here.desk.posts if post.message.content == PRIZE)
    answer = await here.eve.slash(here.news, "article show", article=secret.link, private=True)
    assert not _secret_in(answer.text)
    with pytest.raises(NotOfferedError):
        await here.eve.menu("Summarise", secret)


async def test_a_press_gives_what_its_presser_may_read(here: Paper) -> None:
    """The select is on a message for all; what it opens was hidden from some meanwhile."""
    gazette = here.guild.channel("gazette")
    await here.ann.slash(here.news, "setup watch", channel=gazette)
    [post] = await here.files(gazette, ELEANOR)
    listed = await here.asks(here.eve, "!recent")
    line = next(label for _, label in listed.selects[0].options if "Rights for everybody" in label)
    assert "Rights for everybody" in (await here.eve.selects(listed, line)).text
    gazette.denies(here.guild.everyone, "VIEW_CHANNEL")
    gazette.allows(here.guild.bot, "VIEW_CHANNEL")
    refused = await here.eve.selects(listed, line)
    assert refused.ephemeral
    assert "Rights for everybody" not in refused.text
    assert "There is no article" in refused.text
    assert "Rights for everybody" in (await here.ann.selects(listed, line)).text
    await here.ann.deletes(post)


async def test_a_choice_in_public_is_answered_for_the_public(here: Paper) -> None:
    """An editor who presses a button for all shows nobody what only editors may read."""
    question = await here.asks(here.eve, "!entity Gorbatchev")
    assert "Did you mean Mikhail Gorbachev?" in question.text, shown(question)
    answer = await here.bob.presses(question, "Mikhail Gorbachev")
    assert answer.post.id == question.id
    assert "Soviet Union" in question.text
    assert ALL in question.labels
    assert not _secret_in(question.text)


async def test_a_public_thread_belongs_to_its_channel(here: Paper) -> None:
    start = await here.bob.posts(here.news, "Let us talk about it.")
    thread = here.news.thread("talk", start)
    answer = await here.asks(here.bob, "!recent", thread)
    assert "The wall in Berlin" in answer.text
    assert not _secret_in(answer.text)
    secret_start = await here.bob.posts(here.desk, "Let us talk about this, too.")
    secret_thread = here.desk.thread("secret talk", secret_start)
    answer = await here.asks(here.bob, "!recent", secret_thread)
    assert "A prize for radium" in answer.text


async def test_guilds_share_nothing(here: Paper) -> None:
    others = [here.world.guild(f"Paper {number}") for number in range(2, 6)]
    channels = [guild.channel("news") for guild in others]
    people = [guild.member(f"Chief {number}", administrator=True) for number, guild in enumerate(others, 2)]
    for guild in others:
        guild.member(here.ann, administrator=True)
    texts = (FRANKLIN, ELEANOR, PRIZE)
    for person, channel, article in zip(people, channels, texts, strict=False):
        filed = await person.slash(channel, "ingest", text=article.replace("\n\n", ". "))
        assert "✅ Filed" in filed.text, shown(filed)
        assert "#1" in filed.text
    own = ("Franklin Roosevelt", "Eleanor Roosevelt", "Marie Curie")
    for number, (person, channel) in enumerate(zip(people, channels, strict=True)):
        names: list[Post] = []
        for name in (*own, "Ronald Reagan"):
            by_boss = await person.slash(channel, "entity", name=name, private=True)
            by_ann = await here.ann.slash(channel, "entity", name=name, private=True)
            known = number < len(own) and own[number] == name
            assert (f"## {name}" in by_boss.text) is known, shown(by_boss)
            assert by_ann.text == by_boss.text
            names.append(by_boss.post)
        counted = await person.slash(channel, "stats")
        assert ("1 in 1 channel" in counted.text) is (number < len(own)), shown(counted)
        offered = {one.value for one in await person.completes(channel, "entity", name="r")}
        assert "Ronald Reagan" not in offered
    empty = await people[3].slash(channels[3], "recent")
    assert "Nothing is filed here yet." in empty.text
    link = next(post for post in here.news.posts if post.message.content == WALL).link
    refused = await here.ann.slash(channels[3], "article show", article=link, private=True)
    assert "That message is not filed." in refused.text
    assert "Roosevelt" not in (await here.asks(here.ann, "!recent")).text
