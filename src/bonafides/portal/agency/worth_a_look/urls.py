"""The addresses of the pages of signals, all under /agency/worth-a-look/."""

from __future__ import annotations

from django.urls import path

from bonafides.portal.agency.worth_a_look import listed, month, one

urlpatterns = [
    path("", listed.listed, name="worth-a-look"),
    path("months/<str:month>", month.month, name="worth-a-look-month"),
    path("<int:number>", one.one, name="worth-a-look-one"),
]
