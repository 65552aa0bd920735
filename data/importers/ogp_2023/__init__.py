"""The importer of the bundled dataset for the draft strategy 2023-2028.

``python -m data.importers.ogp_2023 --raw DIR --out DIR`` rebuilds the tables byte for byte from the
raw public files. What was read by hand out of the draft, with the paragraph it stands in, is in the
small tables beside this file and in :mod:`.strategy`. Policy areas and their early figures are
those of the set of 2020.
"""
