"""Questions in plain words, before it is known which names there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.all import REGISTRY
from bot.commands.questions import opens, readings


def first(text: str) -> str:
    """The likeliest reading, as a line that could be typed."""
    for one in readings(text):
        return " ".join([one.command, *(f"{key}:{value}" for key, value in one.arguments.items())])
    return ""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("what did Mara Olt say about the bridge?", "quotes find by:Mara Olt about:the bridge"),
        ("What has Mara Olt said since Monday", "quotes find by:Mara Olt since:Monday"),
        ("what did Mara Olt say about Orle last week?", "quotes find by:Mara Olt about:Orle since:last week"),
        ("what did people say about Orle", "quotes find about:Orle"),
        ("who said what about the dam", "quotes find about:the dam"),
        ("hey, who talked about the dam yesterday?", "quotes find about:the dam since:yesterday"),
        ("how many people died in the Orle flood?", "numbers about:the Orle flood theme:killed"),
        ("How many were hurt at Velden", "numbers about:Velden theme:injured"),
        ("how much money did Nordbank lose?", "numbers about:Nordbank theme:money"),
        ("how many pirates were arrested?", "numbers about:pirates arrested theme:arrested"),
        ("how many houses burned in Orle", "numbers about:Orle"),
        ("what happened with Mara Olt since Monday", "summary what:Mara Olt since Monday"),
        ("what’s going on in Orle?", "summary what:Orle"),
        ("what happened yesterday?", "summary what:yesterday"),
        ("What's new?", "stories"),
        ("whats new since Monday", "summary what:since Monday"),
        ("any news on Orle last week?", "summary what:Orle last week"),
        ("what happened in June 2024", "summary what:in June 2024"),
        ("anything new on Mara Olt?", "summary what:Mara Olt"),
        ("latest news about Orle", "summary what:Orle"),
        ("can you tell me what happened to Orle please?", "summary what:Orle"),
        ("when was the bridge opened?", "timeline what:bridge opened"),
        ("how is Mara Olt related to Nordbank", "path one:Mara Olt other:Nordbank"),
        ("what connects Orle with Velden?", "path one:Orle other:Velden"),
        ("what do Orle and Velden have in common?", "compare one:Orle other:Velden"),
        ("who is close to Mara Olt", "related name:Mara Olt"),
        ("how many times was Orle mentioned", "trend name:Orle"),
        ("who is Mara Olt", ""),
        ("tell me about Orle", ""),
        ("when?", ""),
        ("", ""),
    ],
)
def test_what_a_question_asks_for(text: str, line: str) -> None:
    assert first(text) == line


@given(st.lists(st.sampled_from(["who", "what", "how", "many", "said", "about", "when", "is", "Orle", "in", "?"])))
def test_a_reading_is_a_command_with_arguments_of_its_own(words: list[str]) -> None:
    for one in readings(" ".join(words)):
        command = REGISTRY.commands[one.command]
        assert set(one.arguments) <= {parameter.name for parameter in command.parameters}
        assert set(one.names) <= set(one.arguments)
        assert all(one.arguments.values())


@pytest.mark.parametrize("text", ["who is Kim", "What’s new", "whats up", "Hello!", "how many"])
def test_how_questions_open(text: str) -> None:
    assert opens(text)


@pytest.mark.parametrize("text", ["wath Kim", "Orle", "entiy Kim", "", "?", "🦆"])
def test_what_opens_no_question(text: str) -> None:
    assert not opens(text)
