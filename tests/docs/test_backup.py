"""A backup can be restored: pg_restore loads rows under an empty search path, where a check must still find its functions."""

from __future__ import annotations

import pytest


@pytest.mark.django_db
def test_rows_can_be_loaded_under_an_empty_search_path() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = ''")
        cursor.execute(
            "INSERT INTO public.entities_entity (scheme, code, kind) VALUES ('uscc', '91990000MA0TEXT124', 'enterprise') "
            "RETURNING id"
        )
        assert cursor.fetchone()
