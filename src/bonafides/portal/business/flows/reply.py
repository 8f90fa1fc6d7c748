"""The business's own word beside a record, or taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.acts.files import Kept
from bonafides.acts.wall import inside
from bonafides.agencies.accounts.drafts import GivenFile
from bonafides.packs.grounds import law_on
from bonafides.packs.labels import cited_words, say
from bonafides.packs.pack import Pack
from bonafides.portal.business.flows.flow import Content, Flow, Line, PageOf
from bonafides.portal.business.flows.values import form_of, text_field
from bonafides.portal.business.here import Here
from bonafides.portal.business.matters import Matter
from bonafides.procedures.opening import procedure_on
from bonafides.records.acts.annotate import annotate
from bonafides.records.acts.end_annotation import end_annotation
from bonafides.records.annotations import lasting
from bonafides.records.models import Annotation, Record

TAKE_BACK = "take-back"
TEXT = "text"


class ReplyFlow(Flow):
    """`take-back` as the matter's name: what stands there now is taken away."""

    def __init__(self, here: Here, matter: Matter, *, pack: Pack, record: Record, ground: str) -> None:
        self.record, self.pack = record, pack
        procedure = procedure_on(pack, ground, timezone.localdate())
        self.ground = law_on(pack, procedure.basis, timezone.localdate())
        agency = pack.agencies.get(record.agency.name)
        takes_back = matter.name == TAKE_BACK
        super().__init__(
            here, matter, _("Take your reply back") if takes_back else _("Reply to a record"),
            _("about record %(ref)s") % {"ref": record.source_ref}, say(agency.title) if agency else record.agency.name,
            [cited_words(pack, one) for one in procedure.basis],
            [_("It is shown beside the record no more.")] if takes_back else
            [_("It is shown beside the record to everybody who reads it, until you replace it or take it back."),
             _("It changes nothing of the record. If the record is wrong, object to it.")],
            _("I may speak for this business."),
        )  # fmt: skip

    def pages(self, content: Content) -> Sequence[PageOf]:
        """One page, or none."""
        if self.matter.name == TAKE_BACK:
            return ()
        form = form_of(TEXT, {TEXT: text_field(required=True, label=_("Your reply"), max_length=2_000)})
        lead = (_("Everybody can read it. Say what is so; name no person, and give no number of one."),)
        return (PageOf(TEXT, _("What do you want to say?"), form, lead),)

    def initial(self, page: PageOf, content: Content) -> dict[str, object]:
        """What stands there now, to be changed."""
        now = self._standing()
        return dict(content.get(page.name, {})) or ({TEXT: now[-1].text} if now else {})

    def lines(self, content: Content, files: Sequence[GivenFile]) -> list[Line]:
        """The text as it will stand, or as it stood."""
        if self.matter.name == TAKE_BACK:
            return [Line(_("Your reply"), one.text, "") for one in self._standing()]
        return [Line(_("Your reply"), str(content.get(TEXT, {}).get(TEXT, "—")), TEXT)]

    def send(self, content: Content, files: Mapping[str, Sequence[Kept]]) -> Acting:
        """An earlier reply ends with it."""
        acting = self.here.acting(self.pack.name, self.ground, "reply of the business")
        ended = [end_annotation(acting, one) for one in self._standing()]
        if self.matter.name != TAKE_BACK or not ended:
            annotate(acting, self.record, Annotation.Kind.REPLY, text=str(content.get(TEXT, {}).get(TEXT, "")))
        return acting

    @inside()
    def _standing(self) -> list[Annotation]:
        known = lasting(timezone.localdate()).filter(record=self.record.pk, kind=Annotation.Kind.REPLY)
        return list(known.select_related("record__agency").order_by("pk"))
