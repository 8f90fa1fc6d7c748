"""The HTTP API, version 1: a route's file, and the shapes of its answers beside it."""
