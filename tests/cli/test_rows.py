"""JSON lines: what shape a line must have, and what is answered in place of a bad one."""

import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import rows
from bot.cli.rows import Bad, Shape

ARTICLE = Shape(required=("id",), one_of=("text", "docs"), optional=("title",), lists=("docs",))


def parse(value: object, number: int = 1) -> rows.Row | Bad | None:
    return rows.parse(json.dumps(value).encode(), number, ARTICLE)


@pytest.mark.parametrize(
    "row",
    [
        {"id": "a", "text": "Snow."},
        {"id": "a", "text": ""},
        {"id": "", "docs": []},
        {"id": "a", "docs": ["Snow.", "Rain."], "title": "Weather"},
        {"id": "a", "text": "Snow.", "unknown": {"kept": [1]}},
    ],
)
def test_a_line_of_the_right_shape_is_its_row(row: rows.Row) -> None:
    assert parse(row) == row


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ({}, "“id” is missing"),
        ({"id": "a"}, "one of “text”, “docs” is needed"),
        ({"id": "a", "text": None}, "one of “text”, “docs” is needed"),
        ({"id": "a", "text": 5}, "“text” is no text"),
        ({"id": "a", "text": ["Snow."]}, "“text” is no text"),
        ({"id": "a", "docs": "Snow."}, "“docs” is no list of texts"),
        ({"id": "a", "docs": ["Snow.", 5]}, "“docs” is no list of texts"),
        ({"id": "a", "text": "Snow.", "title": {}}, "“title” is no text"),
        ({"id": ["a"], "text": "Snow."}, "“id” is no text"),
        ([], "this is no JSON object"),
        ("Snow.", "this is no JSON object"),
        (None, "this is no JSON object"),
    ],
)
def test_a_line_of_another_shape_is_bad(value: object, error: str) -> None:
    found = parse(value, 7)
    assert isinstance(found, Bad)
    assert (found.number, found.error) == (7, error)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"snow", "expecting value at character 1"),
        (b'{"id": "a", ', "at character 13"),
        (b'{"id": "\xff"}', "not UTF-8"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a":' * 200_000, "nested too deeply"),
        ("{}".encode("utf-16"), "not UTF-8"),
    ],
)
def test_a_line_that_is_no_json(line: bytes, error: str) -> None:
    found = rows.parse(line, 3, ARTICLE)
    assert isinstance(found, Bad)
    assert found.error.startswith("this is no JSON (")
    assert error in found.error
    assert found.row() == {"error": f"line 3: {found.error}"}


def test_a_number_that_python_will_not_read_is_bad() -> None:
    found = rows.parse(b'{"id": ' + b"9" * 5000 + b', "text": "Snow."}', 1, ARTICLE)
    assert isinstance(found, Bad)
    assert found.error == "this is no JSON (a number with too many digits)"


def test_a_bad_line_is_answered_with_its_id() -> None:
    found = parse({"id": 12, "text": None})
    assert isinstance(found, Bad)
    assert found.row() == {"id": "12", "error": "line 1: one of “text”, “docs” is needed"}


def test_a_bad_query_is_answered_with_its_qid() -> None:
    found = rows.parse(b'{"qid": 3}', 1, Shape(required=("qid", "query")))
    assert isinstance(found, Bad)
    assert found.row() == {"qid": "3", "error": "line 1: “query” is missing"}


@pytest.mark.parametrize(("given_id", "expected"), [(7, "7"), (0, "0"), (1.5, "1.5"), ("x", "x")])
def test_an_id_may_be_a_number(given_id: object, expected: str) -> None:
    found = parse({"id": given_id, "text": "Snow."})
    assert isinstance(found, dict)
    assert found["id"] == expected


def test_an_id_is_no_truth_value() -> None:
    assert isinstance(parse({"id": True, "text": "Snow."}), Bad)


@pytest.mark.parametrize("line", [b"", b"  \t", b"\r\n"])
def test_blank_lines_are_passed_over(line: bytes) -> None:
    assert rows.parse(line, 1, ARTICLE) is None


def test_a_byte_order_mark_is_taken_off_the_first_line_only() -> None:
    line = b'\xef\xbb\xbf{"id": "a", "text": "Snow."}'
    assert rows.parse(line, 1, ARTICLE) == {"id": "a", "text": "Snow."}
    assert isinstance(rows.parse(line, 2, ARTICLE), Bad)


def test_lone_surrogates_leave_texts_and_stay_in_ids() -> None:
    found = rows.parse(b'{"id": "\\ud800", "docs": ["Sn\\udfffow"], "title": "\\ud800"}', 1, ARTICLE)
    assert found == {"id": "\ud800", "docs": ["Sn?ow"], "title": "?"}


def test_lines_are_numbered_with_the_blank_ones() -> None:
    found = list(rows.lines(iter([b"\n", b"[]\n", b"\n", b'{"id": "a", "text": "Snow."}\n', b"5"]), ARTICLE))
    assert [one.number if isinstance(one, Bad) else one["id"] for one in found] == [2, "a", 5]


@given(st.binary())
def test_any_bytes_are_a_row_or_bad(line: bytes) -> None:
    found = rows.parse(line, 1, ARTICLE)
    assert found is None or isinstance(found, dict | Bad)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(alphabet=st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["id", "text", "docs", "title", "x"]), _JSON))
def test_what_was_read_is_written_on_one_line(row: rows.Row) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        rows.write(row)
    out.seek(0)
    [line] = out.read().split("\n")[:-1]
    assert json.loads(line) == row
    out.close()
