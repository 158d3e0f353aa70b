"""Fetching what links lead to: from the public web only, politely, and never more than can be borne."""
