"""The console in a terminal: cards drawn, numbers picked, pages turned, pasted text filed."""

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import Input
from prompt_toolkit.output import Output
from rich.console import Console
from rich.text import Text

from bot.cards.card import Action, Card, Refusal
from bot.cards.safe import one_line
from bot.console.front import Front
from bot.console.kinds import LEAVING, is_command, is_short
from bot.console.prompt import CommandHistory, RegistryCompleter
from bot.console.render import draw
from bot.console.typeahead import held_back

PROMPT = FormattedText([("ansicyan bold", "dossier"), ("ansibrightblack", " › ")])

_STEPS = {"next": 1, "prev": -1}


class Shell:
    """One session in a terminal. It remembers the last card, whose numbers can be picked and pages turned."""

    def __init__(
        self,
        front: Front,
        console: Console,
        history: Path | None = None,
        source: Input | None = None,
        screen: Output | None = None,
    ) -> None:
        self._front = front
        self._console = console
        self._last: Card | None = None
        self._session: PromptSession[str] = PromptSession(
            PROMPT,
            history=CommandHistory(history, front.registry) if history else InMemoryHistory(),
            completer=RegistryCompleter(front),
            complete_while_typing=True,
            input=source,
            output=screen,
        )

    async def run(self, greeting: Card | None = None) -> int:
        """Read and answer until Ctrl-D, `exit` or `quit`; 0. Ctrl-C gives up the line, or the answer in hand."""
        if greeting:
            self._show(greeting)
        while True:
            try:
                text = (await self._session.prompt_async()).strip()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return 0
            if text in LEAVING:
                return 0
            if text:
                with held_back(self._session.input, self._session.output):
                    await self._interruptible(self._handle(text))

    async def _handle(self, text: str) -> None:
        try:
            action = self._picked(text)
        except Refusal as refusal:
            # Drawn without being remembered: the numbers that can be seen above stay those that can be picked.
            self._console.print(draw(refusal.card(), self._console.width))
            return
        if action:
            self._show(await self._front.act(action))
        elif is_command(self._front.registry, text):
            self._show(await self._front.answer(text))
        elif is_short(text):
            self._show(await self._front.words(text))
        else:
            await self._post(text)

    def _picked(self, text: str) -> Action | None:
        """What a number, `next` or `prev` invokes on the last card. Refusal when that has nothing such."""
        if text in _STEPS:
            page = self._last.page if self._last else None
            if page is None or not 1 <= page.number + _STEPS[text] <= page.of:
                raise Refusal(f"There is no {'next' if text == 'next' else 'previous'} page.")
            return page.turn(page.number + _STEPS[text])
        if text.isascii() and text.isdigit() and len(text) <= 3:
            picks = self._last.picks() if self._last else {}
            if int(text) not in picks:
                raise Refusal(f"There is nothing to pick under the number {int(text)}.")
            return picks[int(text)]
        return None

    async def _post(self, text: str) -> None:
        """File a text; while that goes on, say how far it is."""
        last = None
        with self._console.status("Filing …") as status:
            async for card in self._front.file(text):
                last = card
                status.update(Text(one_line(card.title)))
        if last:
            self._show(last)

    async def _interruptible(self, work: Coroutine[object, object, None]) -> None:
        """Do the work; Ctrl-C ends it and not the session."""
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        before = signal.getsignal(signal.SIGINT)
        with suppress(NotImplementedError, RuntimeError, ValueError):  # not on Windows, nor outside the main thread
            loop.add_signal_handler(signal.SIGINT, task.cancel)
        try:
            await asyncio.wait([task])
        finally:
            task.cancel()
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.remove_signal_handler(signal.SIGINT)
                signal.signal(signal.SIGINT, before)
        if task.cancelled():
            self._console.print("Stopped.")
        else:
            task.result()

    def _show(self, card: Card) -> None:
        self._last = card
        self._console.print(draw(card, self._console.width))
