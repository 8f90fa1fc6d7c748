"""The addresses of the agency's pages, all under /agency/."""

from __future__ import annotations

from django.urls import include, path

from bonafides.portal.agency import board, case, cases, disclosed, figures, opening, step
from bonafides.portal.agency.batches import list as batches
from bonafides.portal.agency.batches import mend, send
from bonafides.portal.agency.batches import page as batch
from bonafides.portal.agency.draws import list as draws
from bonafides.portal.agency.draws import page as draw
from bonafides.portal.agency.standards import list as standards
from bonafides.portal.agency.standards import page as standard
from bonafides.portal.agency.standards import simulations
from bonafides.portal.agency.visits import list as visits
from bonafides.portal.agency.visits import page as visit
from bonafides.portal.agency.visits import step_page as visit_step
from bonafides.portal.agency.visits import targeted

urlpatterns = [
    path("", board.board, name="agency-board"),
    path("cases/", cases.cases, name="agency-cases"),
    path("cases/new/", opening.which, name="agency-which"),
    path("cases/new/<str:name>", opening.opening, name="agency-opening"),
    path("cases/<int:number>", case.case, name="agency-case"),
    path("cases/<int:number>/drawing.svg", case.drawing, name="agency-case-drawing"),
    path("cases/<int:number>/files/<str:sha256>", case.file, name="agency-case-file"),
    path("cases/<int:number>/disclosed", disclosed.disclosed, name="agency-disclosed"),
    path("cases/<int:number>/steps/<str:name>", step.step, name="agency-step"),
    path("files/", batches.batches, name="agency-batches"),
    path("files/send", send.send, name="agency-send"),
    path("files/sent/<int:number>", send.submission, name="agency-submission"),
    path("files/<int:number>", batch.batch, name="agency-batch"),
    path("files/<int:number>/mend", mend.mend, name="agency-mend"),
    path("figures/", figures.figures, name="agency-figures"),
    path("draws/", draws.draws, name="agency-draws"),
    path("draws/plan", draws.plan, name="agency-plan"),
    path("draws/of/<str:name>", draw.draw, name="agency-draw"),
    path("standards/", standards.standards, name="agency-standards"),
    path("standards/simulations/<str:name>", simulations.simulation, name="agency-simulation"),
    path("standards/simulations/<str:name>/moves.svg", simulations.flow, name="agency-simulation-drawing"),
    path("standards/<str:name>", standard.standard, name="agency-standard"),
    path("worth-a-look/", include("bonafides.portal.agency.worth_a_look.urls")),
    path("visits/", visits.visits, name="agency-visits"),
    path("visits/new", targeted.targeted, name="agency-targeted"),
    path("visits/<int:number>", visit.visit, name="agency-visit"),
    path("visits/<int:number>/photos/<str:sha256>", visit.photo, name="agency-visit-photo"),
    path("visits/<int:number>/steps/<str:name>", visit_step.step, name="agency-visit-step"),
]
