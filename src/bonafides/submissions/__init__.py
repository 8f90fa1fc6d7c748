"""What agencies' programs submit: signed records by the hundred, and files in parts, into the same ingest as the command line."""
