"""Drills on the register that is there, each within a transaction that is undone: nothing of them stays."""
