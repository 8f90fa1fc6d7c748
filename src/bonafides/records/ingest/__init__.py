"""Ingest: an agency's file in, records out. read → map → validate → COPY to staging → merge; what fails is quarantined."""
