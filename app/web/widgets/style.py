"""A little style on top of Streamlit's: less empty space, and text that is easy to read."""

import streamlit as st

from reports.charts.colours import STANDING

LEVERS = "levers"
"""Key of the container of levers: it stays in sight, and is scrolled by itself."""

COLOURS = "\n".join(
    f'[class*="st-key-open-{name.replace(" ", "-")}"] button {{border-color: {colour};}}'
    for name, colour in {**STANDING, "next": STANDING["not in"]}.items()
)
CSS = """
<style>
.stMainBlockContainer {padding: 1.75rem 2.5rem 4rem;}
.stMainBlockContainer h3 {font-size: 1.5rem; line-height: 1.25; padding: 0.5rem 0 0.75rem;}
.stMainBlockContainer h4 {font-size: 1.2rem;}
[class*="st-key-open-"] button {
  padding: 0 0 0 0.5rem; min-height: 1.5rem; border: none; border-radius: 0;
  border-left: 3px solid; margin-bottom: 0.35rem; line-height: 1.25;
}
[class*="st-key-open-"] button > * {justify-content: flex-start; text-align: left; width: 100%;}
@media (max-width: 640px) {
  .stMainBlockContainer {padding: 3.75rem 1.25rem 3rem;}
  .stMainBlockContainer h3 {font-size: 1.25rem;}
}
%s
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * {opacity: 1;}
[data-testid="stCaptionContainer"] {color: color-mix(in srgb, currentColor 82%, transparent);}
[data-testid="stCaptionContainer"] :is(p, strong, li) {color: inherit;}
.stButton kbd {color: inherit; opacity: 1;}
.stMultiSelect [data-tag] {background: #0072B2;}
.stMultiSelect [data-tag] * {color: #fff;}
[data-testid="stElementToolbarButton"]:has(button[aria-label^="Download as CSV"]) {display: none;}
[class*="st-key-open"] button {justify-content: flex-start; text-align: left;}
.st-key-levers p {font-size: 0.875rem; line-height: 1.25;}
.st-key-levers [data-testid="stCaptionContainer"] p {font-size: 0.75rem;}
.st-key-levers details .stVerticalBlock {gap: 0.45rem;}
.st-key-levers details .stColumn .stVerticalBlock {gap: 0;}
.st-key-levers :is([data-testid="stNumberInputContainer"], [data-baseweb="input"]) {
  height: 2rem; min-height: 2rem;
}
@media (max-width: 640px) {
  .st-key-levers details .stVerticalBlock {gap: 0.9rem;}
  .st-key-levers .stHorizontalBlock {gap: 0.25rem;}
}
@media (min-width: 900px) {
  .stColumn:has(.st-key-levers) {
    position: sticky; top: 3.5rem; align-self: flex-start;
    max-height: calc(100vh - 4.5rem); overflow-y: auto; padding-right: 0.75rem;
  }
}
@media print {
  .stSidebar, .stAppHeader, .stButton, .stDownloadButton, .stPopover {display: none;}
  [class*="st-key-open-"] .stButton {display: block;}
  .stMainBlockContainer {padding: 0;}
  .stVerticalBlock, .stLayoutWrapper:has(> .stVerticalBlock) {display: block;}
  .stElementContainer {break-inside: avoid; margin-bottom: 0.5rem;}
}
</style>
""".replace("%s", COLOURS)
"""What is changed; no address, no font, nothing from elsewhere."""


def render() -> None:
    """Add the style to the page."""
    st.html(CSS)
