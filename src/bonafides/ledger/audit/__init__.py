"""The whole ledger recomputed from the tables: every leaf from what it commits to, the trees from the leaves."""
