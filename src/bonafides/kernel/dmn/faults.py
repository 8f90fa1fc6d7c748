"""What is wrong with a decision model, told so that its author can mend it."""

from __future__ import annotations

from bonafides.kernel.fault import Fault


class ModelFault(Fault):
    """One fault of a model; `where` is the decision, rule and cell."""

    __slots__ = ()


class ModelRefusedError(Exception):
    """A model that cannot be used; `faults` holds every fault found, in the order of the file."""

    def __init__(self, file: str, faults: list[ModelFault]) -> None:
        self.file, self.faults = file, sorted(set(faults))
        if len(self.faults) == 1:
            super().__init__(str(self.faults[0]))
        else:
            super().__init__(f"{file}: {len(self.faults)} faults\n" + "\n".join(f"  {fault}" for fault in self.faults))
