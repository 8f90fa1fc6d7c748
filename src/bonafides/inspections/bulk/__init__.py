"""Draws of millions: the frozen list in Parquet, tickets and tree by DuckDB; equal to the kernel's draw row for row."""
