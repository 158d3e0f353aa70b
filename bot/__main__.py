"""`python -m bot`: the same as the script `dossier`."""

from bot.cli import main

main()
