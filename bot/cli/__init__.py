"""The command line: `dossier SUBCOMMAND`, or `python -m bot SUBCOMMAND`."""

from bot.cli.main import main

__all__ = ["main"]
