import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.work.frames as frames_module
from bot.work.frames import Decoder, Fault, Frame, FrameError, Kind, decode_fault, read_frame

frames = st.builds(Frame, st.sampled_from(Kind), st.binary(max_size=200))


@given(st.lists(frames, max_size=8), st.lists(st.integers(min_value=1, max_value=50), max_size=40))
def test_frames_survive_any_cut_of_the_stream(sent: list[Frame], sizes: list[int]) -> None:
    stream = b"".join(frame.encoded() for frame in sent)
    decoder, received = Decoder(), []
    for size in sizes:
        received += decoder.feed(stream[:size])
        stream = stream[size:]
    received += decoder.feed(stream)
    assert received == sent


@given(st.lists(frames, max_size=8))
def test_frames_are_read_one_by_one_from_a_stream(sent: list[Frame]) -> None:
    stream = io.BytesIO(b"".join(frame.encoded() for frame in sent))
    assert [read_frame(stream) for _ in sent] == sent
    assert read_frame(stream) is None


@given(frames, st.data())
def test_a_stream_that_ends_within_a_frame_has_ended(frame: Frame, data: st.DataObject) -> None:
    whole = frame.encoded()
    cut = data.draw(st.integers(min_value=0, max_value=len(whole) - 1))
    assert read_frame(io.BytesIO(whole[:cut])) is None
    assert Decoder().feed(whole[:cut]) == []


@pytest.mark.parametrize("header", [struct.pack(">BQ", 99, 0), struct.pack(">BQ", 4, 1 << 62)])
def test_a_header_that_cannot_be_is_refused(header: bytes) -> None:
    with pytest.raises(FrameError):
        Decoder().feed(header)
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(header))


def test_a_body_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames_module, "LARGEST", 10)
    assert Frame(Kind.RESULT, b"x" * 10).encoded()
    with pytest.raises(FrameError, match="11 bytes are more than the 10"):
        Frame(Kind.RESULT, b"x" * 11)


@given(st.builds(Fault, st.text(), st.text(), st.text()))
def test_faults_survive(fault: Fault) -> None:
    assert decode_fault(fault.encoded()) == fault


@pytest.mark.parametrize("body", [b"", b"{", b"{}", b"3", b'["a", "b"]', b"\xff"])
def test_a_fault_in_another_form_is_refused(body: bytes) -> None:
    with pytest.raises(FrameError):
        decode_fault(body)
