"""Reading a configuration folder: what is wrong in each file, in words, with its line.

Oracle: the small example, one entry of it spoilt; lines counted by hand.
"""

from pathlib import Path

import pytest

from config.load import FILES, load_configuration
from config.problems import InputError, InputProblem
from tests.folders import Folder, one

PLAIN_NUMBER = "Write a number, with a point for the decimals and without unit or quotes."


def test_the_small_configuration_reads(small_configuration_folder: Path) -> None:
    """Oracle: entries of the four files, copied by eye."""
    configuration = load_configuration(small_configuration_folder)
    assert list(configuration.criteria.kinds) == ["country", "commitment", "theme"]
    assert configuration.criteria.kinds["country"].weights == {
        "civil_society": 0.5,
        "political_will": 0.3,
        "partner_ecosystem": 0.2,
    }
    assert configuration.services.services["peer_exchange"].money["theme"] == 5000
    assert configuration.capacity.funds["trust"].pays_for.services == ("technical_support",)
    assert configuration.rules.rules["near_focus"].where.overlap == ("in_country", "on_theme")
    assert configuration.rules.rules["african_commitment"].hard


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "column", "value", "must", "do"),
    [
        ("criteria.yaml", "weight: 5 ", "weight: -5 ", 13,
         "kinds.country.criteria.civil_society.weight", "-5", "must be at least 0",
         "Write a number that is at least 0."),
        ("criteria.yaml", "weight: 5 ", "weight: .nan ", 13,
         "kinds.country.criteria.civil_society.weight", "nan", "must be a finite number",
         PLAIN_NUMBER),
        ("criteria.yaml", "weight: 5 ", "weight: .inf ", 13,
         "kinds.country.criteria.civil_society.weight", "inf", "must be a finite number",
         PLAIN_NUMBER),
        ("criteria.yaml", "weight: 5 ", "weight: five ", 13,
         "kinds.country.criteria.civil_society.weight", "five", "must be a number", PLAIN_NUMBER),
        ("criteria.yaml", "weight: 5 ", "weight: true ", 13,
         "kinds.country.criteria.civil_society.weight", "true", "must be a number", PLAIN_NUMBER),
        ("criteria.yaml", "weight: 0.5\n", "weight: 0,5\n", 43,
         "kinds.commitment.criteria.ambition.weight", "0,5", "must be a number", PLAIN_NUMBER),
        ("criteria.yaml", "weight: 5 ", "wieght: 5 ", 13,
         "kinds.country.criteria.civil_society.wieght", "wieght",
         "must be an entry that docs/configuration.md describes", "Did you mean `weight`?"),
        ("criteria.yaml", "worth: 100", "colour: 100", 3, "kinds.country.worth", None,
         "must be given", "Add the entry."),
        ("criteria.yaml", "worst: 0, best: 3", "worst: 3, best: 3", 45,
         "kinds.commitment.criteria.ambition.value", None, "worst and best must differ",
         "Give worst the measure that is worth 0 points, best the one worth 100."),
        ("criteria.yaml", "worst: 0, best: 3", "worst: 0", 45,
         "kinds.commitment.criteria.ambition.value.best", None, "must be given",
         "Add the entry."),
        ("criteria.yaml", "{type: linear, worst: 0, best: 3}", "{worst: 0, best: 3}", 45,
         "kinds.commitment.criteria.ambition.value", None, "must say its type",
         "Add `type:` linear, points, levels or threshold."),
        ("criteria.yaml", "{type: linear, worst: 0, best: 3}", "{type: cubic}", 45,
         "kinds.commitment.criteria.ambition.value", None,
         "must be one of 'linear', 'points', 'levels', 'threshold'", "Write one of these words."),
        ("criteria.yaml", "[[-50, 0], [0, 40], [100, 100]]", "[[0, 0], [-50, 40], [100, 100]]",
         71, "kinds.theme.criteria.momentum.value.points", None,
         "the measures of the points must strictly increase",
         "Order the pairs [measure, value] by measure, each measure once."),
        ("criteria.yaml", "above: 100", "above: 101", 52,
         "kinds.commitment.criteria.readiness.value.above", "101", "must be at most 100",
         "Write a number that is at most 100."),
        ("criteria.yaml", "missing: midpoint", "missing: average", 22,
         "kinds.country.criteria.political_will.missing", "average",
         "must be one of 'midpoint', 'median' or 'low'", "Write one of these words."),
        ("criteria.yaml", "overlap: {in_country: 0.5, on_theme: 0.5}", "note: nothing", 54,
         "kinds.commitment.criteria.focus_overlap", None,
         "a criterion must have either measures or overlap, and not both",
         "Write `measure` and `value`, or a list `measures`, or `overlap`."),
        ("criteria.yaml", "values, at_least: 3", "values", 32,
         "kinds.country.gates.values_check", None,
         "a gate must have a measure with at_least or at_most, or an attribute with in",
         "Write one of the two conditions, and not both."),
        ("criteria.yaml", "scale: [0, 4]", "scale: [4, 0]", 84, "measures.values", None,
         "a scale must run from a lower to a higher value", "Write [lowest, highest]."),
        ("criteria.yaml", "scale: [0, 4]", "scale: 4", 84, "measures.values.scale", "4",
         "must be a list", "Write it as a list: `[first, second]`, or lines that start with `-`."),
        ("criteria.yaml", "  readiness: {label", "  ready-ness: {label", 51,
         "kinds.commitment.criteria.readiness", "readiness",
         "must be a measure of the catalogue `measures`", "Did you mean `ready-ness`?"),
        ("criteria.yaml", "  growth: {label: Growth in", "  growth: {label: 7, about: Growth in",
         88, "measures.growth.label", "7", "must be text",
         "Write text; put it in quotes if it looks like a number."),
        ("capacity.yaml", "label: Africa team", "label: Team, Africa", 5, "teams.africa.Africa",
         "Africa", "must be an entry that docs/configuration.md describes",
         "If it belongs to the text before it, put that text in quotes; if not, delete it."),
        ("services.yaml", "unlocks: {country: 0.2}", "unlocks: {country: 0.3}", None, None, None,
         "what the services unlock for a kind must add up to 1, not country 1.1",
         "Correct the shares under `unlocks`."),
        ("services.yaml", "unlocks: {country: 0.2}", "unlocks: [country]", 18,
         "services.advocacy.unlocks", None, "must be a list of named entries",
         "Write it as lines of `name: value`, indented below their heading."),
        ("services.yaml", "unlocks: {country: 0.2}", "why: x", 16, "services.advocacy", None,
         "a service must unlock something",
         "Write `unlocks:` with a share for each kind, or `sizes:` that have it."),
        ("services.yaml", "unlocks: {country: 0.2}",
         "sizes: {small: {label: Small, unlocks: {country: 0.2}}}", 16, "services.advocacy", None,
         "a service with sizes must leave unlocks, staff, money and together to its sizes",
         "Move them below one of the sizes."),
        ("services.yaml", "unlocks: {country: 0.2}\n    staff: {country: {regional: 1}}",
         "sizes: {s: {label: Small, unlocks: {country: 0.2}, staff: {country: {europ: 1}}}}", 18,
         "services.advocacy.sizes.s.staff.country", "europ",
         "must be a team of capacity.yaml or the word regional", "Did you mean `europe`?"),
        ("services.yaml", "unlocks: {country: 0.2}",
         "unlocks: {country: 0.2}\n    together: {min: 3, max: 2}", 19,
         "services.advocacy.together", None, "min must not exceed max",
         "Correct one of the two."),
        ("services.yaml", "unlocks: {country: 0.2}",
         "unlocks: {country: 0.2}\n    together: {staff: {europ: 2}}", 19,
         "services.advocacy.together.staff", "europ",
         "must be a team of capacity.yaml or the word regional", "Did you mean `europe`?"),
        ("services.yaml", "partner_lead: 0.5", "partner_lead: 50", 8,
         "services.technical_support.partner_lead", "50", "must be at most 1",
         "Write a number that is at most 1."),
        ("capacity.yaml", "periods: [{id: H1, label: First half-year}]", "periods: []", 2,
         "periods", None, "must have at least 1 entries",
         "Add entries, or delete the whole heading."),
        ("capacity.yaml", "{id: H1, label", "{id: 2020-H1, label", 2, "periods.0.id", "2020-H1",
         "must consist of letters, digits and underscores",
         "Rename it, here and wherever it is used."),
        ("capacity.yaml", "{id: H1, label: First half-year}", "{id: H1}, {id: H1}", None, None,
         None, "every period must have its own id", "Rename one of the periods."),
        ("capacity.yaml", "  core: {label", "  africa: {label", None, None, None,
         "a team and a fund must not share an id: africa", "Rename the fund."),
        ("capacity.yaml", "weeks: 30, universal_share: 0.5", "weeks: 30, universal_share: 50", 5,
         "teams.africa.universal_share", "50", "must be at most 1",
         "Write a number that is at most 1."),
        ("capacity.yaml", "weeks: 30,", "weeks: 30, universal_weeks: [{weeks: 2, periods: H9}],",
         None, None, None, "universal weeks must be of periods that there are, not H9 (africa)",
         "Name ids of `periods`."),
        ("capacity.yaml", "weeks: 30,", "weeks: 30, universal_weeks: [{weeks: -2}],", 5,
         "teams.africa.universal_weeks.0.weeks", "-2", "must be at least 0",
         "Write a number that is at least 0."),
        ("criteria.yaml", "    support_min: 0.4",
         "    success: {chance: 0.2, measure: will}\n    support_min: 0.4", None, None, None,
         "a measure of the chance of success must be on the scale 0 to 1: will",
         "Write `scale: [0, 1]`."),
        ("criteria.yaml", "    support_min: 0.4",
         "    support_min: 0.4\n    success: {chance: 20}", 64,
         "kinds.theme.success.chance", "20", "must be at most 1",
         "Write a number that is at most 1."),
        ("criteria.yaml", "    support_min: 0.4", "    support_min: 0.4\n    review: 0", 64,
         "kinds.theme.review", "0", "must be at least 1",
         "Write a number that is at least 1."),
        ("capacity.yaml", "services: technical_support", "services: []", 11,
         "funds.trust.pays_for.services", None, "must have at least 1 entries",
         "Add entries, or delete the whole heading."),
        ("rules.yaml", "rules:\n",
         "dependencies: {d: {label: D, service: advocacy, after: {service: advocacy}}}\nrules:\n",
         2, "dependencies.d", None, "a choice must not depend on itself",
         "Name another service, or other candidates (`where` or `linked`)."),
        ("rules.yaml", "rules:\n", "dependencies: {d: {label: D, service: advocacy}}\nrules:\n",
         2, "dependencies.d", None,
         "a dependency must say one of requires, excludes and after",
         "Write one of the three; of several, make several dependencies."),
        ("rules.yaml", "rules:\n",
         "dependencies: {d: {label: D, requires: {service: advocac}}}\nrules:\n",
         2, "dependencies.d.requires.service", "advocac", "must be a service of services.yaml",
         "Did you mean `advocacy`?"),
        ("rules.yaml", "count: {min: 1}", "count: {min: 3, max: 2}", 6,
         "rules.african_commitment.count", None, "min must not exceed max",
         "Correct one of the two."),
        ("rules.yaml", "count: {min: 1}", "count: {}", 6, "rules.african_commitment.count", None,
         "a rule must have a min or a max", "Write `min:`, `max:` or both."),
        ("rules.yaml", "share: {min: 0.5}", "share: {min: 50}", 18, "rules.near_focus.share",
         None,
         "the bounds of a share must lie in 0..1", "Write 0.5 for half, 1 for all."),
        ("rules.yaml", "count: {min: 1}", "count: {min: 0.5}", 6, "rules.african_commitment.count",
         None, "the bounds of a count must be whole numbers of focus areas",
         "Write 2 for two; a share of the focus areas is written `share: {min: 0.5}`, with `of:`."),
        ("rules.yaml", "count: {min: 1}", "count: {min: 50%}", 6,
         "rules.african_commitment.count.min", "50%", "must be a number",
         "Write a number, with a point for the decimals and without unit or quotes."),
        ("rules.yaml", "count: {min: 1}", "count: {min: 1e15}", 6,
         "rules.african_commitment.count.min", "1000000000000000.0", "must be at most 1e+06",
         "Write a number that is at most 1e+06."),
        ("rules.yaml", "    of: {kind: commitment}\n", "", 14, "rules.near_focus", None,
         "a rule with share must say of what",
         "Add `of:` with the filter of all those that the share is taken of."),
        ("rules.yaml", "penalty: 3", "hard: no", 14, "rules.near_focus", None,
         "a rule must be either hard or have a penalty above 0",
         "Write `hard: yes`, or `penalty:` with the points lost per focus area, not both."),
        ("rules.yaml", "    count: {min: 1}\n", "", 3, "rules.african_commitment", None,
         "a rule must have either count or share",
         "Write `count: {min: …, max: …}` or `share: {min: …, max: …}`, and not both."),
        ("rules.yaml", "count: {min: 1}\n    hard: true", "count: {min: 1}\n    hard: maybe", 7,
         "rules.african_commitment.hard", "maybe", "must be yes or no", "Write yes or no."),
    ],
)  # fmt: skip
def test_an_entry_that_does_not_hold(
    folder: Folder,
    file: str,
    old: str,
    new: str,
    row: int | None,
    column: str | None,
    value: str | None,
    must: str,
    do: str,
) -> None:
    folder.replace(file, old, new)
    expected = InputProblem(
        file=file,
        row=row,
        column=column,
        value=value,
        must=must,
        do=do,
    )
    assert expected in folder.configuration_problems()


def test_weights_that_are_all_zero(folder: Folder) -> None:
    for weight in ("weight: 5 ", "weight: 3 ", "weight: 2 "):
        folder.replace("criteria.yaml", weight, "weight: 0 ")
    assert one(folder.configuration_problems()) == InputProblem(
        file="criteria.yaml",
        row=3,
        column="kinds.country",
        must="the weights of a kind's criteria must not all be zero",
        do="Give at least one criterion a weight above 0.",
    )


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file(folder: Folder, file: str) -> None:
    folder.path(file).unlink()
    assert InputProblem(
        file=file,
        must="the file must exist",
        do="Copy it from the bundled configuration, or name another folder.",
    ) == one(folder.configuration_problems())


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_configuration(tmp_path / "nowhere")
    assert [problem.file for problem in caught.value.problems] == sorted(FILES)


@pytest.mark.parametrize(
    ("contents", "row", "must"),
    [
        (b"", None, "the file must not be empty"),
        (b"title: \xff\n", 1, "the file must be UTF-8 text"),
        (b"title: a\nrules: \x00\n", 2, "the file must hold no control characters"),
        (b"title: a\n" + b"#" * 2**21, None, "the file must not be larger than 2 MiB"),
        (b"- a\n- b\n", None, "must be a list of named entries"),
        (b"just words\n", None, "must be a list of named entries"),
    ],
)
def test_a_file_that_is_no_configuration(
    folder: Folder,
    contents: bytes,
    row: int | None,
    must: str,
) -> None:
    folder.map_bytes("rules.yaml", lambda _: contents)
    problem = one(folder.configuration_problems())
    assert (problem.file, problem.row, problem.must) == ("rules.yaml", row, must)


def test_all_problems_of_all_files_come_at_once(folder: Folder) -> None:
    folder.replace("criteria.yaml", "weight: 5 ", "weight: -5 ")
    folder.replace("criteria.yaml", "worth: 60", "worth: much")
    folder.replace("services.yaml", "theme: {thematic: 5}", "theme: {thematics: 5}")
    folder.replace("capacity.yaml", "weeks: 30", "weeks: many")
    folder.replace("rules.yaml", "kind: country, level: local", "kind: county, level: local")
    found = folder.configuration_problems()
    assert [(problem.file, problem.row) for problem in found] == [
        ("capacity.yaml", 5),
        ("criteria.yaml", 13),
        ("criteria.yaml", 36),
        ("rules.yaml", 22),
        ("services.yaml", 6),
    ]


def test_line_ends_and_byte_order_mark_change_nothing(
    folder: Folder,
    small_configuration_folder: Path,
) -> None:
    for file in FILES:
        folder.map_bytes(file, lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    assert load_configuration(folder.root / "configuration") == load_configuration(
        small_configuration_folder,
    )


def test_the_hash_speaks_of_every_file(folder: Folder) -> None:
    hashes = {load_configuration(folder.root / "configuration").content_hash}
    for file in FILES:
        folder.map_bytes(file, lambda raw: raw + b"# a remark\n")
        hashes.add(load_configuration(folder.root / "configuration").content_hash)
    assert len(hashes) == 5


def test_true_and_yes_are_the_same_for_incumbents(folder: Folder) -> None:
    folder.replace("rules.yaml", "level: local", "incumbent: true, not: {incumbent: no}")
    rule = load_configuration(folder.root / "configuration").rules.rules["national_only"]
    assert rule.where.columns["incumbent"] == ("yes",)
    assert rule.where.exclude == {"incumbent": ("no",)}
