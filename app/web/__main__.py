"""The app's server: ``python -m app.web run app/web/main.py``, as ``python -m streamlit`` takes it.

What is more than Streamlit's own: no token is believed that nobody has signed. A provider may say
that it gives such tokens (``alg=none``), and the library that reads them would believe it. And what
can be downloaded stays while the page is rendered anew.
"""

import logging
import threading

from joserfc.jws import JWSRegistry
from streamlit.runtime import runtime
from streamlit.web.cli import main

from app.web.downloads import Downloads

UNSIGNED = "none"
SCRIPTS = "streamlit.runtime.scriptrunner_utils.script_run_context"
"""What logs that something of Streamlit is used beside a page."""


def only_signed() -> None:
    """Let this process know no token that nobody has signed, whatever a provider says."""
    JWSRegistry.algorithms.pop(UNSIGNED, None)


def steady_downloads() -> None:
    """Let this process hand out files in its own way."""
    setattr(runtime, "MediaFileManager", Downloads)  # noqa: B010 (Streamlit makes it by that name)


def ahead() -> None:
    """Start while nobody waits what everybody needs: modules and the baseline's plan."""
    from app.web import asking, study_source
    from config.problems import InputError
    from questions.plan import PlanQuestion

    logging.getLogger(SCRIPTS).setLevel(logging.ERROR)  # it takes this thread for a page
    try:
        asking.jobs().ask(study_source.base_study(), PlanQuestion(), "ahead")
    except InputError:
        return  # whoever opens a page is told


if __name__ == "__main__":
    threading.Thread(target=ahead, name="ahead", daemon=True).start()
    only_signed()
    steady_downloads()
    main(prog_name="streamlit")
