"""Parts of the page What-if: levers, and what else could be done."""
