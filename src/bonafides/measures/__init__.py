"""Measures: what follows for a business, imposed through the catalogue of its pack and lifted with what it rests on."""
