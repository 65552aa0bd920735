"""What there is to take away, on the page Report."""
