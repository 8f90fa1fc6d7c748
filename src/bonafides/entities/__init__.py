"""Market entities: their identity, names and aliases. Businesses and organisations, never natural persons."""
