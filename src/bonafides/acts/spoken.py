"""A refusal, or any sentence, in the language of whoever reads it."""

from __future__ import annotations

from django.utils.translation import gettext, override

from bonafides.kernel.sentence import say


def spoken(one: object, language: str | None = None) -> str:
    """What an error or a sentence says, in a language that Django knows; without one, in the language that is active."""
    if language is None:
        return str(say(one, gettext))
    with override(language):
        return str(say(one, gettext))
