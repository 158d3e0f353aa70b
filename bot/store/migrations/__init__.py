"""The schema, as numbered SQL files: `0001_name.sql` brings `PRAGMA user_version` from 0 to 1, and so on."""
