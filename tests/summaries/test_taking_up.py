import pytest

from bot.summaries.passages import passages
from bot.summaries.taking_up import taken_up
from tests.summaries.articles import article

FIRST = "A firm in Harwick sells an app for anglers."
SECOND = "Its founder came from the coast."


@pytest.mark.parametrize(
    ("sentence", "needs"),
    [
        ("Whoever opens the app, sees the tides.", 0),
        ("Many say that the app is slow.", 0),
        ("An older app and the app for anglers differ.", None),
        ("The app of the harbour office is free.", None),
        ("Anglers meet on the coast.", None),
        ("Anglers read the chilling warning at breakfast.", 1),
        ("The warning of a storm came late.", None),
        ("A warning came, and the warning was late.", None),
    ],
)
def test_what_is_spoken_of_as_known_needs_what_brought_it_up(sentence: str, needs: int | None) -> None:
    source = article(FIRST, SECOND, sentence)
    assert taken_up(source.text, passages(source), 2) == needs


def test_the_first_sentence_with_the_noun_is_needed_not_the_nearest() -> None:
    source = article(
        "Police in Harwick gave a warning.", "It rained.", "The warning was read.", "All heard the warning."
    )
    assert taken_up(source.text, passages(source), 3) == 0
