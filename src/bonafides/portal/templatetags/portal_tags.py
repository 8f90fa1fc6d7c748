"""Small helpers for templates."""

from __future__ import annotations

from django import template

from bonafides.portal.record_page import tag
from bonafides.sharing.words import subject_title

register = template.Library()
register.filter("language_tag", tag)
register.filter("subject", subject_title)
