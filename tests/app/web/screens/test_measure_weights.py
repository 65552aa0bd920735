"""What-if: measures inside a criterion are weighed, on the bundled data; oracle: by hand."""

import pytest
from streamlit.testing.v1 import AppTest

from app.web.state import PLACE
from tests.app.web.screens.conftest import MAIN, PATIENCE, until

CRITERION = "country.enabling_environment"


def test_civic_space_is_weighed_inside_its_criterion() -> None:
    """Civic space weighs 15 % of the enabling environment, voice and accountability 10 %."""
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    page.run().switch_page("screens/what_if.py").run()
    page.selectbox(key="weights-criterion:country").select(CRITERION).run()
    assert not page.exception
    (civic,) = [
        one for one in page.slider if f"measure:{CRITERION}:core_civil_society" in str(one.key)
    ]
    assert civic.value == 15.0
    civic.set_value(60.0).run()
    assert not page.exception
    moved = page.session_state[PLACE].scenario.measures[CRITERION]
    assert moved["core_civil_society"] == pytest.approx(0.6)
    assert moved["voice_accountability"] == pytest.approx(0.1 / 0.85 * 0.4)
    until(page, "weighs 60 % in “Enabling environment for open government”, not 15 %")
