"""Small helpers for templates."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def get(mapping: Mapping[str, str], key: str) -> str:
    """The value of a key, or the key itself."""
    return mapping.get(key, key)
