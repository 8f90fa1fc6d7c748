"""Known faults, planted and listed: what a careful ingest must quarantine, warn of, or put right."""

from bonafides.sample.faults.kinds import Planted
from bonafides.sample.faults.plant import least, plant, warned

__all__ = ["Planted", "least", "plant", "warned"]
