"""One business, by the reference: its records, its indicators with the records that make them, its decision."""
