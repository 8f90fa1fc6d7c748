"""The forms of a page, filled in as its reader might, so that somebody else can send them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.portal.page import Element, read

LINE = "Words of a test."


def typed() -> dict[str, str]:
    """By the type of a field what is typed into it: of days today, for an act may not be of a day before the last one."""
    today = timezone.localdate().isoformat()
    return {"number": "1", "date": today, "password": "a horse of another colour", "datetime-local": f"{today}T10:00"}


@dataclass(frozen=True)
class Filled:
    """A form: where it goes, and what is in it."""

    address: str
    given: dict[str, Any]

    def sent(self, client: Client) -> Any:
        """The answer to it. What it holds is made anew, for a file is read once."""
        made = {name: SimpleUploadedFile(*one) if isinstance(one, tuple) else one for name, one in self.given.items()}
        return client.post(self.address, made)


def forms_at(client: Client, address: str) -> list[Filled]:
    """The forms of a page that change something."""
    answer = client.get(address)
    if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
        return []
    found = read(answer.content).one("main").all("form")
    return [_filled(one, address) for one in found if (one.attributes.get("method") or "").lower() == "post"]


def _filled(form: Element, address: str) -> Filled:
    given: dict[str, Any] = {}
    for one in [one for one in form.all() if one.attributes.get("name")]:
        name, value = str(one.attributes["name"]), one.attributes.get("value")
        if one.tag == "select":
            options = [str(each.attributes["value"]) for each in one.all("option") if each.attributes.get("value")]
            given[name] = options[0] if options else ""
        elif one.tag == "textarea":
            given[name] = one.text or LINE
        elif one.tag == "button" or one.attributes.get("type") in ("radio", "checkbox", "submit"):
            given.setdefault(name, value or "on")
        elif one.attributes.get("type") == "file":
            given[name] = ("words.pdf", b"%PDF-1.4 words")
        elif one.tag == "input" and name != "csrfmiddlewaretoken":
            given[name] = value or typed().get(str(one.attributes.get("type")), LINE)
    return Filled(urljoin(address, str(form.attributes.get("action") or "")), given)
