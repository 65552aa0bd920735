"""``focus``: the entry point of the command line.

Nothing is imported before Ctrl-C is listened to, so that it ends a command from its very start.
"""

import os
import sys

from app.cli.interruption import listen

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Matrices here are small: waking threads for a product costs more than the product.


def run() -> None:
    """Run the command line, as the installed ``focus`` does."""
    _open_closed_streams()
    listen()
    from app.cli.application import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()


def _open_closed_streams() -> None:
    """Let streams that the shell closed, as ``>&-`` does, lead nowhere.

    Else the next file that is opened would take the place of one and receive what is written to it.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            try:
                os.fstat(number)
            except OSError:
                os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w"))
