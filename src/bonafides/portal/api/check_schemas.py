"""The shapes of checks, for the OpenAPI file. Answers are never built of these: PostgreSQL writes their JSON."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import BaseModel, Field


class CheckIn(Schema):
    """What is asked: a decision point, and the codes of businesses in their normal form, all of one scheme.

    `pack` where more than one pack has the point.
    """

    point: str = Field(max_length=60)
    codes: list[str] = Field(description="1 to 10,000")
    scheme: str = Field("uscc", max_length=60)
    pack: str | None = Field(None, max_length=60)


class MeasureOut(BaseModel):
    """A measure that counts at the point today. `effect`: deny, weigh, require or favour; `until`: the first day without it,
    null as long as what it rests on; `remedy_pending`: somebody may still decide that this was wrong; `code`: whose it is, where
    businesses are one by decision."""

    id: int
    measure: str
    version: int
    effect: Literal["deny", "weigh", "require", "favour"]
    basis: str
    agency: str
    scope: str | None
    since: date
    until: date | None
    remedy_pending: bool
    code: str


class AnswerOut(BaseModel):
    """The answer about one code. `nothing-public` is told to the public in the place of `allowed`."""

    code: str
    answer: Literal["allowed", "denied", "weigh", "nothing-public"]
    measures: list[MeasureOut]


class NotAnswered(BaseModel):
    """A code about which nothing is known. `why`: unknown, no-code, form, natural-person (then the code is masked)."""

    code: str
    why: Literal["unknown", "no-code", "form", "natural-person"]
    detail: str


class MeasureTold(BaseModel):
    """What a measure is, by language, as the pack had it when it was imposed."""

    measure: str
    version: int
    title: dict[str, str]
    content: dict[str, str]


class Checked(BaseModel):
    """The claims of the status token, and the token that signs them. Of no use from `exp` on."""

    iss: str
    aud: str
    iat: int
    exp: int
    pack: str
    point: str
    as_of: date
    sees: Literal["agency", "public"]
    answers: list[AnswerOut]
    errors: list[NotAnswered]
    catalogue: list[MeasureTold]
    token: str
