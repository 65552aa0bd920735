"""The app's server: ``python -m app.web run app/web/main.py``, as ``python -m streamlit`` takes it.

What is more than Streamlit's own: no token is believed that nobody has signed. A provider may say
that it gives such tokens (``alg=none``), and the library that reads them would believe it.
"""

from joserfc.jws import JWSRegistry
from streamlit.web.cli import main

UNSIGNED = "none"


def only_signed() -> None:
    """Let this process know no token that nobody has signed, whatever a provider says."""
    JWSRegistry.algorithms.pop(UNSIGNED, None)


if __name__ == "__main__":
    only_signed()
    main(prog_name="streamlit")
