"""Jurisdiction packs: law as data. `load.py` reads one from disk; `acts/install.py` puts it in force."""
