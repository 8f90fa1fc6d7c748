"""Small helpers for templates."""

from __future__ import annotations

from django import template

from bonafides.packs.words import subject_title
from bonafides.portal.public.record import tag

register = template.Library()
register.filter("language_tag", tag)
register.filter("subject", subject_title)
