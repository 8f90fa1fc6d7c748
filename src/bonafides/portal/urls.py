"""The addresses of the pages, and the answer to whatever else is asked under /api/."""

from __future__ import annotations

from django.urls import include, path, re_path

from bonafides.portal import (
    boards_page,
    checks,
    consistency_page,
    documents_page,
    inspections_page,
    items_page,
    ledger,
    listings_page,
    once_page,
    pages,
    pledges_page,
    problems,
    procedures_page,
)
from bonafides.portal.audience import public

urlpatterns = (
    path("", pages.home, name="home"),
    path("account/", include("bonafides.portal.signing_urls")),
    path("inspection-items", items_page.items, name="items"),
    path("inspections/", inspections_page.plans, name="plans"),
    path("inspections/draws/<str:draw>", inspections_page.draw, name="draw"),
    path("listings/", listings_page.listings, name="listings"),
    path("pledges/", pledges_page.pledges, name="pledges"),
    path("procedures/", procedures_page.procedures, name="procedures"),
    path("procedures/<str:name>.svg", procedures_page.drawing, name="procedure-drawing"),
    path("procedures/<str:name>", procedures_page.procedure, name="procedure"),
    path("entities/<str:scheme>/<path:code>", pages.entity, name="entity"),
    path(".well-known/jwks.json", checks.jwks, name="jwks"),
    path("boards/", boards_page.boards, name="boards"),
    path("boards/<str:code>", boards_page.board, name="board"),
    path("once", once_page.once, name="once"),
    path("consistency", consistency_page.consistency, name="consistency"),
    path("documents/", documents_page.documents, name="documents"),
    path("documents/<str:code>", documents_page.document, name="document"),
    path("documents/<str:code>/<str:language>.pdf", documents_page.document_pdf, name="document-pdf"),
    path("ledger/checkpoint", ledger.checkpoint, name="checkpoint"),
    path("ledger/tile/<path:path>", ledger.tile, name="tile"),
    re_path(r"^api(?:/.*)?$", public(problems.answered(problems.nothing_here)), name="no-api"),
)
