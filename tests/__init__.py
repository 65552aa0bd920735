"""Tests of Focus; the folders mirror the rooms."""
