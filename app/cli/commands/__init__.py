"""One module per command; the function of the module's name is the command."""
