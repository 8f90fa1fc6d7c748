"""Pledges: an approval at once on the business's own word, verified afterwards (告知承诺)."""
