"""The logical content of a store: every derived table with row ids replaced by keys that come from content."""

import aiosqlite

Dump = dict[str, list[tuple[object, ...]]]

_NAME = "names.key, names.kind"

_SELECTS = {
    "articles": """SELECT fingerprint, channels, day,
                          posted_at = (SELECT min(posted_at) FROM postings WHERE article_id = articles.id),
                          state, title, text
                   FROM articles JOIN audiences ON audiences.id = audience_id""",
    "postings": """SELECT channel_id, message_id, part, fingerprint
                   FROM postings JOIN articles ON articles.id = article_id""",
    "sentences": """SELECT fingerprint, start, "end", paragraph, words, opening, leans_start, leans_end, quoted
                    FROM sentences JOIN articles ON articles.id = article_id""",
    "pronouns": """SELECT fingerprint, start, "end", gender, sentence, possessive, subject
                   FROM pronouns JOIN articles ON articles.id = article_id""",
    "mentions": f"""SELECT fingerprint, start, "end", {_NAME}, mentions.kind, sentence, mentions.reason
                    FROM mentions JOIN articles ON articles.id = article_id JOIN names ON names.id = name_id""",
    "references": f"""SELECT fingerprint, start, "end", {_NAME}, "references".reason
                      FROM "references" JOIN articles ON articles.id = article_id JOIN names ON names.id = name_id""",
    "roles": f"""SELECT fingerprint, start, "end", {_NAME}
                 FROM roles JOIN articles ON articles.id = article_id JOIN names ON names.id = name_id""",
    "keyphrases": """SELECT fingerprint, start, "end", score
                     FROM keyphrases JOIN articles ON articles.id = article_id""",
    "numbers": """SELECT fingerprint, start, "end", value, bound, theme, unit, what_start, what_end, sentence,
                         place_start, place_end, time_start, time_end, quote_start, quote_end
                  FROM numbers JOIN articles ON articles.id = article_id""",
    "quotes": """SELECT fingerprint, start, "end", quotes.kind, names.key, names.kind, speaker_start, speaker_end,
                        cue_start, cue_end, ruled.key, ruled.kind
                 FROM quotes JOIN articles ON articles.id = article_id LEFT JOIN names ON names.id = name_id
                 LEFT JOIN names AS ruled ON ruled.id = rule_id""",
    "quoted": f"""SELECT {_NAME}, role, channels, quoted.day, fingerprint, start, "end"
                  FROM quoted JOIN articles ON articles.id = article_id
                  JOIN names ON names.id = name_id JOIN audiences ON audiences.id = quoted.audience_id""",
    "relations": """SELECT fingerprint, start, "end", subject.key, subject.kind, object.key, object.kind,
                           predicate_start, predicate_end, negated, sentence
                    FROM relations JOIN articles ON articles.id = article_id
                    LEFT JOIN names AS subject ON subject.id = subject_id
                    LEFT JOIN names AS object ON object.id = object_id""",
    "appearances": f"""SELECT {_NAME}, channels, fingerprint, appearances.day, mentions, start
                       FROM appearances JOIN articles ON articles.id = article_id
                       JOIN names ON names.id = name_id JOIN audiences ON audiences.id = appearances.audience_id""",
    "dates": """SELECT fingerprint, start, "end", sentence, value, first, last, said
                FROM dates JOIN articles ON articles.id = article_id""",
    "events": """SELECT fingerprint, channels, first, last, start, "end", lead FROM events
                 JOIN articles ON articles.id = article_id JOIN audiences ON audiences.id = events.audience_id""",
    "event_names": f"""SELECT {_NAME}, channels, fingerprint, event_names.first, last, start FROM event_names
                       JOIN articles ON articles.id = article_id
                       JOIN names ON names.id = name_id JOIN audiences ON audiences.id = event_names.audience_id""",
    "entities": "SELECT guild_id, key FROM entities",
    "names": f"""SELECT names.guild_id, {_NAME}, entities.key, joined.key, joined.kind, names.articles, names.first,
                        names.reason
                 FROM names JOIN entities ON entities.id = names.entity_id
                 LEFT JOIN names AS joined ON joined.id = names.joins_id""",
    "name_blocks": f"""SELECT name_blocks.guild_id, block, {_NAME}, home, name_blocks.key, forms, weight
                       FROM name_blocks JOIN names ON id = name_id""",
    "name_evidence": f"""SELECT {_NAME}, sort, value, name_evidence.articles
                         FROM name_evidence JOIN names ON names.id = name_id""",
    "overruled": """SELECT own.key, own.kind, head.key, head.kind, overruled.reason, rule.key, rule.kind
                    FROM overruled JOIN names AS own ON own.id = name_id
                    JOIN names AS head ON head.id = overruled.joins_id
                    LEFT JOIN names AS rule ON rule.id = rule_id""",
    "banned": f"SELECT {_NAME} FROM banned JOIN names ON names.id = name_id",
    "curated": "SELECT entities.key, curated.name, curated.kind FROM curated JOIN entities ON entities.id = entity_id",
    "labels": f"""SELECT {_NAME}, channels, surface FROM labels
                  JOIN names ON names.id = name_id JOIN audiences ON audiences.id = audience_id""",
    "reassigned": """SELECT fingerprint, sort, start, key, kind, reassigned.reason, head
                     FROM reassigned JOIN articles ON articles.id = article_id""",
    "taught": f"""SELECT {_NAME}, corrections.number, form FROM taught
                  JOIN names ON names.id = name_id JOIN corrections ON corrections.id = entry""",
    "overdue": "SELECT fingerprint, overdue.attempts FROM overdue JOIN articles ON articles.id = article_id",
    "unfollowed": "SELECT number FROM unfollowed JOIN corrections ON corrections.id = entry",
    "aliases": f"""SELECT aliases.guild_id, folded, {_NAME}, channels, surface, mentions
                   FROM aliases JOIN names ON names.id = name_id JOIN audiences ON audiences.id = audience_id""",
    "alias_words": f"""SELECT alias_words.guild_id, tail, folded, {_NAME}, channels FROM alias_words
                       JOIN names ON names.id = name_id JOIN audiences ON audiences.id = audience_id""",
    "tallies": """SELECT entities.key, channels, day, articles, mentions FROM tallies
                  JOIN entities ON entities.id = entity_id JOIN audiences ON audiences.id = audience_id""",
    "totals": """SELECT entities.key, channels, articles, mentions FROM totals
                 JOIN entities ON entities.id = entity_id JOIN audiences ON audiences.id = audience_id""",
    "shingles": "SELECT hash, fingerprint FROM shingles JOIN articles ON articles.id = article_id",
    "compared": "SELECT fingerprint, words, shingles FROM compared JOIN articles ON articles.id = article_id",
    "likenesses": """SELECT one.fingerprint, other.fingerprint FROM likenesses
                     JOIN articles AS one ON one.id = article_id JOIN articles AS other ON other.id = other_id""",
    "sketches": "SELECT fingerprint, body FROM sketches JOIN articles ON articles.id = article_id",
    "story_keys": """SELECT key, shut, story_keys.day, channels, fingerprint FROM story_keys
                     JOIN articles ON articles.id = article_id AND articles.day = story_keys.day
                     JOIN audiences ON audiences.id = story_keys.audience_id AND audiences.id = articles.audience_id""",
    "story_links": """SELECT one.fingerprint, other.fingerprint, likely FROM story_links
                      JOIN articles AS one ON one.id = article_id JOIN articles AS other ON other.id = other_id""",
    "title_words": """SELECT title_words.guild_id, word, fingerprint FROM title_words
                      JOIN articles ON articles.id = article_id""",
    "ties": """SELECT one.key, channels, other.key, articles, sentences FROM ties
               JOIN entities AS one ON one.id = entity_id JOIN entities AS other ON other.id = other_id
               JOIN audiences ON audiences.id = audience_id""",
}


async def dump(db: aiosqlite.Connection) -> Dump:
    """Every table by content, sorted: equal for two stores exactly when they say the same."""
    return {
        table: sorted((tuple(row) for row in await db.execute_fetchall(select)), key=repr)
        for table, select in _SELECTS.items()
    }


async def row_counts(db: aiosqlite.Connection) -> dict[str, int]:
    """How many rows every table has, to see that the joins of a dump hide none."""
    found = {}
    for table in _SELECTS:
        async with db.execute(f'SELECT count(*) FROM "{table}"') as cursor:
            row = await cursor.fetchone()
        found[table] = row[0] if row else 0
    return found


async def check_index(db: aiosqlite.Connection) -> None:
    """Have FTS5 compare its index with the articles; raises sqlite3.DatabaseError where they differ."""
    await db.execute("INSERT INTO article_index (article_index, rank) VALUES ('integrity-check', 1)")
