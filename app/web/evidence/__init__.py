"""Parts of the page Evidence: what to find out next, and ratings edited in the session."""
