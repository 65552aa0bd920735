"""Several people on the page Criteria: their weights, where they disagree, and their plans."""
