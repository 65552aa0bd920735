"""Who stands at the line of the plan, on both pages that say so, against the same question."""

import pytest

from optimizer.study import Study
from questions.asking import ask
from questions.cutoff import CutOffQuestion
from questions.plan import PlanQuestion
from reports import cutoff, shortlist
from reports.setting import Setting
from tests.app.web.screens.conftest import Opener, until


@pytest.mark.usefixtures("small_app")
def test_both_pages_say_what_the_question_says(opened: Opener, small_study: Study) -> None:
    found = ask(small_study, CutOffQuestion()).result
    setting = Setting(small_study, plan=ask(small_study, PlanQuestion()).result.plan)
    for sentence in cutoff.said(found, setting, "country"):
        until(opened("overview"), sentence)
    region = shortlist.regions(setting)[0]
    page = opened("shortlists")
    page.segmented_control(key="shortlist-region").set_value(region).run()
    for sentence in cutoff.said(found, setting, "commitment", region):
        until(page, sentence)
