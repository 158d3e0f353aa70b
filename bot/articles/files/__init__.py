"""Reading posted files: what kind they are, and the text, title, author and date that each kind gives."""
