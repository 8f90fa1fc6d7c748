"""A made-up county for demonstrations, tests and measurements: files as six agencies submit them, faults included.

No natural person and no real enterprise is in it: every code is of division 990000, which is assigned to nobody.
"""
