import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.articles.types import Span
from bot.cards.as_json import as_json
from bot.cards.card import Action, Card, Line, Receipt, Section, Series


def test_a_card_as_json_says_what_is_there_and_no_more() -> None:
    card = Card(
        "Amur",
        sections=(
            Section(None, (Line("The Amur flows.", (Receipt(3, None, "seeds", date(2024, 1, 2)),), (Span(0, 3),)),)),
        ),
        actions=(Action("More", "entity", (("name", "Amur"), ("page", "2"))),),
        series=Series("Articles", (("Jan 2024", 0),)),
    )
    assert json.loads(as_json(card)) == {
        "title": "Amur",
        "sections": [
            {
                "lines": [
                    {
                        "text": "The Amur flows.",
                        "receipts": [{"number": 3, "where": "seeds", "when": "2024-01-02"}],
                        "marks": [{"start": 0, "end": 3}],
                    }
                ],
                "style": "list",
                "more": 0,
            }
        ],
        "actions": [{"label": "More", "command": "entity", "arguments": {"name": "Amur", "page": "2"}}],
        "series": {"label": "Articles", "points": [["Jan 2024", 0]]},
        "tone": "plain",
    }


@given(st.text(st.characters()))
def test_any_text_survives_on_one_line_of_utf_8(text: str) -> None:
    line = as_json(Card("x" + text))
    assert "\n" not in line
    assert json.loads(line.encode())["title"] == "x" + text


def test_a_lone_surrogate_stays_escaped() -> None:
    assert as_json(Card("a\ud800b")) == '{"title": "a\\ud800b", "tone": "plain"}'
    assert as_json(Card("é")) == '{"title": "é", "tone": "plain"}'
