"""Words every desk shares: pure, no database, no web."""
