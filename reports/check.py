"""Is the input as it must be, and is it wise? The inputs in numbers, and cautions."""

from collections.abc import Iterator

from optimizer.presolve.caution import Caution
from questions.check import Checked
from reports import vintage
from reports.conditions import ConditionWords
from reports.report import Note, Report, Section
from reports.setting import Setting
from reports.words import count, count_of

STOPPED = "Whether any plan meets all conditions was not found out: the search was ended early."


def report(found: Checked, setting: Setting) -> Report:
    """Return what is unwise about inputs that are as they must be."""
    cautions = [*found.cautions, *_no_plan(found, setting)]
    number = count(len(cautions), "thing is", "things are")
    unwise = f"{number} allowed, but worth a look" if cautions else "nothing unwise was found"
    return Report(
        id="check",
        title="Is the input as it must be, and is it wise?",
        answer=f"No problems: dataset and configuration fit each other; {unwise}.",
        text=tuple(_inventory(setting)),
        sections=(
            *(_section(place, one) for place, one in enumerate(cautions, start=1)),
            *filter(None, [vintage.left_out(setting)]),
        ),
        notes=() if found.searched else (Note("stopped", STOPPED),),
        facts={"problems": (), "warnings": [one.model_dump() for one in cautions]},
    )


def _section(place: int, caution: Caution) -> Section:
    where = ", ".join(filter(None, (caution.file, caution.column)))
    items = (caution.so_what, f"To do: {caution.do}", f"Where: {where}.")
    return Section(f"warning-{place}", f"{place}. {caution.what}", items=items)


def _no_plan(found: Checked, setting: Setting) -> Iterator[Caution]:
    if found.conflict is not None:
        words = ConditionWords(setting.problem, setting.scenario)
        yield Caution(
            check="no_plan",
            file="rules.yaml",
            what=f"No plan meets all conditions: {'; '.join(words.listed(found.conflict))}.",
            so_what="focus plan will find none.",
            do="Give up one of them, make it soft with a penalty, or add what is short.",
        )


def _inventory(setting: Setting) -> Iterator[str]:
    dataset, configuration = setting.dataset, setting.configuration
    kinds = [
        count_of(len(dataset.of_kind(kind_id)), kind)
        for kind_id, kind in configuration.criteria.kinds.items()
    ]
    yield (
        f"{dataset.name or 'Dataset'}: {', '.join(kinds)}; "
        f"{len(dataset.evidence):,} rows of evidence from {count(len(dataset.sources), 'source')}, "
        f"{len(dataset.links):,} links, {count(len(dataset.partners), 'partner')}."
    )
    if dataset.vintage.day:
        yield vintage.said(setting)
    capacity = configuration.capacity
    yield (
        f"{configuration.criteria.title or 'Configuration'}: "
        f"{count(len(configuration.services.services), 'service')}, "
        f"{count(len(capacity.teams), 'team')}, {count(len(capacity.funds), 'fund')}, "
        f"{count(len(configuration.rules.rules), 'rule')}, "
        f"{count(len(capacity.periods), 'period')}."
    )
