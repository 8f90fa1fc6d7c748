"""One walk over every page for anyone: axe-core finds nothing, Tab reaches everything, nothing is wider than the window.

A page whose address names something is walked where SAMPLES knows such a thing; the tests of the page itself walk the others.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from tests.portal.browsing import Pages, axe, fits, keyboard, look
from tests.portal.conftest import CODE, Add, penalty
from tests.structure.test_routes import patterns

SAMPLES = {
    "entity": f"/entities/uscc/{CODE}", "procedure": "/procedures/serious-listing", "home": "/?name=兴曦", "refused": "/?name=面",
    "listing": "/listings/?code=1", "then": f"/entities/uscc/{CODE}?as_of=2021-01-01&known_at=2024-01-01",
}  # fmt: skip
NO_PAGES = ("api/", "i18n/", "ledger/", ".well-known/", "^api")
WORDS = {"zh": "zh-CN", "en": "en"}


def routes() -> Iterator[tuple[str, str]]:
    """The address of every page without a parameter, and whom it is for."""
    for route, one in patterns(get_resolver().url_patterns):
        audience = getattr(one.callback, "audience", "")
        if isinstance(one, URLPattern) and "<" not in route and not route.startswith(NO_PAGES) and audience:
            yield "/" + route, audience


ROUTES = list(routes())
PUBLIC = [route for route, audience in ROUTES if audience.startswith("anyone")]


@pytest.fixture
def known(business: Add) -> None:
    """A business with a penalty, and everything that can be shown of it."""
    business("mr-penalties", penalty())


@pytest.mark.parametrize(("language", "phone"), [("en", False)], ids=["desk-en"])
@pytest.mark.parametrize("path", [*PUBLIC, *SAMPLES.values()])
def test_a_page_for_anyone(pages: Pages, known: None, path: str, language: str, phone: bool) -> None:
    told = Client(headers={"accept-language": WORDS[language]}).get(path)
    if "html" not in told.headers.get("Content-Type", "") or told.status_code == 302:
        pytest.skip("no page, or one that leads on")
    page = pages.open(path, language=language, phone=phone, status=told.status_code)
    walked(page, path, language, phone=phone)


def walked(page: object, path: str, language: str, *, phone: bool) -> None:
    """What holds of every page."""
    look(page, f"{path.strip('/').replace('/', '-').split('?')[0] or 'home'}-{language}-{'phone' if phone else 'desk'}")  # type: ignore[arg-type]
    axe(page)  # type: ignore[arg-type]
    fits(page)  # type: ignore[arg-type]
    keyboard(page)  # type: ignore[arg-type]
