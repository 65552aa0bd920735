"""A little style on top of Streamlit's: less empty space, and text that is easy to read."""

import streamlit as st

LEVERS = "levers"
"""Key of the container of levers: it stays in sight, and is scrolled by itself."""

CSS = """
<style>
.stMainBlockContainer {padding: 2.5rem 2.5rem 4rem;}
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * {opacity: 1;}
[data-testid="stCaptionContainer"] {color: color-mix(in srgb, currentColor 82%, transparent);}
[data-testid="stCaptionContainer"] :is(p, strong, li) {color: inherit;}
.stMultiSelect [data-tag] {background: #0072B2;}
.stMultiSelect [data-tag] * {color: #fff;}
[data-testid="stElementToolbarButton"]:has(button[aria-label^="Download as CSV"]) {display: none;}
[class*="st-key-open"] button {justify-content: flex-start; text-align: left;}
@media (min-width: 900px) {
  .stColumn:has(.st-key-levers) {
    position: sticky; top: 3.5rem; align-self: flex-start;
    max-height: calc(100vh - 4.5rem); overflow-y: auto; padding-right: 0.75rem;
  }
}
@media print {
  .stSidebar, .stAppHeader, .stButton, .stDownloadButton {display: none;}
  .stMainBlockContainer {padding: 0;}
}
</style>
"""
"""What is changed; no address, no font, nothing from elsewhere."""


def draw() -> None:
    """Add the style to the page."""
    st.html(CSS)
