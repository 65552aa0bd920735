"""Tests of the records, on both databases."""
