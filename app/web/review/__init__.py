"""Parts of the page Review: a round from its opening to its close, state by state."""
