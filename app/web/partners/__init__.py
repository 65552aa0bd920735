"""Partners on pages: the parts of the page Partners, and marks where a plan is shown."""
