"""Partners in words, tables and pictures: one file per question about them."""
