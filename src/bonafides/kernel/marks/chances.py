"""How likely what was found would be, had the file nothing to do with the export: bounds from above, never from below.

The only assumption is that the file was made without knowing the key: then the key's choices are chance to it, whatever the
file is, however it was sorted, cut or chosen. All probabilities are their decimal logarithms, for they get too small for floats.
"""

from __future__ import annotations

from math import comb, exp, expm1, factorial, lgamma, log, log1p, log10

from bonafides.kernel.marks.choices import REFERENCE_BITS

_EXACT = 200  # rows up to which the chance of an order is taken exactly


def of_references(found: int, cells: int) -> float:
    """That so many of the file's cells, or more, are references of the export, row for row."""
    if found <= 0:
        return 0.0
    return min(0.0, log10(comb(max(cells, found), found)) - found * REFERENCE_BITS * log10(2))


def of_order(rising: int, rows: int) -> float:
    """That so many neighbours, or more, of this many rows stand in the order of the export, or so many in the reverse.

    Of a random order the rising neighbours have the distribution of the whole part of a sum of uniform variables, so that also
    a file counts that was sorted by a column with few values by a program that keeps the order of equals.
    """
    if rows < 2:
        return 0.0
    return min(0.0, log10(2) + _sum_at_least(max(rising, rows - 1 - rising), rows))


def of_gaps(filled: int, gaps: int, given: int, cells: int) -> float:
    """That so few of the export's gaps, or fewer, have a value in the file.

    `cells`: those of the export that the file could have, `given`: how many of them it has with their value, `gaps`: how many
    of them the export held back. Hypergeometric.
    """
    if not gaps or not given or not cells:
        return 0.0
    terms = [
        _ways(gaps, one) + _ways(cells - gaps, given - one) - _ways(cells, given)
        for one in range(max(0, given - (cells - gaps)), min(filled, gaps, given) + 1)
    ]
    if not terms:
        return 0.0
    top = max(terms)
    return min(0.0, (top + log(sum(exp(one - top) for one in terms))) / log(10))


def _ways(of: int, chosen: int) -> float:
    return lgamma(of + 1) - lgamma(chosen + 1) - lgamma(of - chosen + 1)


def _sum_at_least(least: int, count: int) -> float:
    """That `count` uniform variables sum up to `least` or more; exactly for few, else bounded."""
    if least <= count / 2:
        return 0.0
    return _counted(least, count) if count <= _EXACT else _bounded(least, count)


def _counted(least: int, count: int) -> float:
    left = count - least
    ways = sum((-1) ** k * comb(count, k) * (left - k) ** count for k in range(left))
    return _log10(ways) - _log10(factorial(count))


def _bounded(least: int, count: int) -> float:
    """Chernoff's bound, at the tilt whose mean is what was found."""
    mean = least / count
    low, high = 1e-9, 1.0
    while _mean(high) < mean:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _mean(middle) < mean else (low, middle)
    moments = low + log1p(-exp(-low)) - log(low)  # the logarithm of the mean of e^(tilt·x)
    return min(0.0, count * (moments - low * mean) / log(10))


def _mean(tilt: float) -> float:
    """The mean of a uniform variable tilted by e^(tilt·x)."""
    return 1 / -expm1(-tilt) - 1 / tilt


def _log10(whole: int) -> float:
    """Of an integer of any size."""
    extra = max(0, whole.bit_length() - 900)
    return log10(whole >> extra) + extra * log10(2)
