"""The words of these pages, each in a sentence or two, for who meets one for the first time. Pages link to each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.portal.audience import public
from bonafides.portal.design.rows import Link

Word = tuple[str, str, str, Link | None]


@public
@require_safe
@cache_control(no_store=True)
def words(request: HttpRequest) -> HttpResponse:
    """Every word, with the page on which it is at work."""
    context = {"here": request.path, "groups": [_of_records(), _of_decisions(), _of_chance()]}
    return render(request, "portal/words.html", context)


def _to(title: str, name: str) -> Link:
    return Link(title, reverse(name))


def _of_records() -> tuple[str, list[Word]]:
    return _("A business and its records"), [
        ("record", _("Record"), _("One thing that an agency told this register of a business: a registration, a licence, a "
         "penalty. It names its source, its document, its legal basis and its dates, and is never overwritten."), None),
        ("code", _("Code"), _("The unified social credit code of a business: 18 letters and digits, the last of which is "
         "computed from the others, so that a slip is noticed."), _to(_("Find a business"), "home")),
        ("clocks", _("The two clocks"), _("A record holds from one day to another, and this register knows of it from a "
         "moment on. 'As it stood on' asks the first, 'as it was known at' the second. Who decided on a day can only have known "
         "what was known by then."), None),
        ("public", _("Public record"), _("The law says for how long a record is shown to anyone. When that time is over, or "
         "the record was repaired or annulled, it is gone from these pages, also for days that are past."), None),
        ("correction", _("Correction"), _("A record that stands in the place of another one and names it. The other one is "
         "kept, and is shown no more."), None),
        ("disputed", _("Disputed"), _("The business has objected to the record and the objection is not decided. The mark stands "
         "until it is."), _to(_("How a case goes"), "procedures")),
        ("reply", _("Reply"), _("What the business itself says of a record, in its own words, beside it."), None),
        ("licence", _("Licence"), _("What an agency permits a business to do, under a number, for a time."), None),
    ]  # fmt: skip


def _of_decisions() -> tuple[str, list[Word]]:
    return _("Decisions and what follows"), [
        ("list", _("List"), _("Businesses to which something happened that a law names: they stand on it while it holds. A "
         "person decides on it, after the business was heard; no number does."), _to(_("Lists"), "listings")),
        ("procedure", _("Procedure"), _("The steps in which such a decision comes about, who takes each, and how long it may "
         "take."), _to(_("Procedures"), "procedures")),
        ("measure", _("Measure"), _("What may follow for a business at a counter: a bar, a condition, closer supervision, or an "
         "easing. Outside the catalogue there is none, and each ends with what it follows from."),
         _to(_("Measures"), "measures")),
        ("repair", _("Credit repair"), _("The end of publication before its time, because the business put right what was wrong. "
         "It costs nothing, and whether it may be asked for is computed from the register."),
         _to(_("How a case goes"), "procedures")),
        ("pledge", _("Pledge"), _("A business promises that it meets the conditions of a licence, and gets it at once; the "
         "agency looks afterwards."), _to(_("Pledges"), "pledges")),
        ("document", _("Served document"), _("A notice or decision, with a code by which anyone who holds it can see that it is "
         "genuine."), _to(_("Verify a document"), "documents")),
    ]  # fmt: skip


def _of_chance() -> tuple[str, list[Word]]:
    return _("Inspections, chance and proof"), [
        ("draw", _("Draw"), _("Who is inspected is drawn by lot, and so is who goes. List, shares and rules are fixed "
         "before the number is known that decides."), _to(_("Inspections"), "plans")),
        ("commitment", _("Commitment"), _("A fingerprint of all that decides a draw but chance, published first. Whoever changed "
         "anything afterwards would change the fingerprint."), _to(_("Inspections"), "plans")),
        ("seed", _("Seed"), _("The number from which a draw follows: made where nobody here has a hand in it, after the "
         "commitment."), None),
        ("ledger", _("The ledger"), _("A list of everything that was done here, to which one can only add. Others keep "
         "signed copies of its state, so that nothing can be taken out unseen."), _to(_("The ledger"), "ledger")),
        ("once", _("Asked once"), _("What one agency holds no other may ask a business for again."),
         _to(_("Asked once"), "once")),
    ]  # fmt: skip
