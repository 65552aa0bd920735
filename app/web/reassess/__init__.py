"""Parts of the page Reassess: an earlier round, and evidence edited in the session."""
