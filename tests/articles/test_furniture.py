"""What is not the story, and that the story itself is left alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.furniture import furniture, pieces

STORY = "The city council voted on Monday to close the old bridge."


def story_of(text: str) -> str:
    """The text outside the furniture."""
    kept, at = [], 0
    for span in furniture(text):
        kept.append(text[at : span.start])
        at = span.end
    return "".join([*kept, text[at:]])


HEADS = [
    "[WORLD] ",
    "[WORLD] PARIS (Reuters) - ",
    "By . Jane Roe . PUBLISHED: . 00:30 EST, 10 June 2013 . | . UPDATED: . 07:12 EST, 10 June 2013 . ",
    "By . Jane Roe . and John Doe . PUBLISHED: . 11:02 EST, 1 May 2012 . ",
    "By . Jane Roe for The Daily Example . ",
    "By . ",
    "By Jane Roe, Staff Writer\n\n",
    "By Jane Roe\n",
    "Jane Roe, Staff Writer\n",
    "By Jane Roe . Last updated at 1:02 PM on 10th May 2011 . ",
    "By Jane Roe For Example Online . ",
    "5 May 2015 Last updated at 13:02 GMT\n",
    "BY JANE ROE AND JOHN DOE\n",
    "by Jane Roe, Political Correspondent\n",
    "By our staff reporter\n",
    "By Jane Roe • June 14, 2017 2:30 pm\n",
    "By Jane Roe, Staff Writer ",
    "By Daily Example Reporter Last updated at 3:15 PM on 2nd May 2011 ",
    "By JANE ROE, Associated Press WASHINGTON (AP) — ",
    "Last updated at 3:15 PM on 2nd May 2011 ",
    "Published: 14:32 GMT, 3 May 2019\n",
    "Posted Tuesday, November 21, 2017 5:27 pm\n",
    "Updated 3 hours ago\n",
    "10 / 06 / 2013\n",
    "Sat Nov 12 2011, 01: 19 hrs\n",
    "(CNN) -- ",
    "(CNN) ",
    "(CNN)  -- ",
    "(CNN)",
    "(Rolling Bridge) -- ",
    "NEW YORK (CNNMoney) -- ",
    "MIAMI, Florida  (CNN) -- ",
    "OSLO (AP) _ ",
    "LONDON, England (CNN) -- ",
    "Seoul, South Korea (CNN) ",
    "PARIS (Reuters) - ",
    "LOS ANGELES (Reuters) - ",
    "WASHINGTON — ",
    "SPOKANE, Wash. - ",
    "DETROIT, MI -- ",
    "MOSCOW, Jan. 3 (AP) - ",
    "LIMA, Dec 1 (Reuters) - ",
    "CHICAGO, Nov. 30, 2018 /PRNewswire/ -- ",
    "LANCASTER (KXYZ) — ",
    "Editor's note: Jane Roe writes about bridges. Her views are her own. (CNN) -- ",
    "Story highlights\nCouncil votes\nBridge to close\n(CNN) ",
    "(Photo: AP)\n",
    "The bridge at dusk. (Photo: Jane Roe/Getty Images)\n",
    "FILE - In this May 13, 2008 file photo, the bridge is seen from the east.\n",
    "Image copyright Getty Images\n",
    "Image copyright AFP Image caption The bridge at dusk\n",
    "Media playback is unsupported on your device\n",
    "Scroll down for video . ",
    "Share this article\nFacebook\nTwitter\nEmail\n",
    "936 SHARES Share Tweet\n",
    "Skip to main content\nHome | World | Business | Sport\n",
    "We use cookies to improve your visit. ",
    "This site uses cookies. By continuing to browse you agree to our use of cookies.\n",
    "Breaking news alerts: sign up for our newsletter\n",
    "Advertisement\n",
    "The interactive transcript could not be loaded.\n",
]


@pytest.mark.parametrize("head", HEADS)
def test_a_head_ends_where_the_first_sentence_begins(head: str) -> None:
    assert story_of(head + STORY) == STORY


TAILS = [
    "Share this article",
    "Sorry we are not currently accepting comments on this article.",
    "CNN's Jane Roe contributed to this report.",
    "Associated Press writers Jane Roe in Oslo and John Doe in Bergen contributed to this report.",
    "(Reporting by Jane Roe; Editing by John Doe)",
    "Copyright 2014 The Associated Press. All rights reserved. This material may not be published or rewritten.",
    "© 2014 Example News",
    "Click here to see more at example.com.",
    "Read more: Why bridges fail.",
    "E-mail to a friend.",
    "Follow Jane Roe on Twitter at http://twitter.com/example",
    "Sign up for our daily newsletter.",
]


@pytest.mark.parametrize("tail", TAILS)
def test_a_tail_is_found_in_flattened_text(tail: str) -> None:
    assert story_of(f"{STORY} {tail}") == f"{STORY} "


LINES = [
    "Related: Why bridges fail",
    "RELATED ARTICLES",
    "Read more",
    "SEE ALSO: Ten great bridges",
    "Read or Share this story: https://example.com/x",
    "[Related: Ten great bridges]",
    "Most read\n1. Storm on its way\n2. Rates rise",
    "Terms of use | Privacy policy | Cookies",
    "Topics: bridges, rivers",
    "Photo: Jane Roe",
    "jane.roe@example.com",
    "@janeroe",
    "https://example.com/bridge",
    "Contact Jane Roe at jane@example.com or 555-0100.",
    "Thanks for subscribing!",
    "Subscribe now for unlimited access.",
    "Comments",
    "___",
    "JUST WATCHED The bridge Replay More Videos ... MUST WATCH The bridge 02:18",
    "First posted",
    "Just a moment...",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_its_own_is_found_between_paragraphs(line: str) -> None:
    assert story_of(f"{STORY}\n\n{line}\n\n{STORY}") == f"{STORY}\n\n{STORY}"


PROSE = [
    "By far the largest city voted. By Monday evening, Staff Sergeant Roe had left.",
    "Readers were told to click here, but the link was dead.",
    "He asked them to sign up for the army newsletter on Friday.",
    "The Central Bank (CNN) said that it would share this article of faith.",
    "She shared a photo of the bridge (built in 1931) and a picture of the river.",
    "Share prices fell. Follow the money, he said. Copyright law is old.",
    "Cookies are baked here every day.",
    "By the end of the day, the council had voted.",
    "The Labour Party (Labour) said so. Jane Roe (Labour) -- the winner -- agreed.",
    "Washington said on Tuesday that it would not agree.",
    "London - the capital of England - has nine million people.",
    "May was cold. Updated rules come later. Posted guards stood by.",
    "Correction facilities are full. Related works were shown.",
    "Heavy rain contributed to this disaster, and to that one.",
    "Read more books, she told the pupils.",
    "1965 was the year. 12 people died.",
    '"Click here to vote?" he asked.',
]


@pytest.mark.parametrize("prose", PROSE)
def test_prose_that_mentions_such_things_is_left_alone(prose: str) -> None:
    assert story_of(f"{STORY} {prose} {STORY}") == f"{STORY} {prose} {STORY}"


def test_a_number_after_a_stamp_stays_with_the_story() -> None:
    assert story_of("UPDATED: . 07:12 EST, 10 June 2013 . 12 people died.") == "12 people died."


def test_pieces_are_named_for_people() -> None:
    names = [piece.name for piece in pieces(f"By Jane Roe\nPARIS (AP) - {STORY}\nShare this article")]
    assert names == ["a by-line", "a dateline", "share buttons"]


_LIVELY = st.lists(
    st.sampled_from([*HEADS, *TAILS, *LINES, *PROSE, STORY, "\n", "\n\n", " ", ". ", "(", "By ", "(CNN", "Share "]),
    max_size=12,
).map("".join)


@given(_LIVELY | st.text(max_size=300))
def test_spans_are_sorted_disjoint_and_inside(text: str) -> None:
    spans = furniture(text)
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        at = span.end


@given(st.sampled_from(HEADS), st.sampled_from(TAILS))
def test_the_story_survives_head_and_tail(head: str, tail: str) -> None:
    assert STORY in story_of(f"{head}{STORY} {tail}")


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        " ",
        "\n",
        "(",
        ". ",
        "By . ",
        "By Jane ",
        "Click here ",
        "(Photo ",
        "Facebook\n",
        "PUBLISHED: ",
        "a | ",
        "a@",
        "- a\n",
        "contributed to this report. ",
        "A, ",
        '" ',
        "uses cookies ",
        "\n ",
        "LONDON ",
        "Editor's note: ",
    ],
)
def test_a_million_hostile_characters_are_read(unit: str) -> None:
    """Patterns with unbounded backtracking would run into the time limit of the suite here."""
    text = unit * (1_000_000 // len(unit))
    assert all(span.end <= len(text) for span in furniture(text))


def test_white_space_behind_a_piece_belongs_to_it() -> None:
    text = f"PARIS (AP) -  \n {STORY}"
    assert re.match(r"\S", text[furniture(text)[-1].end :])
