"""Procedures as an app of Django."""

from __future__ import annotations

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Cases and their steps."""

    name = "bonafides.procedures"
