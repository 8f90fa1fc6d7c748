"""Pages for officers: what waits, cases, batches, draws, visits, the standards in force. Whatever they do is an act."""
