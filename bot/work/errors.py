"""What can go wrong with a call to a worker: one exception for each kind of end, with the evidence."""

import signal


class WorkerFault(Exception):  # noqa: N818 - the family is named for what happened, as its members are
    """Any end of a call other than a result."""


class StageFailed(WorkerFault):
    """The stage raised, or its result could not be brought over. The child is sound and goes on.

    `kind` is the name of the exception's type, `message` its text, `trace` the formatted traceback.
    """

    def __init__(self, stage: str, kind: str, message: str, trace: str = "") -> None:
        super().__init__(f"{stage} raised {kind}: {message}" if message else f"{stage} raised {kind}")
        self.stage = stage
        self.kind = kind
        self.message = message
        self.trace = trace


class MachineTrouble(WorkerFault):
    """The machine refused the stage what it needs: a full disk, a missing file, no free descriptor. The child is ended.

    No item is to blame: what was in hand is to wait. `message` and `trace` are those of the stage's exception.
    """

    def __init__(self, stage: str, message: str, trace: str = "") -> None:
        super().__init__(f"the machine refused what {stage} needs: {message}")
        self.stage = stage
        self.message = message
        self.trace = trace


class WorkerDied(WorkerFault):
    """The child ended in the middle of a call.

    `exit_code` is negative for a signal, as in `subprocess`, and None when it is not known; `last_words` are
    the last lines it wrote on standard error.
    """

    def __init__(self, stage: str, exit_code: int | None, last_words: str = "") -> None:
        super().__init__(f"{stage} {self._how(exit_code)}")
        self.stage = stage
        self.exit_code = exit_code
        self.last_words = last_words

    @property
    def signal(self) -> int | None:
        """The number of the signal that ended the child, if one did."""
        return -self.exit_code if self.exit_code is not None and self.exit_code < 0 else None

    @staticmethod
    def _how(exit_code: int | None) -> str:
        if exit_code is None:
            return "broke off"
        if exit_code >= 0:
            return f"ended its process with exit code {exit_code}"
        try:
            return f"was ended by {signal.Signals(-exit_code).name}"
        except ValueError:
            return f"was ended by signal {-exit_code}"


class OutOfMemory(WorkerDied):
    """The child reached its memory limit. It was ended, since its heap cannot be trusted afterwards."""

    @staticmethod
    def _how(exit_code: int | None) -> str:  # noqa: ARG004 - how it ended after that says nothing more
        return "needed more memory than allowed"


class DeadlineExceeded(WorkerFault):
    """The call took longer than `seconds`, and the child was killed."""

    def __init__(self, stage: str, seconds: float) -> None:
        super().__init__(f"{stage} took longer than {seconds:g} seconds")
        self.stage = stage
        self.seconds = seconds


class SetupFailed(WorkerFault):
    """The child could not be started or made ready: no call can be served, and no article is to blame.

    `failures` counts how often in a row; the next call tries again after a pause that grows with it.
    """

    def __init__(self, worker: str, why: str, failures: int, trace: str = "") -> None:
        super().__init__(f"the worker {worker!r} could not start: {why}")
        self.worker = worker
        self.why = why
        self.failures = failures
        self.trace = trace


class WorkerClosed(WorkerFault):
    """The worker was closed before or during the call; nothing is wrong with what was asked."""

    def __init__(self, worker: str) -> None:
        super().__init__(f"the worker {worker!r} is closed")
        self.worker = worker
