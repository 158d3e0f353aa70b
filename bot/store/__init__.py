"""All the SQL: one module per aggregate over one SQLite file, migrations as numbered files."""
