"""The recipient's mark in an exported file, and what a file that came back proves. Pure: a court can recompute it from the key.

No mark alters a fact. Each export has a key, and under it are chosen: a reference beside each row, the order of the rows, and the
few cells that say `…`, look it up, instead of their value.
"""
