"""Signals of early warning: what the cards of a pack find worth a look, and what officers made of it. A lead, never a finding."""
