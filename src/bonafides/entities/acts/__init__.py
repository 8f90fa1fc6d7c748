"""Decisions about identity: two codes are one business, or they are not; a non-conforming code was issued."""
