"""What a search means: what was typed, where its words stand in a text, and which text answers it best. No SQL."""
