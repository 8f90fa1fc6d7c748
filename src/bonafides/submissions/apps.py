"""Submissions as an app of Django."""

from __future__ import annotations

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """What agencies' programs submit."""

    name = "bonafides.submissions"
