"""The standards of the pack as lawyers read them: each rule a row, its law beside it, and what the analysis finds."""
