"""Pages to print: whole HTML documents that need nothing but a browser, on or off the network."""
