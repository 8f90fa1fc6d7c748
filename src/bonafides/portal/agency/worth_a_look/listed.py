"""What is worth a look: the open signals of the officer's agency, the most pressing first."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.acts.wall import inside
from bonafides.agencies.queries import agency
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.portal.agency.officer import for_officers, pack_of, page, the_officer
from bonafides.portal.agency.worth_a_look.shown import read
from bonafides.portal.design.rows import Link, Page, Tag, Task
from bonafides.sharing.access.log import How
from bonafides.watch.signals.handled import OFFICERS
from bonafides.watch.signals.queries import PAGE, Shown, at_hand, how_many, worth_a_look
from bonafides.watch.signals.words import effect_text

_MOST = 2**62


@for_officers(*OFFICERS)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """By card or by inspection item, page by page; first what the agency has in hand."""
    who, today = the_officer(request), timezone.localdate()
    pack = pack_of(who)
    with inside():
        own = agency(who.pack, who.agency)
        counts = how_many(own, today)
    card = known(request.GET.get("card", ""), counts)
    item = known(request.GET.get("item", ""), pack.inspection_items)
    after = number(request.GET.get("after", ""))
    shown = read(
        who, today, How.PAGE, lambda: worth_a_look(own, today, item=item, card=card, after=after, limit=PAGE + 1)
    )
    hand = [] if card or item or after else read(who, today, How.PAGE, lambda: at_hand(own, today))
    chosen = {key: value for key, value in (("card", card), ("item", item)) if value}
    more = chosen | {"after": shown[PAGE - 1].signal.pk} if len(shown) > PAGE else None
    here = reverse("worth-a-look")
    rows = [task(pack, one) for one in shown[:PAGE]]
    return page(request, who, "worth_a_look", {
        "trail": [], "rows": rows, "hand": [task(pack, one) for one in hand], "all": sum(counts.values()),
        "cards": choices(here, "card", card, [(name, f"{title(pack, name)} ({count:,})") for name, count in sorted(
            counts.items(), key=lambda each: (place(pack, each[0]), each[0]))]),
        "items": choices(here, "item", item, [
            (name, say(pack.inspection_items[name].title)) for name in sorted({each for one in pack.signals.values()
             if one.owner == who.agency for each in one.items})]),
        "pages": Page(tuple(rows), f"{here}?{urlencode(more)}" if more else "", f"{here}?{urlencode(chosen)}" if after else ""),
        "month": reverse("worth-a-look-month", args=[today.strftime("%Y-%m")]),
    })  # fmt: skip


def task(pack: Pack, one: Shown) -> Task:
    """A signal as a line of the list: the business, why, until when."""
    name = one.name or one.signal.entity.code
    until = _("until %(day)s") % {"day": one.signal.expires_on}
    note = f"{title(pack, one.signal.card)}: {say(one.signal.reason)}"
    return Task(
        name,
        reverse("worth-a-look-one", args=[one.signal.pk]),
        Tag(effect_text(one.signal.effect), "info"),
        until,
        note,
    )


def title(pack: Pack, card: str) -> str:
    """The title of a card; of one that the pack no longer has, its name."""
    return say(pack.signals[card].title) if card in pack.signals else card


def place(pack: Pack, card: str) -> int:
    """The place of a card on the list."""
    return pack.signals[card].order if card in pack.signals else 100


def choices(here: str, key: str, chosen: str | None, known: list[tuple[str, str]]) -> list[Link]:
    """A list cut to one card or item, or whole."""
    every = Link(_("All"), here, chosen is None)
    return [every, *(Link(words, f"{here}?{urlencode({key: name})}", name == chosen) for name, words in known)]


def known(word: str, words: object) -> str | None:
    """A word that is one of those known; another says nothing."""
    return word if word and word in words else None  # type: ignore[operator]  # a mapping


def number(text: str) -> int:
    """The number of a signal to go on after; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and int(text) < _MOST else 0
