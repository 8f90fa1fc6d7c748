"""Figures drawn by the server: an accessible SVG, and the numbers behind it as a table.

    {% load charts %} {% chart figure %}

    Bars(title, labels, series)       one row a label, one bar a series
    Lines(title, labels, series)      one line a series over periods
    Shares(title, labels, series)     how each label's whole is made up
    Tiles(title, labels, [series])    a schematic map: a tile a division, each with its number and its level
    Funnel(title, labels, series)     what is left after each step, of the first

No figure needs a script, a style of its own or a colour to be read: series differ by pattern, dash and mark as well.
Places across are percentages, so that words keep their size on a phone.
"""
