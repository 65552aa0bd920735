"""Parts of the page Criteria: ways to come to weights, by one person or several."""
