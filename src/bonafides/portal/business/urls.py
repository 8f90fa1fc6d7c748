"""The addresses of the pages of a business."""

from __future__ import annotations

from django.urls import path

from bonafides.portal.business import (
    about_record,
    applying,
    certificates,
    draft_check,
    draft_page,
    draft_start,
    home,
    looks,
    matter,
    notices,
    receipts,
    record,
    representatives,
    tier,
)

urlpatterns = [
    path("", home.home, name="business"),
    path("record", record.record, name="business-record"),
    path("record.json", record.record_json, name="business-record-json"),
    path("record/<str:pack>/<str:kind>", record.kind, name="business-kind"),
    path("records/<str:pack>/<str:agency>/<path:ref>", about_record.about_record, name="business-about-record"),
    path("looks", looks.looks, name="business-looks"),
    path("looks.json", looks.looks_json, name="business-looks-json"),
    path("risk-class", tier.tier, name="business-tier"),
    path("notices", notices.notices, name="business-notices"),
    path("matters/<int:number>", matter.matter, name="business-matter"),
    path("apply", applying.applying, name="business-apply"),
    path("certificates", certificates.certificates, name="business-certificates"),
    path("representatives", representatives.representatives, name="business-representatives"),
    path("start", draft_start.start, name="business-start"),
    path("drafts/<uuid:token>/check", draft_check.check, name="business-check"),
    path("drafts/<uuid:token>/send", draft_check.send, name="business-send"),
    path("drafts/<uuid:token>/drop", draft_check.drop, name="business-drop"),
    path("drafts/<uuid:token>/pages/<str:name>", draft_page.page, name="business-draft"),
    path("sent", receipts.receipts, name="business-receipts"),
    path("sent/<int:number>", receipts.receipt, name="business-receipt"),
    path("sent/<int:number>.txt", receipts.proof, name="business-proof"),
]
