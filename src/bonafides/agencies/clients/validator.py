"""What django-oauth-toolkit asks us when a program wants a token: our register of clients answers, nothing of its own."""

from __future__ import annotations

import secrets
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator

from bonafides.agencies.clients.certificate import thumbprint_of
from bonafides.agencies.clients.queries import TOKEN_PREFIX, client_in_force
from bonafides.agencies.models import MachineClient


def new_token(request: Any) -> str:
    """A bearer token; the register keeps its SHA-256 alone (COMPLIANT_BCP_RFC9700_TOKEN_STORAGE)."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


class Validator(OAuth2Validator):  # type: ignore[misc]  # the library has no types
    """Client credentials only, by HTTP Basic only, for a client in force, with its certificate where it is bound to one."""

    def _load_application(self, client_id: str, request: Any) -> Any:
        ours = client_in_force(client_id)
        if ours is None or (ours.thumbprint is not None and bytes(ours.thumbprint) != thumbprint_of(request.headers)):
            return None
        found = super()._load_application(client_id, request)
        if found is not None:
            found.client_secret = bytes(ours.digest).hex()  # of our sealed row, for `_check_secret`; not written
            request.ours = ours
        return found

    def _check_secret(self, provided_secret: str, stored_secret: str) -> bool:
        return compare_digest(sha256(provided_secret.encode("utf-8", "surrogatepass")).hexdigest(), stored_secret)

    def _authenticate_request_body(self, request: Any) -> bool:
        return False

    def validate_grant_type(self, client_id: str, grant_type: str, *rest: Any, **more: Any) -> bool:
        """Whether a client may have a token in this way."""
        return grant_type == "client_credentials"

    def validate_scopes(
        self, client_id: str, scopes: list[str], client: Any, request: Any, *rest: Any, **more: Any
    ) -> bool:
        """Whether a client has each of these scopes."""
        return set(scopes) <= set(_ours(request).scopes)

    def get_default_scopes(self, client_id: str, request: Any, *rest: Any, **more: Any) -> list[str]:
        """Those it has, where it asks for none in particular."""
        return list(_ours(request).scopes)


def _ours(request: Any) -> MachineClient:
    found: MachineClient = request.ours
    return found
