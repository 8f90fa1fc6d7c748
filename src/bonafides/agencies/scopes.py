"""What a program of an agency may be let do. Which routes a scope opens stands on the routes."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """A scope of OAuth 2, held by a client from its registration on."""

    RECORDS_SUBMIT = "records:submit"
    RECORDS_READ = "records:read"
    EVIDENCE_REQUEST = "evidence:request"
    CHECKS = "checks"
    FEED = "feed"


MEANT: dict[Scope, str] = {
    Scope.RECORDS_SUBMIT: "hand in records for the agency",
    Scope.RECORDS_READ: "read what is disclosed to the agency for a purpose",
    Scope.EVIDENCE_REQUEST: "ask other agencies for evidence in a case",
    Scope.CHECKS: "ask at a decision point what stands against a business",
    Scope.FEED: "follow what changes",
}
