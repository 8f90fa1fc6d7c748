"""The ledger: every act and every batch as a leaf of one signed, append-only log that outsiders can check."""
