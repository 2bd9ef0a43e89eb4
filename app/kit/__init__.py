"""Settings, database, errors, dates: what every floor stands on. Knows nobody."""
