"""The address of the style guide."""

from __future__ import annotations

from django.urls import path

from bonafides.portal.design import styleguide

urlpatterns = [path("styleguide", styleguide.styleguide, name="styleguide")]
