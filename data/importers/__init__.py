"""Importers: from raw public files to the plain tables of a dataset."""
