"""The addresses of the agency's pages, all under /agency/."""

from __future__ import annotations

from django.urls import path

from bonafides.portal.agency import board, case, cases, opening, step
from bonafides.portal.agency.visits import list as visits
from bonafides.portal.agency.visits import page as visit
from bonafides.portal.agency.visits import step_page as visit_step

urlpatterns = [
    path("", board.board, name="agency-board"),
    path("cases/", cases.cases, name="agency-cases"),
    path("cases/new/", opening.which, name="agency-which"),
    path("cases/new/<str:name>", opening.opening, name="agency-opening"),
    path("cases/<int:number>", case.case, name="agency-case"),
    path("cases/<int:number>/drawing.svg", case.drawing, name="agency-case-drawing"),
    path("cases/<int:number>/files/<str:sha256>", case.file, name="agency-case-file"),
    path("cases/<int:number>/steps/<str:name>", step.step, name="agency-step"),
    path("visits/", visits.visits, name="agency-visits"),
    path("visits/<int:number>", visit.visit, name="agency-visit"),
    path("visits/<int:number>/photos/<str:sha256>", visit.photo, name="agency-visit-photo"),
    path("visits/<int:number>/steps/<str:name>", visit_step.step, name="agency-visit-step"),
]
