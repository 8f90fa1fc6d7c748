"""A model of risk over the toy pack of the standards' tests."""

from __future__ import annotations

from typing import Any

from tests.standing import EVERY, TYPES, standing_pack

from bonafides.packs.pack import Pack
from bonafides.packs.risk_model import RiskModel

FEATURES = tuple(name for name in EVERY if TYPES.get(name) != "string")


def model(*, features: tuple[str, ...] = FEATURES, least: int = 5, **directions: str) -> RiskModel:
    """Whether a fine that comes is above 50."""
    text = {"zh": "模型", "en": "A model"}
    return RiskModel.model_validate(
        {
            "model": "toy", "title": text, "question": text, "owner": "a", "use": text, "limits": text,
            "basis": {"instrument": "LAW", "mark": "verified"},
            "example": {"kind": "fine", "where": "value >= 0", "found": "value > 50"},
            "features": tuple({"indicator": name, "risk": directions.get(name)} for name in features), "never": (),
            "fit": {"rounds": 60, "rate": "0.1", "leaves": 4, "least": least, "penalty": 1, "doubling": 20},
            "judged": {"months": 6, "least": 5, "floors": {"auc": "0.5", "first_half": "0.5", "calibration_error": "0.3"}},
            "drift": {"watch": "0.1", "stale": "0.25", "least": 20},
            "warning_days": "lookback", "random_share": "high", "random_share_floor": "high", "valid_months": "lookback",
        }
    )  # fmt: skip


def pack() -> Pack:
    return standing_pack()


def plain(value: Any) -> float:
    """A value of the reference as a figure."""
    return float("nan") if value is None else float(value)
