"""The entry point: the subcommands gathered, and every expected error as one line with its exit status."""

import atexit
import os
import signal
import sys
from importlib import import_module

import click

from bot import __version__
from bot.cli import streams
from bot.cli.failing import CommandLineError

_MODULES = {
    "batch": ("read", "extract", "summarize", "stories"),
    "copying": ("backup", "restore"),
    "exporting": ("export",),
    "ingest": ("ingest",),
    "keeping": ("doctor", "rebuild", "forget"),
    "running": ("run", "console"),
    "searching": ("search",),
}
_MODULE_OF = {subcommand: module for module, subcommands in _MODULES.items() for subcommand in subcommands}


class _Subcommands(click.Group):
    """The subcommands, each imported when it is asked for: to import all of them takes a second."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the interface of click
        """Their names, sorted."""
        return sorted(_MODULE_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """One by its name."""
        if cmd_name not in _MODULE_OF:
            return None
        found: click.Command = getattr(import_module(f"bot.cli.{_MODULE_OF[cmd_name]}"), cmd_name)
        return found


@click.group(cls=_Subcommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dossier")
def dossier() -> None:
    """Dossier files the news that people post, and answers who and what is in it.

    Exit status: 0 for success, 1 for failure, 2 for wrong use. Answers go to standard output; the log and progress
    go to standard error.
    """


def main() -> None:
    """Run the command line and exit."""
    streams.prepare()
    for number in (signal.SIGINT, signal.SIGTERM):  # a second one, while Python ends, would change how this has ended
        atexit.register(signal.signal, number, signal.SIG_IGN)
    try:
        dossier.main(standalone_mode=False, prog_name="dossier")
        sys.stdout.flush()
    except click.Abort:
        _end("Stopped.", 1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except CommandLineError as error:
        _end(str(error), error.status)
    except BrokenPipeError:
        _give_up_output()
        sys.exit(1)
    except OSError as error:
        _give_up_output()
        _end(f"{error.filename or 'The input or the output'}: {error.strerror or error}.", 1)


def _give_up_output() -> None:
    """What is still in the buffer would raise again when the interpreter writes it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _end(message: str, status: int) -> None:
    click.echo(f"dossier: {message}", err=True)
    sys.exit(status)
