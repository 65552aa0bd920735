"""Published indices, in the tables in which they come, as values of later years."""
