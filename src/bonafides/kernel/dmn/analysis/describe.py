"""A set of atoms as the cell that an author would write."""

from __future__ import annotations

from bonafides.kernel.dmn.analysis.atoms import Atom
from bonafides.kernel.feel.values import Value
from bonafides.kernel.feel.write import written_literal


def described(atoms: tuple[Atom, ...], mask: int, allowed: int) -> str:
    """FEEL unary tests that hold of the atoms in `mask` and of no other that is allowed."""
    if mask == allowed:
        return "-"
    members = [at for at in range(len(atoms)) if mask >> at & 1]
    points = [at for at, atom in enumerate(atoms) if atom.point and allowed >> at & 1]
    others = [at for at, atom in enumerate(atoms) if not atom.point and allowed >> at & 1]
    text = any(isinstance(atom.value, str) for atom in atoms)
    if text and others and all(mask >> at & 1 for at in others):
        excluded = [_constant(atoms[at].value) for at in points if not mask >> at & 1]
        if excluded:
            return f"not({', '.join(excluded)})"
    pieces: list[str] = []
    run: list[int] = []
    for at in members:
        if run and (at != run[-1] + 1 or atoms[at].value is None or isinstance(atoms[at].value, bool)):
            pieces.append(_range(atoms, run, allowed))
            run = []
        run.append(at)
    if run:
        pieces.append(_range(atoms, run, allowed))
    return ", ".join(pieces)


def _range(atoms: tuple[Atom, ...], run: list[int], allowed: int) -> str:
    first, last = atoms[run[0]], atoms[run[-1]]
    if first.point and len(run) == 1:
        return _constant(first.value)
    if _only_texts(atoms, run):
        return ", ".join(_constant(atoms[at].value) for at in run)
    if first.low is None and last.high is None:
        return "not(null)"
    if first.low is None:
        return f"{'<=' if last.point else '<'} {_constant(last.high)}"
    if last.high is None:
        return f"{'>=' if first.point else '>'} {_constant(first.low)}"
    opening, closing = "[" if first.point else "(", "]" if last.point else ")"
    return f"{opening}{_constant(first.low)}..{_constant(last.high)}{closing}"


def _only_texts(atoms: tuple[Atom, ...], run: list[int]) -> bool:
    """Whether a run has nothing between its constants, and they are texts."""
    return all(atoms[at].point and isinstance(atoms[at].value, str) for at in run)


def _constant(value: Value) -> str:
    return written_literal(value)
