"""The hostile example: whole, readable, and planned like the small one under other names."""

from pathlib import Path

from optimizer.study import open_study
from tests.folders import SMALL
from tests.hostile import ATTACKS, CONTROL, hostile_example
from tests.optimizer.solved import solve


def test_everything_has_a_hostile_name_and_nothing_else_changes(tmp_path: Path) -> None:
    folder = hostile_example(tmp_path)
    study = open_study(folder.root / "dataset", folder.root / "configuration")
    small = open_study(SMALL / "dataset", SMALL / "configuration")
    names = [one.name for one in study.dataset.candidates]
    names += [one.name for one in study.dataset.partners]
    teams, rules = study.configuration.capacity.teams, study.configuration.rules.rules
    labels = [team.label for team in teams.values()]
    labels += [rule.label for rule in rules.values()]
    assert all(name.startswith(ATTACKS) for name in names)
    assert all(label.startswith((*ATTACKS, CONTROL)) for label in labels)
    assert any(label.startswith(CONTROL) for label in labels)
    assert solve(study.problem()).ids == solve(small.problem()).ids
