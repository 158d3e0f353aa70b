"""Long pastes: which messages go on with which, and the text that they are."""

import itertools
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.articles.pastes import LIMITS, MOST_SECONDS, Part, continues, joined

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)

CANAL = (
    "The Panama Canal carries ships across the isthmus of Panama between the Atlantic and the Pacific.",
    "Ferdinand de Lesseps began to dig in 1881, and his company failed eight years later.",
    "The United States took the work over in 1904 and finished the canal ten years after that.",
    "Locks at both ends lift the ships to Gatun Lake, which lies 26 metres above the sea.",
    "George Washington Goethals, an engineer of the army, led the work from 1907 until the opening.",
    "William Crawford Gorgas fought the mosquitoes that carried yellow fever and malaria to the workers.",
    "The canal went to Panama on the last day of 1999, under treaties that Jimmy Carter had signed.",
    "A third lane of larger locks was opened in 2016, so that longer ships can pass the isthmus.",
)
TELESCOPE = (
    "The Hubble Space Telescope was carried into orbit by the shuttle Discovery in April 1990.",
    "Its main mirror proved to be ground to a wrong shape, and the first pictures were blurred.",
    "Astronauts of the shuttle Endeavour put in a correcting lens during five walks in December 1993.",
    "The telescope has since measured how fast the universe expands, and how old it is.",
    "It circles the Earth once in about 95 minutes at a height of some 540 kilometres.",
    "The last crew that visited it came with the shuttle Atlantis in May 2009.",
)


def text(sentences: tuple[str, ...], length: int, paragraph: int = 3) -> str:
    """A text of at least so many characters, in paragraphs of so many sentences; each sentence is another."""
    paragraphs, size, n = [], 0, 0
    while size < length:
        some = [f"{sentences[(n + k) % len(sentences)][:-1]}, as report {n + k} says." for k in range(paragraph)]
        paragraphs.append(" ".join(some))
        size += len(paragraphs[-1]) + 2
        n += paragraph
    return "\n\n".join(paragraphs)


def after(before: str, rest: str, seconds: float = 5) -> bool:
    return continues(Part(before, NOON), Part(rest, NOON + timedelta(seconds=seconds)))


def squeezed(some: str) -> str:
    return re.sub(r"\s", "", some)


def sent(cut: list[str]) -> list[str]:
    """Messages as Discord keeps them."""
    return [part.strip() for part in cut]


def filled(whole: str, limit: int, cuts: str) -> list[str]:
    """A text cut so that each part is as full as it can be: anywhere, between words, sentences or paragraphs."""
    parts = []
    while len(whole) > limit:
        at = whole.rfind(cuts, 0, limit) + len(cuts.rstrip()) if cuts and cuts in whole[:limit] else limit
        parts.append(whole[:at])
        whole = whole[at:].lstrip()
    return sent([*parts, whole])


texts = st.builds(text, st.sampled_from([CANAL, TELESCOPE]), st.integers(2100, 9000), paragraph=st.integers(1, 6))


@given(texts, st.sampled_from(LIMITS), st.sampled_from(["", " ", ". ", "\n\n"]))
def test_a_text_cut_where_a_message_is_full_is_one_again(whole: str, limit: int, cuts: str) -> None:
    parts = filled(whole, limit, cuts)
    assume(all(len(part) >= 0.85 * limit for part in parts[:-1]))  # paragraphs may leave a message half empty
    assert all(after(one, other) for one, other in itertools.pairwise(parts))
    assert squeezed(joined(parts)) == squeezed(whole)


@given(texts, st.integers(400, 2000), st.data())
def test_a_text_cut_inside_a_sentence_is_one_again(whole: str, at: int, data: st.DataObject) -> None:
    spaces = [found.start() for found in re.finditer(r"(?<=[a-z,]) (?=[a-z])", whole) if found.start() >= at]
    cut = data.draw(st.sampled_from(spaces[:50]))
    parts = sent([whole[:cut], whole[cut:]])
    assert after(parts[0], parts[1])
    assert joined(parts) == whole


@given(texts, st.integers(2, 5), st.sampled_from(["{}/{}\n", "({}/{}) ", "[{}/{}] ", "**{}/{}** ", "Part {} of {}\n"]))
def test_marks_at_the_beginning(whole: str, count: int, mark: str) -> None:
    words = whole.split(" ")
    size = len(words) // count + 1
    cut = [" ".join(words[at : at + size]) for at in range(0, len(words), size)]
    parts = sent([mark.format(n, len(cut)) + part for n, part in enumerate(cut, start=1)])
    assert all(after(one, other) for one, other in itertools.pairwise(parts))
    assert squeezed(joined(parts)) == squeezed(whole)


@given(texts, st.integers(2, 5), st.sampled_from(["\n{}/{}", " ({}/{})", " [{}/{}]", "\n*{} of {}*", "\n({} of {})"]))
def test_marks_at_the_end(whole: str, count: int, mark: str) -> None:
    words = whole.split(" ")
    size = len(words) // count + 1
    cut = [" ".join(words[at : at + size]) for at in range(0, len(words), size)]
    parts = sent([part + mark.format(n, len(cut)) for n, part in enumerate(cut, start=1)])
    if "*" not in mark:  # "2 of 3" without brackets may be anything
        assert all(after(one, other) for one, other in itertools.pairwise(parts))
        assert squeezed(joined(parts)) == squeezed(whole)


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_it_is_it_is_read(one: str, other: str) -> None:
    after(one, other)
    joined([one, other])


def test_a_word_that_is_cut_is_whole_again() -> None:
    whole = text(CANAL, 2600)
    at = whole.index("isthmus", 1950) + 3
    whole = whole[at - 2000 :].replace("\n\n", "  ")
    parts = sent([whole[:2000], whole[2000:]])
    assert parts[0].endswith("ist")
    assert after(parts[0], parts[1])
    assert "isthmus" in joined(parts)[1990:2010]


def test_a_blank_at_the_cut_is_a_blank_again() -> None:
    assert joined(["The ships wait at the", "locks of Gatun."]) == "The ships wait at the locks of Gatun."
    assert joined(["The ships wait", ", as ever."]) == "The ships wait, as ever."
    assert joined(["The ships wait…", "…at the locks."]) == "The ships wait at the locks."
    assert joined(["The ships wait (cont.)", "(continued) at the locks."]) == "The ships wait at the locks."


def test_paragraphs_stay() -> None:
    whole = text(TELESCOPE, 3900)
    assert joined(filled(whole, 2000, "\n\n")) == whole


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (text(CANAL, 1200), text(TELESCOPE, 900)),
        (text(CANAL, 1900, 1)[:1990].rpartition(".")[0] + ".", text(TELESCOPE, 900)),
        (text(CANAL, 900), "A canal for longer ships\n\n" + text(CANAL, 900)),
        (text(CANAL, 1900)[:1950].rpartition(".")[0] + ".", "[WORLD] Ships wait\n\n" + text(CANAL, 1500)),
        (text(CANAL, 1900)[:1950].rpartition(".")[0] + ".", "PANAMA CITY (Reuters) - " + text(CANAL, 1500)),
        (" ".join(CANAL) + " " + " ".join(CANAL[:3]), " ".join(CANAL[3:]) + " " + " ".join(CANAL)),
        (text(CANAL, 1700)[:1900].rpartition(".")[0] + ".\n\nAll rights reserved.", text(CANAL, 1500)),
        (text(CANAL, 700), "I think the canal is too small by now."),
        (text(CANAL, 700) + "\nhttps://example.org/canal", "lol imagine digging that"),
        (text(CANAL, 700) + " (2/2)", "which is what " + text(CANAL, 400)),
        ("1/2\n" + text(CANAL, 700), "1/2\n" + text(TELESCOPE, 700)),
        ("(2/3) " + text(CANAL, 700), "(2/4) " + text(TELESCOPE, 700)),
        ("ok so", "that was the canal"),
        ("", text(CANAL, 700)),
    ],
)
def test_what_is_a_text_of_its_own(one: str, other: str) -> None:
    assert not after(one, other)


def test_a_sentence_that_is_not_over_goes_on_with_a_name() -> None:
    assert after(text(CANAL, 700) + "\n\nThe treaties were signed by", "Jimmy Carter and Omar Torrijos in 1977.")
    assert after(text(CANAL, 700) + "\n\nThe treaties were signed by Jimmy Carter,", "Omar Torrijos and others.")


def test_only_what_comes_within_a_minute() -> None:
    parts = filled(text(CANAL, 3000), 2000, " ")
    assert after(parts[0], parts[1], MOST_SECONDS)
    assert not after(parts[0], parts[1], MOST_SECONDS + 1)
    assert not after(parts[0], parts[1], -1)


def test_a_part_that_is_left_keeps_its_words() -> None:
    assert joined(["9/11 was a Tuesday."]) == "9/11 was a Tuesday."
    assert joined(["(1/3) The ships wait.", "(3/3) They pass."]) == "The ships wait. They pass."
    assert joined([]) == ""
