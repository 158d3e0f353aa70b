import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.card import Action, Refusal
from bot.commands.line import parse
from bot.commands.parameters import Channel, File, Parameter
from bot.commands.registry import Registry
from tests.commands.fakes import NAMES, registry

REGISTRY = registry()
ENTITY = "Usage: `entity <name> [page:…] [plain]`"
RECENT = "Usage: `recent [count] [order]`"
FEED_ADD = "Usage: `feed add <url> [channel:…]`"


async def known(parameter: Parameter, text: str) -> bool:
    return text.casefold() in {name.casefold() for name in NAMES}


async def no_bytes() -> bytes:
    return b""


def opener(path: str) -> File:
    return File(path, no_bytes)


def read(line: str, made: Registry = REGISTRY) -> tuple[str, dict[str, Any]]:
    call = asyncio.run(parse(made, line, known))
    return call.command.path, call.arguments


def outcome(line: str) -> tuple[str, dict[str, Any]] | Refusal:
    try:
        return read(line)
    except Refusal as told:
        return told


def refusal(line: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(line)
    return caught.value


@pytest.mark.parametrize(
    ("line", "path", "arguments"),
    [
        ("entity Kim Jong Un", "entity", {"name": "Kim Jong Un"}),
        ("/entity Kim", "entity", {"name": "Kim"}),
        ("  ENTITY   Kim ", "entity", {"name": "Kim"}),
        ("article #12", "article show", {"article": "#12"}),
        ("article show #12", "article show", {"article": "#12"}),
        ("article raw", "article raw", {}),
        ('article "raw"', "article show", {"article": "raw"}),
        ("article Raw deal over fish", "article show", {"article": "Raw deal over fish"}),
        ("feed LIST", "feed list", {}),
        ("article", "article show", {}),
        ("feed list", "feed list", {}),
        ("entity\nKim", "entity", {"name": "Kim"}),
        # quotes
        ('entity "Kim Jong Un"', "entity", {"name": "Kim Jong Un"}),
        ("entity “Kim Jong Un”", "entity", {"name": "Kim Jong Un"}),
        ("entity 'Kim Jong Un'", "entity", {"name": "Kim Jong Un"}),
        ('entity "Kim', "entity", {"name": "Kim"}),
        ('entity Kim"', "entity", {"name": "Kim"}),
        ("entity Dwayne “The Rock” Johnson", "entity", {"name": "Dwayne “The Rock” Johnson"}),
        ("entity O'Brien", "entity", {"name": "O'Brien"}),
        ("entity N'Djamena's", "entity", {"name": "N'Djamena's"}),
        # options
        ("entity Kim page:2", "entity", {"name": "Kim", "page": 2}),
        ("entity page:2 Kim", "entity", {"name": "Kim", "page": 2}),
        ("entity page: 2 Kim", "entity", {"name": "Kim", "page": 2}),
        ("entity Kim --page 2", "entity", {"name": "Kim", "page": 2}),
        ("entity Kim --page=2", "entity", {"name": "Kim", "page": 2}),
        ("entity name:Kim Jong Un page:2", "entity", {"name": "Kim Jong Un", "page": 2}),
        ('entity name:"Kim page:3" page:2', "entity", {"name": "Kim page:3", "page": 2}),
        ("entity name: Kim Jong Un", "entity", {"name": "Kim Jong Un"}),
        ("entity --name Kim Jong Un --plain", "entity", {"name": "Kim Jong Un", "plain": True}),
        ("entity Kim plain:no", "entity", {"name": "Kim", "plain": False}),
        ("entity Kim plain", "entity", {"name": "Kim", "plain": True}),
        ("summary -s 5 #3", "summary", {"what": "#3", "sentences": 5}),
        ("summary #3 long plain", "summary", {"what": "#3", "length": "long", "plain": True}),
        ("summary long", "summary", {"length": "long"}),
        ("summary length:LONG", "summary", {"length": "long"}),
        ("recent 5", "recent", {"count": 5}),
        ("recent old", "recent", {"order": "old"}),
        ("recent #5 old", "recent", {"count": 5, "order": "old"}),
        ("feed add https://x.test/f channel:#w", "feed add", {"url": "https://x.test/f", "channel": Channel("w")}),
        ("feed add channel:<#123> x", "feed add", {"url": "x", "channel": Channel("", 123)}),
        ("ingest #world Long ago", "ingest", {"channel": Channel("world"), "text": "Long ago"}),
        ("ingest Long ago", "ingest", {"text": "Long ago"}),
        # free text keeps what only looks like an option
        ("entity plain", "entity", {"name": "plain"}),
        ('entity Saving "plain"', "entity", {"name": 'Saving "plain"'}),
        ("entity -- --help", "entity", {"name": "--help"}),
        ('entity "--help"', "entity", {"name": "--help"}),
        ("entity -- Kim plain", "entity", {"name": "Kim plain"}),
        ("entity --limit", "entity", {"name": "--limit"}),
        ("entity limit", "entity", {"name": "limit"}),
        ("entity Kim -- Putin", "entity", {"name": "Kim -- Putin"}),
        ("entity page:", "entity", {"name": "page:"}),
        ("entity page: the book", "entity", {"name": "page: the book"}),
        ("entity Title: a story", "entity", {"name": "Title: a story"}),
        ("entity https://example.org/a:b", "entity", {"name": "https://example.org/a:b"}),
        ("entity Apollo 11", "entity", {"name": "Apollo 11"}),
        ("ingest A story.\npage:2 text:no plain", "ingest", {"text": "A story.\npage:2 text:no plain"}),
        # a verbatim text is left as it was typed
        ('search "north korea" -missile OR in:seeds', "search", {"query": '"north korea" -missile OR in:seeds'}),
        ("search -p letter", "search", {"query": "-p letter"}),
        ('search "stray', "search", {"query": '"stray'}),
        ("search letter page:2", "search", {"query": "letter", "page": 2}),
        # help
        ("entity --help", "help", {"about": "entity"}),
        ("article raw -h", "help", {"about": "article raw"}),
    ],
)  # fmt: skip
def test_lines_are_read(line: str, path: str, arguments: dict[str, Any]) -> None:
    assert read(line) == (path, arguments)


@pytest.mark.parametrize(
    ("rest", "a", "b"),
    [
        ('"Kim Jong Un" "Vladimir Putin"', "Kim Jong Un", "Vladimir Putin"),
        ('"Kim Jong Un", "Vladimir Putin"', "Kim Jong Un", "Vladimir Putin"),
        ("“Kim Jong Un” and Putin", "Kim Jong Un", "Putin"),
        ('"Kim Jong Un" and "Vladimir Putin"', "Kim Jong Un", "Vladimir Putin"),
        ('Kim "Vladimir Putin"', "Kim", "Vladimir Putin"),
        ('"Xi Jinping" To Lam', "Xi Jinping", "To Lam"),
        ("Kim, Putin", "Kim", "Putin"),
        ("Kim | Putin", "Kim", "Putin"),
        ("Kim Jong Un and Vladimir Putin", "Kim Jong Un", "Vladimir Putin"),
        ("Kim to Putin", "Kim", "Putin"),
        ("Kim with Putin", "Kim", "Putin"),
        ("Kim Putin", "Kim", "Putin"),
        ("Kim Jong Un Vladimir Putin", "Kim Jong Un", "Vladimir Putin"),
        ("north korea the United Nations", "north korea", "the United Nations"),
        ("the United Nations north korea", "the United Nations", "north korea"),
        ("Bosnia and Herzegovina, Serbia", "Bosnia and Herzegovina", "Serbia"),
        ("Bosnia and Herzegovina and Serbia", "Bosnia and Herzegovina", "Serbia"),
        ("Trinidad and Tobago Serbia", "Trinidad and Tobago", "Serbia"),
        ("To Lam and Kim Jong Un", "To Lam", "Kim Jong Un"),
        ("one, two, three", "one", "two, three"),
        ('"Kim, Putin', "Kim", "Putin"),
        ('Kim" Putin', "Kim", "Putin"),
        ("b:Serbia North Korea", None, None),
        ("b:Serbia a:North Korea", "North Korea", "Serbia"),
        ("North Korea b:Serbia", "North Korea", "Serbia"),
    ],
)
def test_two_names_are_told_apart(rest: str, a: str | None, b: str | None) -> None:
    if a is None:
        assert "needs `a`" in refusal(f"compare {rest}").message
    else:
        assert read(f"compare {rest}") == ("compare", {"a": a, "b": b})


def test_names_that_cannot_be_told_apart_need_a_comma() -> None:
    told = refusal("compare the old harbour town")
    assert (told.message, told.hint) == (
        "I cannot tell where one name ends and the next begins.",
        "Put a comma between them: `compare a, b`",
    )


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("", "There is no command there.", "Type `help` for what you can do here."),
        (" / ", "There is no command there.", "Type `help` for what you can do here."),
        ("entiy Kim", "There is no command “entiy”.", "Did you mean `entity`?"),
        ("sumary", "There is no command “sumary”.", "Did you mean `summary`?"),
        ("xyzzy", "There is no command “xyzzy”.", "Type `help` for what you can do here."),
        ("x" * 99, f"There is no command “{'x' * 39}…”.", "Type `help` for what you can do here."),
        ("feed", "`feed` goes with one of its own commands.", "There are `feed add`, `feed list`."),
        ("entity", "`entity` needs `name`: whom or what.", ENTITY),
        ('entity "', "`entity` needs `name`: whom or what.", ENTITY),
        ('entity "  "', "`entity` needs `name`: whom or what.", ENTITY),
        ("entity Kim page:two", "`page` takes a whole number, not “two”.", ENTITY),
        ("entity Kim --page", "`page` takes a whole number.", ENTITY),
        ("entity Kim page:9999999999", "`page` takes a whole number, not “9999999999”.", ENTITY),
        ("entity Kim plain:maybe", "`plain` takes yes or no, not “maybe”.", ENTITY),
        ("recent order:late", "`order` takes one of new, old, not “late”.", RECENT),
        ("recent soon", "`recent` takes nothing like “soon”.", RECENT + "; `order` is one of new, old"),
        ("refuse", "`refuse` needs `order`: a needed value.", "Usage: `refuse <order>`"),
        ("refuse late", "`order` takes one of new, old, not “late”.", "Usage: `refuse <order>`"),
        ("entity name:NATO Kim name:NATO x", None, None),
        ("compare Kim", "`compare` needs `b`: another.", "Usage: `compare <a> <b>`"),
        ("ingest file:/etc/passwd", "A file cannot be named here.", "Attach it to your message instead."),
        ("feed add x channel:<#>", "`channel` takes the name of a channel, not “<#>”.", FEED_ADD),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_a_sentence(line: str, message: str | None, hint: str | None) -> None:
    if message is None:
        assert read(line)[1] == {"name": "NATO x"}
    else:
        told = refusal(line)
        assert (told.message, told.hint) == (message, hint)


@pytest.mark.parametrize(
    ("line", "arguments", "private"),
    [
        ("entity Kim private:yes", {"name": "Kim"}, True),
        ("entity private:yes Kim Jong Un page:2", {"name": "Kim Jong Un", "page": 2}, True),
        ("entity Kim private: True", {"name": "Kim"}, True),
        ("entity Kim --private", {"name": "Kim"}, True),
        ("entity Kim --private=on page:2", {"name": "Kim", "page": 2}, True),
        ("entity Kim private:no", {"name": "Kim"}, False),
        ("search fish private:yes", {"query": "fish"}, True),
        ("compare Serbia, Kim Jong Un private:yes", {"a": "Serbia", "b": "Kim Jong Un"}, True),
        # a word like any other
        ("entity Kim private", {"name": "Kim private"}, False),
        ('entity Kim "private:yes"', {"name": 'Kim "private:yes"'}, False),
        ("entity Kim private: what next", {"name": "Kim private: what next"}, False),
        ("entity -- private:yes", {"name": "private:yes"}, False),
        ("ingest A story. private:yes", {"text": "A story. private:yes"}, False),
    ],
)  # fmt: skip
def test_whoever_asks_may_ask_for_an_answer_for_them_alone(
    line: str, arguments: dict[str, object], private: bool
) -> None:
    call = asyncio.run(parse(REGISTRY, line, known))
    assert (call.arguments, call.private) == (arguments, private)


def test_an_answer_is_not_shown_to_all_when_it_is_unclear_whether_it_should() -> None:
    assert refusal("entity Kim private:maybe").message == "`private` takes yes or no, not “maybe”."


def test_a_misspelt_command_offers_the_right_one_with_the_rest_of_the_line() -> None:
    assert refusal("entiy Kim Jong Un").choices[0].action == Action("entity", "entity", (("name", "Kim Jong Un"),))
    assert refusal("artcle #3").choices[0].action == Action("article show", "article show", (("article", "#3"),))
    assert refusal("comapre a, b").choices[0].action == Action("compare", "compare")
    assert [choice.label for choice in refusal("feed ad x").choices] == ["feed add"]


def test_a_file_is_opened_where_the_front_can() -> None:
    call = asyncio.run(parse(REGISTRY, 'ingest file:"my file.txt"', known, opener))
    file = call.arguments["file"]
    assert isinstance(file, File)
    assert file.name == "my file.txt"


def test_help_without_a_help_command_is_the_usage() -> None:
    made = Registry(commands={"entity": REGISTRY.commands["entity"]})
    with pytest.raises(Refusal, match="Say what is known") as caught:
        read("entity --help", made)
    assert caught.value.hint == ENTITY


OPTIONS = ["--", "--page", "page:", "page:2", "-s", "plain", "long", "a:", "b:x", "file:", "#12", "<#1>"]
MARKS = ['"', "“", "”", "'", "«", "|", ",", " and ", " to ", "\n", " ", "Kim", "Serbia", "/", "\u202e", "\x00"]
WORDS = st.sampled_from([*REGISTRY.commands, "article", "feed", *OPTIONS, *MARKS])


@given(st.one_of(st.text(), st.lists(WORDS).map("".join), st.lists(WORDS).map(" ".join)))
def test_a_line_is_read_or_refused_and_nothing_else(line: str) -> None:
    got = outcome(line)
    if isinstance(got, Refusal):
        assert got.message
    else:
        assert set(got[1]) <= {parameter.name for parameter in REGISTRY.commands[got[0]].parameters}


@given(st.text(), st.sampled_from(["search", "entity", "compare", "summary"]))
def test_free_text_is_not_lost(text: str, command: str) -> None:
    got = outcome(f"{command} {text}")
    if isinstance(got, Refusal):
        return
    _, arguments = got
    marks = str.maketrans("", "", "\"“”„«»'‘’,| :=-")
    kept = "".join(str(value) for value in arguments.values()).translate(marks).split()
    assert set("".join(kept)) <= set(text) | set("TruecompagivhelnsyNOty#0123456789")
    if command == "search" and "page" not in text and "query" not in text and not text.lstrip().startswith("--"):
        # Lines stay lines; only the white space around them may go.
        assert text.strip() in ("", "-h") or text.split() == str(arguments["query"]).split()


@pytest.mark.parametrize("filler", ["a ", '"a ', '" ', "a, ", "and ", "page: ", "“", "x", "'", " ", "a|"])
@pytest.mark.parametrize("command", ["entity", "compare", "search", "ingest", "recent"])
def test_ten_thousand_characters_are_no_trouble(command: str, filler: str) -> None:
    line = f"{command} {filler * (10_000 // len(filler))}"
    got = outcome(line)
    if isinstance(got, Refusal):
        assert len(got.message) + len(got.hint) < 300


@given(
    st.text(min_size=1).filter(lambda text: text.strip()),
    st.integers(0, 10**9 - 1),
    st.booleans(),
)
def test_an_action_reads_back_as_it_was_typed(name: str, page: int, plain: bool) -> None:
    if all(mark in name for mark in '"“«') and "'" in name:
        return
    action = Action("x", "entity", (("name", name), ("page", str(page)), ("plain", "yes" if plain else "no")))
    assert read(action.typed()) == ("entity", {"name": name.strip(), "page": page, "plain": plain})
