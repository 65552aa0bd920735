"""Charts: pure functions from tables to Altair charts, with one meaning for each colour."""

import altair as alt

Picture = alt.Chart | alt.LayerChart | alt.FacetChart | alt.HConcatChart | alt.VConcatChart
"""Any chart that a page can show."""
