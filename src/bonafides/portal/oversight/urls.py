"""The addresses under /oversight/."""

from __future__ import annotations

from django.urls import path

from bonafides.portal.oversight.page import oversight

urlpatterns = (path("", oversight, name="oversight"),)
