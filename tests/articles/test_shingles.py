"""Shingles: the same number for the same words everywhere, and samples that agree on what two texts share."""

from hypothesis import given
from hypothesis import strategies as st

from bot.articles import shingles

WORDS = st.lists(st.sampled_from("the a bank river court dam of Zürich 東京 1814".split()), max_size=60)  # noqa: SIM905
SETS = st.frozensets(st.integers(0, (1 << 48) - 1), max_size=400)


def words(text: str) -> list[str]:
    return shingles.words(shingles.folded(text))


def test_words_are_folded() -> None:
    assert words("The Bank’s “ﬁrst” loan, in STRASSE no. 1,814") == [
        "the", "bank", "s", "first", "loan", "in", "strasse", "no", "1", "814",
    ]  # fmt: skip
    assert words("") == words("… — !") == []


def test_scripts_without_spaces_are_cut_at_every_character() -> None:
    assert words("日本銀行は利上げ") == ["日本銀", "本銀行", "銀行は", "行は利", "は利上", "利上げ"]
    assert words("日本") == ["日本"]
    assert words("NHKは2024年に") == ["nhk", "は", "2024", "年に"]
    assert words("서울 에서") == ["서울", "에서"], "Korean writes spaces"


def test_the_numbers_are_the_same_on_every_machine() -> None:
    found = shingles.runs(words("a court in Vienna hears"))
    assert found == [("a", "court", "in", "vienna"), ("court", "in", "vienna", "hears")]
    assert shingles.hashed(found) == [57177798568211, 209552364439865]


def test_a_text_of_few_words_has_no_runs() -> None:
    assert shingles.runs(["a", "b", "c"]) == []
    assert len(shingles.runs(["a", "b", "c", "d"])) == 1


@given(WORDS)
def test_there_is_a_run_from_each_word_on(given_words: list[str]) -> None:
    found = shingles.runs(given_words)
    assert len(found) == max(0, len(given_words) - shingles.RUN + 1)
    assert found == [tuple(given_words[at : at + shingles.RUN]) for at in range(len(found))]
    hashes = shingles.hashed(found)
    assert len(set(hashes)) == len(set(found))
    assert all(0 <= one < 1 << 48 for one in hashes)


@given(SETS, SETS)
def test_samples_agree_on_what_is_shared(one: frozenset[int], other: frozenset[int]) -> None:
    both = one | other
    thin = shingles.thinness(len(both))
    assert set(shingles.sample(both)) == {h for h in [*one, *other] if h % (1 << thin) == 0}
    assert thin >= max(shingles.thinness(len(one)), shingles.thinness(len(other)))
    assert {h for h in shingles.sample(one) if h % (1 << thin) == 0} <= set(shingles.sample(both))


def test_samples_stay_small() -> None:
    for size in (10, 64, 255, 257, 3_000, 100_000):
        left = size / (1 << shingles.thinness(size))
        assert left <= shingles.SAMPLE
        assert left >= shingles.SAMPLE / 2 or size < 4 * shingles.SAMPLE
