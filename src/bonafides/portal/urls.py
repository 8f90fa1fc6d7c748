"""The addresses of the pages, and the answer to whatever else is asked under /api/."""

from __future__ import annotations

from django.urls import include, path, re_path

from bonafides.portal.api import checks, ledger, problems
from bonafides.portal.audience import public
from bonafides.portal.public import boards as boards_page
from bonafides.portal.public import consistency as consistency_page
from bonafides.portal.public import documents as documents_page
from bonafides.portal.public import draw_verify as verify_page
from bonafides.portal.public import home as pages
from bonafides.portal.public import inspections as inspections_page
from bonafides.portal.public import items as items_page
from bonafides.portal.public import ledger as ledger_page
from bonafides.portal.public import listing as listing_page
from bonafides.portal.public import listings as listings_page
from bonafides.portal.public import mark as mark_page
from bonafides.portal.public import measures as measures_page
from bonafides.portal.public import once as once_page
from bonafides.portal.public import pledges as pledges_page
from bonafides.portal.public import procedures as procedures_page
from bonafides.portal.public import transparency as transparency_page
from bonafides.portal.public import words as words_page

urlpatterns = (
    path("", pages.home, name="home"),
    path("favicon.ico", mark_page.mark, name="mark"),
    path("agency/", include("bonafides.portal.agency.urls")),
    path("account/", include("bonafides.portal.signing.urls")),
    path("business/", include("bonafides.portal.business.urls")),
    path("", include("bonafides.portal.design.urls")),
    path("inspection-items", items_page.items, name="items"),
    path("inspections/", inspections_page.plans, name="plans"),
    path("inspections/draws/<str:draw>", inspections_page.draw, name="draw"),
    path("inspections/draws/<str:draw>/verify", verify_page.verify_draw, name="verify-draw"),
    path("listings/", listings_page.listings, name="listings"),
    path("listings/<str:pack>/<str:kind>", listing_page.listing, name="listing"),
    path("words", words_page.words, name="words"),
    path("pledges/", pledges_page.pledges, name="pledges"),
    path("procedures/", procedures_page.procedures, name="procedures"),
    path("procedures/<str:name>.svg", procedures_page.drawing, name="procedure-drawing"),
    path("procedures/<str:name>", procedures_page.procedure, name="procedure"),
    path("entities/<str:scheme>/<path:code>", pages.entity, name="entity"),
    path(".well-known/jwks.json", checks.jwks, name="jwks"),
    path("boards/", boards_page.boards, name="boards"),
    path("boards/<str:code>", boards_page.board, name="board"),
    path("data/", include("bonafides.portal.opendata.urls")),
    path("once", once_page.once, name="once"),
    path("consistency", consistency_page.consistency, name="consistency"),
    path("documents/", documents_page.documents, name="documents"),
    path("documents/<str:code>", documents_page.document, name="document"),
    path("documents/<str:code>/<str:language>.pdf", documents_page.document_pdf, name="document-pdf"),
    path("ledger/", ledger_page.ledger, name="ledger"),
    path("measures/", measures_page.measures, name="measures"),
    path("transparency", transparency_page.transparency, name="transparency"),
    path("oversight/", include("bonafides.portal.oversight.urls")),
    path("ledger/checkpoint", ledger.checkpoint, name="checkpoint"),
    path("ledger/tile/<path:path>", ledger.tile, name="tile"),
    re_path(r"^api(?:/.*)?$", public(problems.answered(problems.nothing_here)), name="no-api"),
)
