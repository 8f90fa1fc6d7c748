"""The OpenAPI file is one: by the specification, as far as a validator knows it."""

from __future__ import annotations

import json

from openapi_spec_validator import validate

from bonafides.cli.openapi import described


def test_the_file_is_valid() -> None:
    validate(json.loads(described()))
