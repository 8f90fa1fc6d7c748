"""The language in which a program's user reads what the API refuses: by `Accept-Language`, English where it names none.

No middleware: only an answer that refuses asks, so that no other request pays for it.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

ENGLISH = "en"


def accepted(request: HttpRequest | None) -> str:
    """The first language of the request that is spoken here."""
    for wanted, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "") if request else ""):
        if wanted == "*" or not weight:
            break
        try:
            return get_supported_language_variant(wanted)
        except LookupError:
            continue
    return ENGLISH
