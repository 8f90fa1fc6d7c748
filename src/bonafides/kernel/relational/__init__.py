"""Decision models over indicators as SQL: FEEL and DMN to a small typed relational form, and that to each engine's text."""
