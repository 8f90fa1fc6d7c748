"""Pages for auditors: whether the law's periods are kept, how open clauses are used, who looks, what the ledger says."""
