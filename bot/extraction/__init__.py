"""Text to spans: sentences, mentions, roles, pronouns and keyphrases, read by spaCy."""
