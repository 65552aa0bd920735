"""How people get at it: the command line and the screens."""

DATA, CONFIG = "FOCUS_DATA", "FOCUS_CONFIG"
"""Environment variables: folders of the dataset and of the configuration."""
EVIDENCE, AS_OF = "FOCUS_EVIDENCE", "FOCUS_AS_OF"
"""Environment variables: a table of evidence laid over the dataset, and up to when what is known
counts."""
