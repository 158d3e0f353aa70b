"""Reading feeds, RSS, Atom and JSON Feed, and knowing their entries again."""
