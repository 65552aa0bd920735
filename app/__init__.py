"""How people get at it: the command line and the screens."""
