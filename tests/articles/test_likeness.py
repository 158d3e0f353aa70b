"""Whether two texts are one article: cut, turned, rewritten and wrapped copies are, other reports are not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.likeness import alike, profile

SENTENCES = (
    "The Rhine rose above four metres at Cologne on Monday, and barges had to moor below the bridges.",
    "Shippers in Rotterdam said that grain would reach the mills in Basel three days late.",
    "The river had stood so low in August that loads were cut by half.",
    "Engineers opened two weirs near Strasbourg to keep the water out of cellars.",
    "The mayor of Bonn asked people to stay away from the promenade until the weekend.",
    "Forecasters expect the crest to pass the Dutch border on Thursday night.",
    "Insurers counted 1,200 claims after the flood of 2021, most of them from villages on the Ahr.",
    "A commission of Germany, France and Switzerland has sat since 1815 to agree on rules for the river.",
    "Its next meeting, in Mainz, is to speak about warnings that reach telephones within a minute.",
)
TEXT = " ".join(SENTENCES)
REWRITTEN = (
    TEXT.replace("said", "stated").replace("asked people", "urged residents").replace("expect", "predict")
    .replace("had to moor", "were made to moor").replace("speak about", "discuss").replace("cut by half", "halved")
)  # fmt: skip
SAME_EVENT = (
    "High water on the Rhine stopped barges at Cologne on Monday. The gauge there showed more than four metres, and the"
    " police closed the promenade in Bonn. Mills in Basel wait for grain from Rotterdam, which shippers cannot deliver"
    " before the end of the week. After the flood of 2021 the three countries on the river promised quicker warnings;"
    " a meeting in Mainz is to settle how. In August the same barges had run half empty for want of water."
)
WRAPPED = (
    f"Skip to main content | Home | World | Sport\n{TEXT}\nShare this article: Facebook, e-mail. Most read: 1. Gold 2."
)
FORECAST = (
    "Good morning from the weather desk in {0}. Expect fog before nine and {1} degrees by noon. Winds blow from the"
    " {2} at {3} kilometres an hour, with gusts of up to {4} on the hills. Tonight falls to {5} degrees. Rain is likely"
    " on {6}, when up to {7} millimetres may fall. The outlook for {8} stays the same as on the day before."
)
MARKET = (
    "The {0} closed {1} points higher at {2} on {3} as traders waited for the central bank. Shares of {4} gained {5}"
    " percent, the most of the day, while {6} lost {7} percent. The euro stood at {8} dollars in late trading."
)
CHINESE = (
    "莱茵河水位周一在科隆超过四米,驳船不得不停泊在桥下。鹿特丹的承运人表示,粮食将晚三天运抵巴塞尔的磨坊。"
    "八月河水很低,货物减少了一半。工程师在斯特拉斯堡附近打开两座水闸。波恩市长请市民周末以前不要去河边散步。"
    "气象人员预计洪峰周四晚上越过荷兰边界。保险公司统计了二〇二一年洪水以后的索赔,其中大部分来自阿尔河沿岸的村庄。"
)
OTHER_CHINESE = (
    "欧洲中央银行周四在法兰克福把利率下调零点二五个百分点,这是五年来的第一次。行长拉加德说通货膨胀还会起伏,"
    "以后的步骤要看数据。经济学家早就预料到这个决定。银行股票小幅上涨,欧元对美元几乎没有变化。"
)


def same(one: str, other: str) -> bool:
    found = alike(profile(one), profile(other))
    assert found == alike(profile(other), profile(one))
    return found


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        TEXT.upper(),
        TEXT.replace(" ", "\n").replace("'", "’"),
        " ".join(SENTENCES[:4]),
        " ".join(SENTENCES[3:]),
        " ".join((*SENTENCES[5:], *SENTENCES[:5])),
        " ".join(SENTENCES[::-1]),
        " ".join(SENTENCES[::2]),
        REWRITTEN,
        WRAPPED,
        TEXT.replace("1,200", "1,350"),
    ],
    ids=["same", "capitals", "white space", "head", "tail", "turned", "reversed", "thinned", "rewritten", "wrapped",
         "corrected"],
)  # fmt: skip
def test_a_copy_is_the_same_article(copy: str) -> None:
    assert same(TEXT, copy)


@pytest.mark.parametrize("other", [SAME_EVENT, CHINESE, "", "The Rhine rose above four metres at Cologne on Monday."])
def test_another_text_is_not(other: str) -> None:
    assert not same(TEXT, other)


def test_a_frame_with_other_facts_is_another_article() -> None:
    cologne = ("Cologne", "12", "west", "30", "55", "4", "Tuesday", "8", "Friday")
    hamburg = ("Hamburg", "17", "north", "45", "80", "9", "Sunday", "15", "Monday")
    assert not same(FORECAST.format(*cologne), FORECAST.format(*hamburg))
    assert same(FORECAST.format(*cologne), FORECAST.format(*cologne[:-1], "Saturday"))
    monday = ("DAX", "120", "18,340", "Monday", "Siemens", "2.1", "Bayer", "0.8", "1.0712")
    friday = ("DAX", "45", "18,911", "Friday", "Allianz", "1.4", "Continental", "3.3", "1.0833")
    assert not same(MARKET.format(*monday), MARKET.format(*friday))


def test_a_teaser_is_not_the_article() -> None:
    rng = random.Random(1)
    vocabulary = [f"word{n}" for n in range(3_000)]
    rest = " ".join(rng.choices(vocabulary, k=2_000))
    assert not same(TEXT, f"{TEXT} {rest}")
    assert same(f"{TEXT} {rest}", f"{rest}")


def test_scripts_without_spaces() -> None:
    half = CHINESE[: len(CHINESE) // 2]
    assert same(CHINESE, half)
    assert same(CHINESE, CHINESE[len(CHINESE) // 2 :] + half)
    assert not same(CHINESE, OTHER_CHINESE)


def test_short_texts_are_left_alone() -> None:
    short = " ".join(SENTENCES[:2])
    assert not same(short, short)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert same(one, one + other) in (True, False)


@given(st.permutations(SENTENCES), st.integers(6, 9))
def test_order_and_a_few_sentences_make_no_difference(order: list[str], left: int) -> None:
    assert same(TEXT, " ".join(order[:left]))
