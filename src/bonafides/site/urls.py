"""Every address: the API under /api/v1/, the choice of language, and the portal's pages."""

from __future__ import annotations

from django.urls import include, path

from bonafides.portal.api.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("bonafides.portal.urls")),
]
