"""Every command of the product: importing this declares them all, in the order in which `help` lists them."""

from bot.commands import filing, keeping, looking_up, reading, searching
from bot.commands.registry import REGISTRY

__all__ = ["REGISTRY", "filing", "keeping", "looking_up", "reading", "searching"]
