"""What we know, and where it came from: the tables of a dataset, their reader and importers."""
