import importlib
import pkgutil

import bot.commands
from bot.commands.all import REGISTRY


def test_every_module_of_commands_is_among_all() -> None:
    before = set(REGISTRY.commands)
    for module in pkgutil.iter_modules(bot.commands.__path__, "bot.commands."):
        importlib.import_module(module.name)
    assert set(REGISTRY.commands) == before


def test_every_group_has_children() -> None:
    assert all(REGISTRY.children(group) for group in REGISTRY.groups)
