"""What an article is: bytes to clean text, title, by-line, date, section, language, fingerprint."""
