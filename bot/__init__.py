"""Dossier: a channel where people post news becomes a memory that answers."""

__version__ = "0.1.0"
