"""Documents that are served: made from a pack's form and a case, kept as content, known by a code that commits to it."""
