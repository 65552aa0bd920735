"""``focus``: the entry point of the command line.

Nothing is imported before Ctrl-C is listened to, so that it ends a command from its very start.
"""

import sys

from app.cli.interruption import listen


def run() -> None:
    """Run the command line, as the installed ``focus`` does."""
    listen()
    from app.cli.application import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
