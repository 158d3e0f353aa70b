"""Everything of Discord: the client, its commands and buttons, what is posted, and cards drawn as messages."""
