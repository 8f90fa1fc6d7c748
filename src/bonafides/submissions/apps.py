"""Submissions as an app of Django."""

from __future__ import annotations

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """What agencies' programs submit."""

    name = "bonafides.submissions"

    def ready(self) -> None:
        """From now on a key that an administrator proposed is registered when another confirms."""
        from bonafides.agencies.arguments import RegisterKey
        from bonafides.agencies.confirm import done_by
        from bonafides.submissions.acts.register_key import register_key

        done_by(RegisterKey, lambda acting, agency, given: register_key(acting, agency, given.client, given.public))
