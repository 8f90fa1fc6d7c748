"""What a model of risk is held against: a plain regression on past findings, and the class that the city itself gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from bonafides.watch.examples import Examples


def logistic(train: Examples, test: Examples, past: tuple[str, ...]) -> np.ndarray:
    """Scores of the test by a logistic regression on these figures; what is absent is the mean of what is there."""
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    columns = [train.features.index(name) for name in past]
    line = make_pipeline(SimpleImputer(add_indicator=True), StandardScaler(), LogisticRegression(max_iter=1000))
    line.fit(train.figures[:, columns], train.found)
    return np.asarray(line.predict_proba(test.figures[:, columns])[:, 1])


def risk_class(test: Examples, file: Path) -> np.ndarray:
    """The class that Chicago gives the premises of each row, as it stood on the very day: the higher, the earlier."""
    from bonafides.records.models import Record

    numbers = dict(Record.objects.filter(pk__in=test.records.tolist()).values_list("pk", "source_ref"))
    frame = pl.read_parquet(file, columns=["inspection_id", "risk_tier"])
    classes = {str(key): word for key, word in frame.iter_rows()}
    order = {"Risk 1 (High)": 3.0, "Risk 2 (Medium)": 2.0, "Risk 3 (Low)": 1.0}
    return np.array([order.get(classes[numbers[record]], 0.0) for record in test.records.tolist()])
