"""`risk-models/NAME.yaml`: what a model of risk is asked, what it may learn from, and how often it is set aside for chance.

What it learned (its points) is no law and stands in no pack: it is a version in the registry of `watch`, approved by officers.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, Text
from bonafides.packs.wording import Path, shown, wrong


class Example(Entry):
    """What the model learns from: each record of a kind for which `where` is true; the answer is whether `found` is.

    A business is looked at as it stood at the end of the day before the record's own.
    """

    kind: Identifier
    where: str
    found: str


class Feature(Entry):
    """An indicator that is a number or a truth. `risk`: may it only rise, or only fall, as the indicator grows? None: either."""

    indicator: FactName
    risk: Literal["rises", "falls"] | None = None
    why: Text | None = None
    """Why the direction is what law or sense demands."""


class Never(Entry):
    """Facts of a kind that no feature may look at, and why."""

    kind: Identifier
    facts: Annotated[tuple[FactName, ...], Field(min_length=1)]
    why: Text


class Fit(Entry):
    """How it is learned: boosting rounds of small trees, each of one feature."""

    rounds: Annotated[int, Field(ge=1, le=2000)]
    rate: Annotated[str, Field(pattern=r"^0\.[0-9]{1,4}$")]
    """How much of each tree is taken, as a decimal."""
    leaves: Annotated[int, Field(ge=2, le=32)]
    least: Annotated[int, Field(ge=1)]
    """Examples in a leaf, at least."""
    penalty: Annotated[int, Field(ge=0, le=1000)]
    """On the size of a leaf (L2)."""
    doubling: Annotated[int, Field(ge=1, le=1000)]
    """Points that double the odds."""


Decimals = Annotated[str, Field(pattern=r"^[01]\.[0-9]{1,4}$")]
"""A figure from 0 to below 2, as a decimal in quotes."""


class Floors(Entry):
    """What the lower end of each interval must reach, and (`calibration_error`) what the figure may not pass."""

    auc: Decimals
    first_half: Decimals
    calibration_error: Decimals


class Judged(Entry):
    """How a version is judged before anybody may approve it: on its last months, held back from what it learns from."""

    months: Annotated[int, Field(ge=1, le=60)]
    least: Annotated[int, Field(ge=1)]
    """Examples of either answer, at least."""
    floors: Floors


class Drift(Entry):
    """When what comes is so unlike what it learned from that a version is watched, or stale (population stability index)."""

    watch: Decimals
    stale: Decimals
    least: Annotated[int, Field(ge=1)]
    """Examples since, below which nothing is said."""

    @model_validator(mode="after")
    def _in_order(self) -> Drift:
        if Decimal(self.stale) <= Decimal(self.watch):
            raise wrong(f"a figure above `watch` ({self.watch})", shown(self.stale), at=("stale",))
        return self


class RiskModel(Entry):
    """The card of a model, before it has learned anything."""

    model: Identifier
    title: Text
    question: Text
    owner: Identifier
    use: Text
    limits: Text
    basis: Citation | tuple[Citation, ...]
    example: Example
    features: Annotated[tuple[Feature, ...], Field(min_length=1)]
    never: tuple[Never, ...]
    fit: Fit
    judged: Judged
    drift: Drift
    warning_days: FactName
    """The parameter that holds for how many days a score may put anybody in order."""
    random_share: FactName
    """The parameter that holds the share of inspections that stays purely random, in hundredths of a per cent."""
    random_share_floor: FactName
    """The parameter that holds the share below which `random_share` may never be set."""
    valid_months: FactName
    """The parameter that holds how long an approved version may be used."""

    def texts(self) -> Iterator[tuple[Path, Text]]:
        """Every text, with its place."""
        for word in ("title", "question", "use", "limits"):
            yield (word,), getattr(self, word)
        for index, feature in enumerate(self.features):
            if feature.why is not None:
                yield ("features", index, "why"), feature.why
        for index, never in enumerate(self.never):
            yield ("never", index, "why"), never.why
