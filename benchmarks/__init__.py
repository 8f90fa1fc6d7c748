"""Benchmarks: each file is one, `./dev bench NAME`."""
