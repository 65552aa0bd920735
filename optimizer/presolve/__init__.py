"""What is allowed but unwise in a dataset and a configuration, found before any solver runs."""
