"""Answers on Discord, as people get them: every command in every form, and who is told what."""

import asyncio
import gzip
import json
import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.commands.all import REGISTRY
from tests.chat.news import article
from tests.loopback import Answer, NotOfferedError, Person, Post
from tests.loopback.reading import pictures_of
from tests.process.every_command import COMMANDS, ELSEWHERE, REFUSED
from tests.process.more_articles import CANAL, FINCHES, HOSTILE, PLUTO, TEA
from tests.process.paper import ELEANOR, FRANKLIN, PRIZE, WALL, Paper, paper, shown

pytestmark = [pytest.mark.process, pytest.mark.asyncio(loop_scope="module")]

WALL_NUMBER = "#1"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def here(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Paper]:
    """The paper, with articles that all can read."""
    async with paper(tmp_path_factory.mktemp("paper")) as made:
        await made.files(made.news, WALL)
        await made.files(made.news, FRANKLIN, ELEANOR)
        yield made


@pytest.fixture(autouse=True)
def lawful(here: Paper) -> object:
    """Discord has no complaint after any test."""
    yield
    assert not here.world.violations, f"{here.world.violations}\n{here.world.journal()}"


async def test_every_command_is_tried() -> None:
    assert set(COMMANDS) == set(REGISTRY.commands)


@pytest.mark.parametrize("path", REGISTRY.commands)
async def test_every_command_answers_typed_by_mention_and_as_slash(here: Paper, path: str) -> None:
    typed, options, says = COMMANDS[path]
    where = here.guild.channel("quiet") if path in ELSEWHERE else here.news
    by_prefix = await here.asks(here.ann, f"!{path} {typed}", where)
    by_mention = await here.asks(here.ann, f"{here.world.bot.mention} {path} {typed}", where)
    slash = await here.ann.slash(where, path, options)
    answers: list[Answer | Post] = [by_prefix, by_mention, slash]
    if REGISTRY.commands[path].personal:
        answers = [slash, *[await here.ann.presses(one, "Show me") for one in (by_prefix, by_mention)]]
    for answer in answers:
        assert says in answer.text, shown(answer)
        assert answer.ephemeral == REGISTRY.commands[path].personal or path in REFUSED
    if not REGISTRY.commands[path].changes and path != "backfill show":
        assert {answer.text for answer in answers} == {slash.text}


async def test_a_graph_comes_with_its_picture(here: Paper) -> None:
    answer = await here.ann.slash(here.news, "graph", name="Helmut Kohl")
    for _ in range(1_000):
        if answer.post.message.attachments:
            break
        await asyncio.sleep(0.02)
    [file] = answer.post.message.attachments
    assert file.data.startswith(b"\x89PNG")
    assert file.description is not None
    assert file.description.startswith("A graph of Helmut Kohl among")
    assert pictures_of(answer.post.message) == [file.url]


async def test_an_export_is_a_file_for_its_asker_alone(here: Paper) -> None:
    answer = await here.ann.slash(here.news, "export")
    [file] = answer.post.message.attachments
    assert answer.ephemeral
    assert file.filename == "articles.jsonl.gz"
    texts = [json.loads(line)["text"] for line in gzip.decompress(file.data).decode().splitlines()]
    assert any("agreed on the terms of unity" in text for text in texts)


@pytest.mark.parametrize("path", ["article", "setup", "quotes"])
async def test_a_group_alone_is_its_usual_command(here: Paper, path: str) -> None:
    usual = REGISTRY.fallback(path)
    assert usual is not None
    answer = await here.asks(here.ann, f"!{path}")
    assert answer.text == (await here.asks(here.ann, f"!{usual.path}")).text


async def test_help_lists_what_its_reader_may_do(here: Paper) -> None:
    for_manager = await whole_help(here, here.ann)
    for_member = await whole_help(here, here.eve)
    assert "setup watch" in for_manager
    assert "setup" not in for_member
    assert "entity" in for_member


async def whole_help(here: Paper, person: Person) -> str:
    """All messages of `help`: the last says how to ask."""
    answer = await person.slash(here.news, "help")
    texts = [answer.text]
    while "`!help`, or mention me and ask." not in texts[-1]:
        texts.append((await answer.follow_up(len(texts))).text)
    return "\n".join(texts)


@pytest.mark.parametrize("path", [path for path, one in REGISTRY.commands.items() if one.permission == "manage"])
async def test_commands_for_managers_are_refused_to_members(here: Paper, path: str) -> None:
    refused = await here.asks(here.eve, f"!{path}")
    assert f"`{path}` is for those who manage this place." in refused.text
    by_mention = await here.asks(here.eve, f"{here.world.bot.mention} {path}")
    assert by_mention.text == refused.text
    group = REGISTRY.commands[path].group
    if group and any(one.permission == "everyone" for one in REGISTRY.children(group).values()):
        by_slash = await here.eve.slash(here.news, path, COMMANDS[path][1])  # a group is offered as a whole
        assert by_slash.ephemeral
        assert by_slash.text == refused.text
        return
    assert not here.eve.is_offered(here.news, path)
    assert here.ann.is_offered(here.news, path)
    with pytest.raises(NotOfferedError):
        await here.eve.slash(here.news, path)


async def test_a_private_answer_is_for_its_asker_alone(here: Paper) -> None:
    answer = await here.eve.slash(here.news, "entity", name="Ronald Reagan", private=True)
    assert answer.ephemeral
    assert "Ronald Reagan" in answer.text
    with pytest.raises(NotOfferedError):
        await here.bob.presses(answer, "Summary")


@pytest.mark.parametrize("path", [path for path, one in REGISTRY.commands.items() if not one.changes])
async def test_every_answer_can_be_had_in_private(here: Paper, path: str) -> None:
    _, options, says = COMMANDS[path]
    chosen = {"private": True} if REGISTRY.commands[path].offers_private else {}
    answer = await here.ann.slash(here.news, path, {**options, **chosen})
    assert answer.ephemeral
    assert says in answer.text, shown(answer)


async def test_a_typed_line_that_asks_for_a_private_answer_gets_a_button_for_it(here: Paper) -> None:
    mention = here.world.bot.mention
    lines = ("!entity Helmut Kohl private:yes", f"{mention} who is Helmut Kohl? private:yes", "!search Kohl --private")
    for line in lines:
        asked = await here.asks(here.eve, line)
        assert asked.text.startswith("## That is for your eyes only."), shown(asked)
        assert asked.labels == ["Show me"]
        answer = await here.eve.presses(asked, "Show me")
        assert answer.ephemeral
        assert "Kohl" in answer.text, shown(answer)
    refused = await here.asks(here.ann, "!ban Helmut Kohl private:yes")
    assert r"Choose `/ban`, with its option `private`." in refused.text, shown(refused)


async def test_a_personal_answer_is_never_shown_to_others(here: Paper) -> None:
    for path, one in REGISTRY.commands.items():
        if not one.personal:
            continue
        asker = here.ann if one.permission == "manage" else here.eve
        assert (await asker.slash(here.news, path)).ephemeral
        asked = await here.asks(asker, f"!{path}")
        assert asked.text == "## That is for your eyes only."
        assert (await here.bob.presses(asked, "Show me")).ephemeral


async def test_a_refusal_is_for_its_asker_alone(here: Paper) -> None:
    answer = await here.eve.slash(here.news, "entity", name="Nobody Atall")
    assert answer.ephemeral
    assert "No “Nobody Atall” is known here." in answer.text


async def test_a_refusal_takes_the_place_of_what_all_saw_being_made(here: Paper) -> None:
    before = {post.id for post in here.news.bot_posts}
    answer = await here.eve.slash(here.news, "ingest", text=" ")
    assert answer.deferred
    assert answer.ephemeral
    assert "Not filed" in answer.text or "nothing to file" in answer.text
    assert {post.id for post in here.news.bot_posts if not post.ephemeral and not post.deleted} == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("what do we know about Kohl?", ["Helmut Kohl", "Taken as the name “Kohl”"]),
        ("who is Eleanor Roosevelt", ["Eleanor Roosevelt", "Taken as the name"]),
        ("anything on the Caucasus treaty terms", ["Caucasus"]),
        ("show me #1 please", ["The wall in Berlin", "Taken as an article"]),
        ("tell me something about dentistry", ["Search: dentistry", "Taken as words to search for", "Nothing found"]),
        ("", ["What you can do here"]),
        ("hello", ["What you can do here"]),
    ],
)
async def test_free_words_go_to_the_nearest_command(here: Paper, words: str, says: list[str]) -> None:
    answer = await here.asks(here.eve, f"{here.world.bot.mention} {words}".strip())
    assert all(one in answer.text for one in says), shown(answer)


async def test_what_is_not_for_the_bot_is_left_alone(here: Paper) -> None:
    before = len(here.news.bot_posts)
    await here.eve.posts(here.news, "!unknown")
    await here.eve.posts(here.news, "! help")
    await here.eve.posts(here.news, f"ask {here.world.bot.mention} about Kohl")
    await here.asks(here.eve, "!about")
    assert len(here.news.bot_posts) == before + 1


async def test_a_reply_to_an_article_needs_no_number(here: Paper) -> None:
    article = next(post for post in here.news.posts if post.text == FRANKLIN)
    summary = await here.asks(here.eve, "!summary", reply_to=article)
    assert "The speech after Pearl Harbor" in summary.text
    of_card = await here.asks(here.eve, "!article names", reply_to=article.bot_replies[0])
    assert "Names in “The speech after Pearl Harbor”" in of_card.text
    chat = await here.eve.posts(here.news, "Good morning")
    refused = await here.asks(here.eve, "!summary", reply_to=chat)
    assert "The message you reply to is no article that I know." in refused.text


async def test_direct_messages_have_what_needs_no_server(here: Paper) -> None:
    eve = here.eve
    said = [
        ("help", "What you can do here"),
        ("!about", "Dossier"),
        (f"{here.world.bot.mention} privacy", "Who sees it"),
    ]
    for line, says in said:
        answer = await (await eve.posts(eve.dm, line)).reply()
        assert says in answer.text
    listed = await (await eve.posts(eve.dm, "help")).reply()
    assert "entity" not in listed.text
    assert "In a server there are more." in listed.text
    for line in ("!recent", "what do we know about Kohl?", "entity Kohl"):
        refused = await (await eve.posts(eve.dm, line)).reply()
        assert "works only in a server." in refused.text
        assert "Helmut" not in refused.text
    assert "Dossier" in (await eve.slash(eve.dm, "about")).text
    assert not eve.is_offered(eve.dm, "entity")


async def test_names_are_completed(here: Paper) -> None:
    found = await here.eve.completes(here.news, "entity", name="roos")
    assert {one.value for one in found} >= {"Franklin Roosevelt", "Eleanor Roosevelt"}
    assert await here.eve.completes(here.news, "entity", name="zzzz") == []
    anything = await here.eve.completes(here.news, "entity", name="")
    assert 0 < len(anything) <= 25


async def test_articles_are_completed_by_words_of_their_titles(here: Paper) -> None:
    found = await here.eve.completes(here.news, "article show", article="pearl")
    assert [one.name.partition(" ")[2] for one in found] == ["The speech after Pearl Harbor"]
    answer = await here.eve.slash(here.news, "article show", article=found[0].value)
    assert "The speech after Pearl Harbor" in answer.text
    latest = await here.eve.completes(here.news, "article show", article="")
    assert {WALL_NUMBER} <= {one.value for one in latest}
    assert len(latest) <= 25
    either = await here.eve.completes(here.news, "summary", what="wall")
    assert f"{WALL_NUMBER} The wall in Berlin" in [one.name for one in either]


async def test_commands_are_completed_by_what_their_typist_may_do(here: Paper) -> None:
    assert [one.value for one in await here.ann.completes(here.news, "help", topic="setup w")] == ["setup watch"]
    assert await here.eve.completes(here.news, "help", topic="setup w") == []


async def test_namesakes_are_chosen_from_in_place(here: Paper) -> None:
    question = await here.asks(here.eve, "!entity Roosevelt")
    assert "Which “Roosevelt”?" in question.text, shown(question)
    [select] = question.selects
    assert {label for _, label in select.options} == {"Franklin Roosevelt", "Eleanor Roosevelt"}
    answer = await here.bob.selects(question, "Eleanor Roosevelt")
    assert answer.post.id == question.id
    assert "Universal Declaration of Human Rights" in question.text
    assert "Pearl Harbor" not in question.text


async def test_a_numbered_line_opens_for_its_presser_alone(here: Paper) -> None:
    listed = await here.asks(here.eve, "!recent")
    before = listed.text
    line = next(label for _, label in listed.selects[0].options if "wall" in label)
    opened = await here.bob.selects(listed, line)
    assert opened.ephemeral
    assert "Ronald Reagan spoke at the Brandenburg Gate" in opened.text
    assert listed.text == before


def _quiet(answer: Answer | Post) -> None:
    """No mention is shown as one: it is in code, or broken."""
    said = re.sub(r"`[^`\n]*`", "", re.sub(r"\\.", "", answer.text))
    assert "@everyone" not in said
    assert "<@" not in said


async def test_nothing_in_an_article_pings_or_is_formatted(here: Paper) -> None:
    [post] = await here.files(here.news, HOSTILE)
    card = post.bot_replies[0]
    for answer in (
        card,
        await here.asks(here.eve, "!article raw", reply_to=post),
        await here.asks(here.eve, "!recent"),
        await here.asks(here.eve, "!search Lovelace"),
        await here.eve.slash(here.news, "entity", name="Ada Lovelace"),
        await here.asks(here.eve, "!entity **@everyone** <@1234567890123456>"),
    ):
        _quiet(answer)
        assert "**free**" not in answer.text
        assert "||hidden||" not in answer.text
        assert "](https://example.org)" not in answer.text


async def test_a_text_given_to_the_slash_command_is_filed(here: Paper) -> None:
    answer = await here.bob.slash(here.news, "ingest", text=PRIZE)
    assert "✅ Filed" in answer.text
    assert not answer.ephemeral
    found = await here.asks(here.eve, "!search polonium")
    assert str(answer.post.id) in found.text, "the receipt links to the answer, which all can see"


async def test_a_file_given_to_the_slash_command_is_filed(here: Paper) -> None:
    answer = await here.bob.slash(here.news, "ingest", file=("tea.txt", TEA.encode()))
    assert "✅ Filed" in answer.text
    assert "Tea from Assam" in answer.text


async def test_without_anything_a_form_asks_for_the_text(here: Paper) -> None:
    form = await here.bob.slash(here.news, "ingest")
    assert form.modal["title"]
    answer = await here.bob.submits(form, {"The text of an article, or a link to one": PLUTO})
    assert "✅ Filed" in answer.text
    assert "A ninth planet, for a while" in answer.text


async def test_a_file_attached_to_the_typed_command_is_filed(here: Paper) -> None:
    post = await here.bob.posts(here.news, "!ingest", files=[("canal.md", CANAL.encode())])
    answer = await post.reply()
    assert "✅ Filed" in answer.text
    assert "A canal through Suez" in answer.text
    by_mention = await here.eve.posts(
        here.news, f"{here.world.bot.mention} ingest", files=[("canal.md", CANAL.encode())]
    )
    assert "Filed already: A canal through Suez" in (await by_mention.reply()).text
    assert len(post.bot_replies) == 1
    assert post.bot_reacted == []


async def test_a_right_click_files_summarises_and_names(here: Paper) -> None:
    lounge = here.guild.channel("lounge")
    post = await here.bob.posts(lounge, FINCHES)
    unknown = await here.eve.menu("Summarise", post)
    assert unknown.ephemeral
    assert "That message is not filed." in unknown.text
    filed = await here.eve.menu("File this article", post)
    assert filed.ephemeral
    assert "✅ Filed" in filed.text, shown(filed)
    summary = await here.ann.menu("Summarise", post)
    assert summary.ephemeral
    assert "Charles Darwin reached the Galapagos Islands" in summary.text
    names = await here.ann.menu("Who is in this", post)
    assert names.ephemeral
    assert "Alfred Russel Wallace" in names.text
    again = await here.eve.menu("File this article", post)
    assert again.text == filed.text, "the message is filed once"
    chat = await here.bob.posts(lounge, "")
    assert "There is nothing to file in this message." in (await here.eve.menu("File this article", chat)).text


def _sentences(count: int) -> list[str]:
    """Sentences of two hundred characters and more."""
    short = [one.rstrip(".") for number in range(100, 130) for one in article(number).split(". ")[1:]]
    return [f"{one}, and {two[:1].lower()}{two[1:]}." for one, two in zip(short[::2], short[1::2], strict=False)][
        :count
    ]


async def test_a_long_answer_goes_on_in_further_messages(here: Paper) -> None:
    long = "\n\n".join(["A very long report", *_sentences(60)])
    filed = await (await here.bob.posts(here.news, "!ingest", files=[("long.txt", long.encode())])).reply()
    number = re.search(r"\\#(\d+)", filed.text)
    assert number
    before = len(here.news.bot_posts)
    first = await here.asks(here.eve, f"!summary #{number[1]} sentences:30")
    second = await here.news.bot_post(before + 2)
    assert first.text.count("\n\n") > 10
    assert first.labels == []
    assert "Names" in second.labels
    assert "30 of 6" in second.text
    answer = await here.eve.slash(here.news, "summary", what=f"#{number[1]}", sentences=30, private=True)
    rest = await answer.follow_up()
    assert (answer.text, rest.text) == (first.text, second.text)
    assert rest.ephemeral


async def test_a_suggestion_is_answered_with_a_tap_by_those_who_may_correct(here: Paper) -> None:
    for text in (
        "Olav Brandvik opened the mill in Velden on Monday. Mr. Olav Brandvik spoke first.",
        "Kari Brandvik closed the harbor of Lindholm on Tuesday. Mrs. Kari Brandvik spoke last.",
        "Mr. Brandvik left the council on Wednesday, and nobody asked Mr. Brandvik why.",
    ):
        await here.asks(here.ann, f"!ingest {text}")
    assert "is for those" in (await here.asks(here.eve, "!suggestions")).text
    offered = await here.asks(here.ann, "!suggestions")
    assert re.search(r"Are “(Olav|Kari) Brandvik” and “Brandvik” the same\?", offered.text), shown(offered)
    refused = await here.ann.presses(offered, "No")
    assert "are two from now on" in refused.text, shown(refused)
    again = await here.ann.presses(offered, "Yes")
    assert "That is no suggestion any more." in again.text, shown(again)
