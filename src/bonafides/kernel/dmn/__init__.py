"""DMN, decision models: reader, reference evaluator, static analysis. See docs/reference/dmn.md."""
