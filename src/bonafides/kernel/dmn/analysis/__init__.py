"""Static analysis of decision tables: overlaps, gaps and rules that never fire, each with an example input.

    for finding in analyse(table): print(finding)

The values of a column fall into finitely many *atoms*: each constant that a cell compares with, what lies between two of
them, and null. All values of an atom pass the same cells, so a cell is a set of atoms, a rule is a box of such sets, and
overlaps and gaps are questions about boxes, answered exactly. Which atoms pass a cell is asked of the reference evaluator
itself, so the analysis cannot read a cell otherwise than a decision does. A cell that compares with what is only known
later is not analysed; the report says so, and claims nothing that depends on it.
"""

from bonafides.kernel.dmn.analysis.analyse import analyse
from bonafides.kernel.dmn.analysis.findings import Analysis, Finding

__all__ = ["Analysis", "Finding", "analyse"]
