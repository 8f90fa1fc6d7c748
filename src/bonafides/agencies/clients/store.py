"""The library's own row of a client. It decides nothing: whether a client is let in follows from our sealed row."""

from __future__ import annotations

from oauth2_provider.models import Application


def keep(client_id: str, title: str) -> None:
    """Let the library issue tokens to a client; the secret is not with it."""
    Application.objects.create(
        client_id=client_id, name=title, client_type=Application.CLIENT_CONFIDENTIAL, client_secret="!",  # noqa: S106
        hash_client_secret=False, authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
    )  # fmt: skip
