"""Charts: pure functions from rows to Altair charts, with one meaning for each colour.

``marks`` is the grammar; the others are pictures by their kind: bars, dots, cells, curves, maps.
"""
