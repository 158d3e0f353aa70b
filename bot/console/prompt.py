"""What prompt_toolkit is given: completion from the registry, and a history of commands only."""

import logging
from collections.abc import AsyncGenerator, Iterable
from pathlib import Path

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory

from bot.cards.card import Refusal
from bot.cards.safe import one_line
from bot.commands.registry import Registry
from bot.console.completion import offers
from bot.console.front import Front
from bot.console.kinds import is_command

_log = logging.getLogger(__name__)


class CommandHistory(FileHistory):
    """Keeps commands, for their owner alone, and never posted text: what is forgotten must not live on in a file."""

    def __init__(self, path: Path, registry: Registry) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        super().__init__(str(path))
        self._registry = registry

    def store_string(self, string: str) -> None:
        """Append a command to the file."""
        if "\n" not in string.strip() and is_command(self._registry, string):
            super().store_string(string)


class RegistryCompleter(Completer):
    """The registry's completions, as prompt_toolkit asks for them."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def get_completions(
        self,
        document: Document,  # noqa: ARG002 - the interface of prompt_toolkit
        complete_event: CompleteEvent,  # noqa: ARG002
    ) -> Iterable[Completion]:
        """None: completions come from the store, which is asked asynchronously."""
        return ()

    async def get_completions_async(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002 - the interface of prompt_toolkit
    ) -> AsyncGenerator[Completion, None]:
        """What may come next; nothing when the store cannot say."""
        try:
            async for offer in offers(self._front.registry, self._front.ask(), document.text_before_cursor):
                label, about = one_line(offer.label), one_line(offer.about)
                yield Completion(offer.text, -offer.replaces, display=label, display_meta=about)
        except Refusal:
            return
        except Exception:  # noqa: BLE001 - told in full; a completer must not end the line that is being typed
            _log.exception("completion failed")
