"""A request that its client signed: read with a bound, its signature checked over what came."""

from __future__ import annotations

from django.http import HttpRequest

from bonafides.acts.roles import Role
from bonafides.agencies.scopes import Scope
from bonafides.portal.audience import Identity, either, machines, officers
from bonafides.submissions.client import Client, SubmissionRefusedError
from bonafides.submissions.signatures import Message, must_be_signed

SUBMITTERS = either(officers(Role.ENTRY_CLERK), machines(Scope.RECORDS_SUBMIT))
"""The `auth` of a route for whoever submits: an agency's program, or an officer of entry with a key of their own."""


def client_of(request: HttpRequest) -> Client:
    """Who submits: whom the route's `auth` found."""
    who: Identity = request.auth  # type: ignore[attr-defined]  # set by the route's `auth`
    return Client(who.pack, who.agency, who.number)


def body_of(request: HttpRequest, most: int, *kinds: str) -> bytes:
    """The body, of one of these media types and at most so many bytes. Raises SubmissionRefusedError before it is read."""
    if request.content_type not in kinds:
        raise SubmissionRefusedError(415, f"Content-Type: expected {' or '.join(kinds)}, came another")
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise SubmissionRefusedError(415, "Content-Encoding: expected none: what is packed may unpack to anything")
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > most:
        raise SubmissionRefusedError(413, f"expected at most {most:,} bytes, came more")
    body: bytes = request.read(most + 1)
    if len(body) > most:
        raise SubmissionRefusedError(413, f"expected at most {most:,} bytes, came more")
    return body


def check_signature(request: HttpRequest, client: Client, body: bytes, *beside: str) -> None:
    """Raises NotSignedError. What is covered is the address as the client wrote it."""
    path = request.META.get("RAW_URI") or request.get_full_path()
    message = Message(request.method or "", f"{request.scheme}://{request.get_host()}{path}", request.headers)
    must_be_signed(client, message, body, beside=beside)
