"""A little style on top of Streamlit's: less empty space, names that start on the left."""

import streamlit as st

CSS = """
<style>
.stMainBlockContainer {padding: 2.5rem 2.5rem 4rem;}
[class*="st-key-open"] button {justify-content: flex-start; text-align: left;}
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
