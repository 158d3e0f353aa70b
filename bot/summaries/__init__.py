"""Choosing and closing sentences, for one article or for many."""
