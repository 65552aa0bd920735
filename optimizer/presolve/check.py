"""Everything that is allowed but unwise in one study."""

from optimizer.presolve.candidates import candidate_cautions
from optimizer.presolve.capacities import capacity_cautions
from optimizer.presolve.caution import Caution
from optimizer.presolve.evidence import evidence_cautions
from optimizer.presolve.possible import Possible
from optimizer.presolve.rules import rule_cautions
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study


def presolve_check(study: Study, scenario: Scenario = BASELINE) -> tuple[Caution, ...]:
    """Return every caution about a study, those about evidence first.

    Raises:
        InputError: the scenario does not fit the study.
    """
    problem = study.problem(scenario)
    configuration = study.configured(scenario)
    scorecard = study.scorecard(scenario)
    possible = Possible(problem)
    return (
        *evidence_cautions(study.dataset, configuration.criteria, scorecard),
        *candidate_cautions(problem, scorecard, possible),
        *capacity_cautions(problem, possible),
        *rule_cautions(configuration.rules, study.dataset, problem, possible),
    )
