"""Open data: a page, a catalogue, the files, and what changes."""
