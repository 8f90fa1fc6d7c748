"""/styleguide: every component of the design as it looks, with the tag that makes it, in the language of the reader."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bonafides.portal.audience import public
from bonafides.portal.design.forms import Form, Trap
from bonafides.portal.design.rows import KINDS, Cell, Link, Page, Row, Table, Tag, Task

TOKENS: tuple[tuple[str, Promise], ...] = (
    ("ink", gettext_lazy("text")),
    ("soft", gettext_lazy("what is said beside")),
    ("link", gettext_lazy("links, what can be pressed")),
    ("good", gettext_lazy("in order")),
    ("amber", gettext_lazy("take note")),
    ("warn", gettext_lazy("refused, overdue")),
)


class Sample(Trap, Form):
    """A form with every kind of field, as the style guide shows it."""

    reason = forms.CharField(
        label=gettext_lazy("Why the record is wrong"),
        help_text=gettext_lazy("In your own words. The agency reads this first."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    document = forms.CharField(
        label=gettext_lazy("Number of the document"),
        required=False,
        help_text=gettext_lazy("It stands at the top right."),
    )
    day = forms.DateField(label=gettext_lazy("Day of the document"), widget=forms.DateInput(attrs={"type": "date"}))
    answer = forms.ChoiceField(
        label=gettext_lazy("How shall the agency answer?"),
        choices=[("here", gettext_lazy("On this site")), ("post", gettext_lazy("By post, to the registered address"))],
        widget=forms.RadioSelect,
    )
    true = forms.BooleanField(label=gettext_lazy("What I have written is true to the best of my knowledge"))


@public
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """The guide. `?sent` shows its form as it comes back refused. Nothing is read but the address."""
    form = Sample({"reason": "", "day": ""} if "sent" in request.GET else None)
    words = (_("in order"), _("due soon"), _("overdue"), _("new"), _("ended"))
    context = {
        "tokens": TOKENS,
        "form": form,
        "trail": [],
        "here": request.path,
        "empty_table": Table(_("Batches"), (_("Batch"),), (), _("No batch has come yet.")),
        "tags": [Tag(text, kind) for text, kind in zip(words, KINDS, strict=True)],
        "rows": _rows(),
        "table": _table(),
        "tasks": _tasks(),
        "page": Page((), "?after=b", "?before=a"),
        "links": [
            Link(_("Work"), "#navigation", here=True),
            Link(_("Cases"), "#navigation"),
            Link(_("Inspections"), "#navigation"),
        ],
    }
    return render(request, "portal/styleguide.html", context)


def _rows() -> list[Row]:
    return [
        Row(_("Name"), "澄岚县兴曦面馆有限公司", lang="zh-Hans", note=_("since 2015-03-02")),
        Row(_("Code"), "91990000MA0TEXT124", code=True),
        Row(_("State"), _("in business"), tag=Tag(_("in order"), "good")),
        Row(_("Document"), _("the licence"), href="#summary"),
    ]


def _table() -> Table:
    heads = (_("Batch"), Cell(_("Rows"), numeric=True), _("State"))
    rows = (
        (Cell("2026-11-22", href="#table"), "12,480", Cell(_("taken in"), tag="good")),
        (Cell("2026-11-23", href="#table"), "317", Cell(_("waits in quarantine"), tag="warn")),
    )
    return Table(_("Batches of this week"), heads, rows)


def _tasks() -> list[Task]:
    return [
        Task(_("Hear the business"), "#tasks", Tag(_("overdue"), "bad"), due=_("until 2026-11-20"), note=_("case 17")),
        Task(_("Decide on the repair"), "#tasks", Tag(_("due soon"), "warn"), due=_("until 2026-12-01")),
        Task(_("Waits for the superior agency"), "#tasks", Tag(_("waits"), "quiet")),
    ]
