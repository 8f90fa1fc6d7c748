"""The engines: DuckDB over a snapshot, PostgreSQL over the register, Spark dealing the buckets out."""
