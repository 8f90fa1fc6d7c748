"""The register as Parquet, in buckets: what was known at a moment, and no column more than the standards need."""
