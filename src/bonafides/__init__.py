"""Bona Fides: the platform on which a government runs credit-based market regulation."""

import os

# How long the memory of columns that are done with is kept for the next ones. By itself the allocator of polars, which reads
# this when it is loaded, gives it back within half a second, and each chunk of a file pays for its pages anew: a fifteenth of
# the processor time of our process in an ingest, for a tenth to a fifth more of memory.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:10000,muzzy_decay_ms:10000")
