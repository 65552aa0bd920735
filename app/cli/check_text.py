"""What ``focus check`` says when there is nothing to mend: the inputs in numbers, and cautions."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.problems import InputProblem
from optimizer.conflicts import find_conflict
from optimizer.presolve.caution import Caution
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study
from reports.conditions import ConditionWords
from reports.words import count, count_of


def check_json(problems: Sequence[InputProblem], cautions: Sequence[Caution]) -> dict[str, object]:
    """Return problems and cautions; the names of their fields are a promise to other programs."""
    return {
        "problems": [problem.model_dump() for problem in problems],
        "warnings": [caution.model_dump() for caution in cautions],
    }


def no_plan_cautions(study: Study, scenario: Scenario = BASELINE) -> Iterator[Caution]:
    """Yield conditions that together leave no plan; the one check that asks the solver."""
    problem = study.problem(scenario)
    conflict = find_conflict(problem)
    if conflict is not None:
        told = ConditionWords(problem, scenario)
        yield Caution(
            check="no_plan",
            file="rules.yaml",
            what=f"No plan meets all conditions: {'; '.join(told.listed(conflict))}.",
            so_what="focus plan will find none.",
            do="Give up one of them, make it soft with a penalty, or add what is short.",
        )


def print_check(console: Console, study: Study, cautions: Sequence[Caution]) -> None:
    """Print that the inputs are as they must be, and what is unwise about them."""
    console.print(Text("No problems: dataset and configuration fit each other.", style="bold"))
    for line in _inventory(study):
        console.print(line, markup=False)
    if not cautions:
        console.print("Nothing unwise was found either.")
        return
    console.print()
    number = count(len(cautions), "thing is", "things are")
    console.print(Text(f"{number} allowed, but worth a look:", style="bold"))
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right")
    table.add_column()
    for position, caution in enumerate(cautions, start=1):
        where = f"{caution.file}, {caution.column}" if caution.column else caution.file
        table.add_row()
        table.add_row(f"{position}.", Text(caution.what))
        table.add_row("", Text(caution.so_what))
        table.add_row("", Text(f"> {caution.do}", style="green"))
        table.add_row("", Text(where, style="dim"))
    console.print(table)


def _inventory(study: Study) -> Iterator[str]:
    """Yield what there is, in numbers."""
    dataset, configuration = study.dataset, study.configuration
    kinds = [
        count_of(len(dataset.of_kind(kind_id)), kind)
        for kind_id, kind in configuration.criteria.kinds.items()
    ]
    yield (
        f"{dataset.name or 'Dataset'}: {', '.join(kinds)}; "
        f"{len(dataset.evidence):,} rows of evidence from {count(len(dataset.sources), 'source')}, "
        f"{len(dataset.links):,} links, {count(len(dataset.partners), 'partner')}."
    )
    capacity = configuration.capacity
    yield (
        f"{configuration.criteria.title or 'Configuration'}: "
        f"{count(len(configuration.services.services), 'service')}, "
        f"{count(len(capacity.teams), 'team')}, {count(len(capacity.funds), 'fund')}, "
        f"{count(len(configuration.rules.rules), 'rule')}, "
        f"{count(len(capacity.periods), 'period')}."
    )
