"""The use cases: small async functions that join reading, extraction, identity, summaries and the store."""
