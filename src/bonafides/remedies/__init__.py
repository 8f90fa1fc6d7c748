"""Remedies: repair, objection, reconsideration and suit, and what is said beside a record meanwhile."""
