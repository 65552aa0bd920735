"""The importer of the bundled dataset of 2020.

``python -m data.importers.ogp_2020 --raw DIR --out DIR`` rebuilds the tables byte for byte from the
raw public files. What was read by hand out of OGP's three-year plan, with the section it stands in,
is in the small tables beside this file (``plan_*.csv``) and in :mod:`.plan`.
"""
