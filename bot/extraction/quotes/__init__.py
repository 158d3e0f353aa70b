"""Who said what: direct, mixed and indirect speech, and the words that say whose it is."""
