"""Who takes part: the sign in the sidebar, one's own entry of the roster, and everybody's."""
