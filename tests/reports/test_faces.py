"""Every report of the small example is told alike on all faces, under hostile names, too.

Oracle: :func:`tests.reports.faces.said_alike`; a page holds no element that somebody typed, and the
data of a picture no character that a terminal obeys.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

import pytest

from optimizer.alternatives import favouring
from optimizer.group_plans import group_consensus, group_plans
from optimizer.robust.uncertainty import UncertaintyModel, uncertainty_of
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import Study, open_study
from optimizer.why.explanation import explain
from optimizer.why.infeasible import corrections
from questions.asking import ask
from questions.jobs import JobQueue
from questions.partners import CandidateQuestion, PlannedOverlapQuestion
from questions.plan import Planned, PlanQuestion
from questions.rank_sureness import KindRanks
from questions.reassess import ReassessQuestion
from questions.robust import SampleQuestion, Sureness, WeightSetQuestion
from reports import (
    alternatives as others,
)
from reports import (
    card,
    criteria,
    evidence,
    group,
    list_change,
    methods,
    overview,
    rank_sureness,
    reassess,
    robust,
    shortlist,
    ways_out,
)
from reports import (
    explain as why,
)
from reports import (
    plan as plans,
)
from reports.html import page
from reports.report import Report
from reports.setting import Setting
from reports.tell import tell
from scoring.acceptability import acceptability
from scoring.methods import compare_methods
from scoring.profile import profile
from scoring.rank_change import ranking_change
from scoring.weight_samples import AnyWeights
from tests.hostile import ATTACKS, hostile_example
from tests.reports.charts.test_charts import without_addresses
from tests.reports.faces import CONTROL, said_alike
from tests.reports.test_tell import asked

PEOPLE = {"country": {name: {"civil_society": 1.0} for name in ATTACKS[:4]}}
PEOPLE["country"][ATTACKS[4]] = {"political_will": 1.0}
AFTER = Scenario(weeks={"africa": 16.0}, must_not=frozenset({"country:BBB"}))


class Example:
    """A study with the answers that several reports need."""

    def __init__(self, study: Study) -> None:
        self.study = study

    @cached_property
    def planned(self) -> Planned:
        return ask(self.study, PlanQuestion()).result

    @cached_property
    def setting(self) -> Setting:
        return Setting(self.study, plan=self.planned.plan)

    @cached_property
    def brief(self) -> Report:
        return plans.brief(self.planned, self.setting)

    def of_plan(self) -> Iterable[Report]:
        """Yield what is said of the plan's lists, and of plans with more of some."""
        plan, setting = self.planned.plan, self.setting
        yield list_change.report(plan, setting)
        yield overview.report(plan, setting)
        yield from (shortlist.report(one, plan, setting) for one in shortlist.regions(setting))
        liked = frozenset({"theme:ownership"})
        favoured = favouring(setting.problem, plan, liked, share=0.5, effort=EXACT)
        yield others.favouring(
            favoured, setting, plan=self.brief, favour="kind=theme", label=ATTACKS[3]
        )

    def of_questions(self) -> Iterable[Report]:
        """Yield the answer to every question, then why others are in or out, and ways out."""
        queue, setting = JobQueue(cores=0), self.setting
        yield from (tell(self.study, question, queue=queue) for question in asked(self.study))
        every = [
            explain(self.study, setting.scenario, self.planned.plan, one, effort=EXACT)
            for one in ("country:AAA", "country:BBB", "country:CCC")
        ]
        yield why.report(every, setting)
        yield from (why.overruling(one.overruling, setting) for one in every)
        never = Scenario(must=frozenset({"country:BBB-port"}))
        found = corrections(self.study.problem(never), effort=EXACT)
        yield ways_out.report(found, Setting(self.study, never))
        since = ReassessQuestion.since(self.study, AFTER, EXACT, EXACT)
        changed, causes = ask(self.study, since).result, since.rounds(self.study).causes
        yield reassess.report(
            changed, Setting(self.study, AFTER), earlier=Setting(self.study), causes=causes
        )

    def of_evidence(self) -> Iterable[Report]:
        """Yield what is known, what counts, who comes first, and the inputs."""
        setting, kinds = Setting(self.study), self.study.scorecard().kinds
        yield from (evidence.report(scores, setting) for scores in kinds.values())
        listed = (evidence.values(setting, kinds["country"].ids), evidence.sources(setting))
        yield Report("listed", "", "Listed.", sections=listed)
        weights = dict(zip(kinds["country"].criteria, (0.2, 0.3, 0.5), strict=True))
        turned = self.study.scorecard(Scenario(weights={"country": weights})).kinds["country"]
        change = ranking_change(kinds["country"], turned)
        yield criteria.report("country", setting, draft=weights, change=change, places=1)
        for kind, scores in kinds.items():
            for name in scores.spec.criteria:
                about = criteria.value_functions(scores, name, setting)
                yield Report(kind, "", "Values.", sections=about)
        yield methods.report(compare_methods(kinds["country"]), setting, first=2)

    def of_cards(self) -> Iterable[Report]:
        """Yield the card of every candidate."""
        repeated = ask(self.study, PlannedOverlapQuestion.of(self.planned.plan)).result
        for one in self.study.dataset.by_id:
            found = profile(self.study.scorecard(), self.study.dataset, one)
            partners = ask(self.study, CandidateQuestion(candidate=one)).result
            yield card.report(found, partners, repeated, self.setting)

    def of_sureness(self) -> Iterable[Report]:
        """Yield how sure plan and ranking are, what to find out, and what several people say."""
        study, setting, plan = self.study, self.setting, self.planned.plan
        model = uncertainty_of("people", study.configuration.criteria, people=PEOPLE)
        question = SampleQuestion(uncertainty=model, draws=4)
        wider = WeightSetQuestion(**dict(question), moved=0.2)
        found = Sureness(ask(study, question).result, plan.decisions)
        proving = (wider, ask(study, wider).result)
        yield robust.report(found, question, setting, plan=self.brief, proving=proving)
        scores, model = study.scorecard().kinds["country"], UncertaintyModel(weights=AnyWeights())
        ranks = KindRanks(scores, acceptability(scores, draws=50), 2)
        yield rank_sureness.report({"country": ranks}, model, setting, asked=50)
        for one in scores.ids[:2]:
            chosen = rank_sureness.candidate(ranks, one)
            yield Report("chosen", "", "Chosen.", sections=chosen)
        groups = group_consensus(study.scorecard(), PEOPLE)
        joint = group_plans(setting.problem, study.scorecard(), PEOPLE, effort=EXACT)
        yield group.report(PEOPLE, groups, setting, gap=0.0, found=joint)


@pytest.fixture(scope="module")
def examples(small_study: Study, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Example]:
    root = hostile_example(tmp_path_factory.mktemp("hostile")).root
    hostile = open_study(root / "dataset", root / "configuration")
    return {"small": Example(small_study), "hostile": Example(hostile)}


@pytest.mark.parametrize("name", ["small", "hostile"])
@pytest.mark.parametrize(
    "made",
    [
        Example.of_plan, Example.of_questions, Example.of_evidence, Example.of_cards,
        Example.of_sureness,
    ],
)  # fmt: skip
def test_every_report_is_told_alike_and_nothing_typed_is_obeyed(
    examples: Mapping[str, Example], name: str, made: Callable[[Example], Iterable[Report]]
) -> None:
    for report in made(examples[name]):
        said_alike(report)
        text = page(report, pictures=False).decode()
        assert "<script" not in text
        assert "<img" not in text
        for picture in report.pictures:
            assert picture.describe.endswith((".", "…"))
            drawn = picture.chart.to_dict()
            assert not CONTROL.search(json.dumps(drawn, ensure_ascii=False))
            if name == "small":
                assert without_addresses(drawn)
