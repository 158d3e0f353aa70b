"""Mentions to entities: within one article (chains), then across articles (names and entities)."""
