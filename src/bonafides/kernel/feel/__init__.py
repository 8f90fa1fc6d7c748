"""FEEL, the expression language of DMN: tree, types, parser, type checker, reference evaluator. See docs/reference/feel.md."""
