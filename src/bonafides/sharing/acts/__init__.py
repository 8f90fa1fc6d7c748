"""Acts of sharing: what is shared, who looked, forms and their sources, what was asked twice."""
