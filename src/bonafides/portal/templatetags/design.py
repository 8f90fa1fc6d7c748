"""The components of the design as tags: {% load design %}. Each has a template of its own and is shown at /styleguide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from bonafides.portal.days import day_text
from bonafides.portal.design import navigation
from bonafides.portal.design.forms import as_designed
from bonafides.portal.design.rows import KINDS, Link, Page, Row, Table, Task
from bonafides.portal.design.rows import Tag as Status
from bonafides.portal.templatetags import charts

register = template.Library()
register.tags["chart"] = charts.register.tags["chart"]
NOTICES = ("info", "warn", "success")


@register.filter
def day(when: date | None) -> str:
    """A day in a sentence, as the reader's language writes it; tables keep to 2026-11-29, which lines up."""
    if when is None:
        return ""
    return day_text(timezone.localtime(when).date() if isinstance(when, datetime) else when)


@register.inclusion_tag("portal/components/crumbs.html")
def crumbs(trail: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The way to this page: (title, address) each, without the first page, which always leads, and without the page itself."""
    return {"trail": list(trail)}


@register.inclusion_tag("portal/components/summary.html")
def summary(rows: Iterable[Row]) -> dict[str, Any]:
    """What is known of one thing, line by line."""
    return {"rows": list(rows)}


@register.inclusion_tag("portal/components/table.html")
def table(data: Table) -> dict[str, Any]:
    """A table; on a narrow screen it alone scrolls sideways."""
    return {"table": data}


@register.inclusion_tag("portal/components/tag.html")
def tag(text: str | Status, kind: str = "quiet") -> dict[str, Any]:
    """A status in words and colour, never in colour alone."""
    found = text if isinstance(text, Status) else None
    kind = found.kind if found else kind
    if kind not in KINDS:
        raise ValueError(f"tag: expected one of {', '.join(KINDS)}, came {kind!r}")
    return {"text": found.text if found else text, "kind": kind}


@register.simple_block_tag
def notice(content: SafeString, kind: str = "info") -> SafeString:
    """A passage that stands out: {% notice "warn" %}…{% endnotice %}."""
    if kind not in NOTICES:
        raise ValueError(f"notice: expected one of {', '.join(NOTICES)}, came {kind!r}")
    return render_to_string("portal/components/notice.html", {"content": content, "kind": kind})


@register.simple_tag
def designed(form: BaseForm | str) -> str:
    """A form of a library as the design has it; nothing, where a page has none."""
    return as_designed(form) if isinstance(form, BaseForm) else ""


@register.inclusion_tag("portal/components/tasks.html")
def tasks(found: Iterable[Task]) -> dict[str, Any]:
    """Things to be done, with how each stands."""
    return {"tasks": list(found)}


@register.inclusion_tag("portal/components/pager.html")
def pager(page: Page) -> dict[str, Any]:
    """Back and on in a long list."""
    return {"page": page}


@register.inclusion_tag("portal/components/empty.html")
def empty(text: str, title: str = "", href: str = "") -> dict[str, Any]:
    """That there is nothing, and what to do: perhaps a link."""
    return {"text": text, "title": title, "href": href}


@register.inclusion_tag("portal/components/section_nav.html")
def section_nav(links: Iterable[Link], label: str) -> dict[str, Any]:
    """The pages of one audience, side by side; `label` names them for who cannot see."""
    return {"links": list(links), "label": label}


@register.inclusion_tag("portal/components/header_nav.html", takes_context=True)
def header_nav(context: template.Context) -> dict[str, Any]:
    """The audiences and the public's pages, in the head of every page."""
    request = context.get("request")
    path = getattr(request, "path", "")
    return {
        "public": navigation.links(navigation.PUBLIC, path),
        "audiences": navigation.links(navigation.AUDIENCES, path),
    }


@register.inclusion_tag("portal/components/footer_nav.html")
def footer_nav() -> dict[str, Any]:
    """Every public page, by what one wants of it, in the foot of every page."""
    return {"groups": [(str(title), navigation.links(places)) for title, places in navigation.FOOTER]}
