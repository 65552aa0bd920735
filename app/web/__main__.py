"""The app's server: ``python -m app.web run app/web/main.py``, as ``python -m streamlit`` takes it.

What is more than Streamlit's own: no token is believed that nobody has signed. A provider may say
that it gives such tokens (``alg=none``), and the library that reads them would believe it. And what
can be downloaded stays while the page is rendered anew.
"""

import os

from joserfc.jws import JWSRegistry
from streamlit.runtime import runtime
from streamlit.web.cli import main

from app.web.downloads import Downloads

UNSIGNED = "none"


def only_signed() -> None:
    """Let this process know no token that nobody has signed, whatever a provider says."""
    JWSRegistry.algorithms.pop(UNSIGNED, None)


def steady_downloads() -> None:
    """Let this process hand out files in its own way."""
    setattr(runtime, "MediaFileManager", Downloads)  # noqa: B010 (Streamlit makes it by that name)


if __name__ == "__main__":
    os.environ.setdefault("FOCUS_PROCESSES", "1")
    only_signed()
    steady_downloads()
    main(prog_name="streamlit")
