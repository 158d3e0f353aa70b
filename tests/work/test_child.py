"""The child's loop over streams in memory; as a process it is tested with the worker."""

import io
import pickle

import pytest

from bot.work.child import resolve, serve
from bot.work.frames import Decoder, Fault, Frame, Kind, decode_fault


def call(path: str, *args: object) -> Frame:
    return Frame(Kind.CALL, pickle.dumps((path, args)))


def setup(path: str | None, *args: object) -> Frame:
    return Frame(Kind.SETUP, pickle.dumps((None, path, args)))


def replies_to(*requests: Frame) -> tuple[list[Frame], bool]:
    output = io.BytesIO()
    sound = serve(io.BytesIO(b"".join(request.encoded() for request in requests)), output)
    return Decoder().feed(output.getvalue()), sound


def test_calls_are_answered_in_turn_until_the_input_ends() -> None:
    replies, sound = replies_to(call("math:sqrt", 4.0), call("math:sqrt", 9.0))
    assert [pickle.loads(reply.body) for reply in replies] == [2.0, 3.0]
    assert sound


def test_an_empty_input_is_an_end() -> None:
    assert replies_to() == ([], True)


def failure(reply: Frame) -> Fault:
    assert reply.kind is Kind.FAILED
    return decode_fault(reply.body)


def test_failures_are_told_and_the_next_call_is_answered() -> None:
    replies, sound = replies_to(call("math:sqrt", -1.0), call("math:sqrt", 1.0))
    assert failure(replies[0]).kind == "ValueError"
    assert pickle.loads(replies[1].body) == 1.0
    assert sound


def test_a_request_that_cannot_be_unpickled_is_a_failure() -> None:
    replies, sound = replies_to(Frame(Kind.CALL, b"nonsense"))
    assert failure(replies[0]).trace
    assert sound


def test_long_messages_are_cut() -> None:
    replies, _ = replies_to(call("tests.work.stages:fail", "x" * 100_000))
    fault = failure(replies[0])
    assert len(fault.message) <= 2_000
    assert len(fault.trace) <= 20_000


@pytest.mark.parametrize("stage", ["tests.work.stages:disguise_starvation", "tests.work.test_child:starve"])
def test_starvation_ends_the_loop(stage: str) -> None:
    replies, sound = replies_to(call(stage), call("math:sqrt", 1.0))
    assert replies == [Frame(Kind.STARVED)]
    assert not sound


class StarvingError(Exception):
    """An error that cannot even be put into words."""

    def __str__(self) -> str:
        raise MemoryError


def starve() -> None:
    raise StarvingError


def test_a_circle_of_causes_is_walked_once() -> None:
    replies, sound = replies_to(call("tests.work.test_child:go_in_a_circle"))
    assert failure(replies[0]).kind == "ValueError"
    assert sound


def go_in_a_circle() -> None:
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    raise first


def test_resolve_finds_functions_only() -> None:
    assert resolve("os.path:join")("a", "b") == "a/b"
    with pytest.raises(TypeError, match="math:pi is not a function"):
        resolve("math:pi")
