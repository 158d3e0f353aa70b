"""Numbers that a text claims: how many, of what, and how sure it is of that."""
