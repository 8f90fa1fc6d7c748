"""What is wrong with a pack, told so that a lawyer can mend it."""

from __future__ import annotations

from bonafides.kernel.fault import Fault


class PackFault(Fault):
    """One fault of a pack."""

    __slots__ = ()


class PackRefusedError(Exception):
    """A pack that cannot be used; `faults` holds every fault found, in file order."""

    def __init__(self, source: str, faults: list[PackFault]) -> None:
        self.source, self.faults = source, sorted(faults)
        noun = "fault" if len(faults) == 1 else "faults"
        super().__init__(f"pack {source}: {len(faults)} {noun}\n" + "\n".join(f"  {fault}" for fault in self.faults))
