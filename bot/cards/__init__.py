"""Results to cards: plain data with a title, lines with receipts and buttons, drawn by console or chat."""
