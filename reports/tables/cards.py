"""Tables of one candidate, for its card."""

import pandas as pd

from config.configuration import Configuration
from config.criteria import Levels
from data.dataset import Dataset
from ecosystem.reach import How
from ecosystem.strength import Contribution
from optimizer.plan import FocusLine
from reports import words
from scoring.profile import MeasureProfile, Profile
from scoring.value import curve, value

_HOW = {
    How.DIRECT: "with it",
    How.PARTS: "with what lies in it",
    How.WHOLE: "with the country it lies in",
    How.CROSSING: "in its country, on its theme",
}


def contribution_table(found: Profile, configuration: Configuration) -> pd.DataFrame:
    """Return one row per criterion, as the contribution bars want them."""
    criteria = configuration.criteria.kinds[found.score.kind].criteria
    return pd.DataFrame(
        [
            {
                "label": criteria[row.criterion].label,
                "points": row.points,
                "most": row.most,
                "low": row.low,
                "high": row.high,
                "basis": row.mostly,
                "note": ", ".join(
                    f"{name} {words.percent(share)}" for name, share in row.basis.items() if share
                ),
            }
            for row in found.criteria
        ]
    )


def contribution_numbers(table: pd.DataFrame) -> pd.DataFrame:
    """Return a contribution table as people read it."""
    names = {
        "label": "Criterion",
        "points": "Points",
        "low": "If the unknown turned out worst",
        "high": "If the unknown turned out best",
        "most": "Most possible",
        "note": "Rests on",
    }
    return table[list(names)].rename(columns=names).round(1)


def evidence_table(found: Profile, dataset: Dataset, configuration: Configuration) -> pd.DataFrame:
    """Return every evidence row of a candidate, and one row per measure that is missing."""
    measures = configuration.criteria.measures
    sources = {source.id: source for source in dataset.sources}
    counting = {
        (item.evidence.measure, item.evidence.as_of, item.evidence.source)
        for criterion in found.criteria
        for item in criterion.measures
        if item.evidence is not None
    }
    rows = [
        {
            "Measure": measures[row.measure].label if row.measure in measures else row.measure,
            "Value": row.value if isinstance(row.value, str) else words.number(row.value),
            "Range": ""
            if row.low is None and row.high is None
            else " to ".join(words.number(e) for e in (row.low, row.high) if e is not None),
            "Basis": row.basis,
            "Of": row.as_of,
            "Source": sources[row.source].title if row.source in sources else row.source,
            "Link": sources[row.source].url if row.source in sources else "",
            "Counts": "yes" if (row.measure, row.as_of, row.source) in counting else "no",
            "Note": row.note,
        }
        for row in dataset.evidence
        if row.candidate == found.score.id
    ]
    rows += [
        {
            "Measure": measures[name].label,
            "Value": words.MISSING,
            "Range": "",
            "Basis": words.MISSING,
            "Of": "",
            "Source": "",
            "Link": "",
            "Counts": "stand-in",
            "Note": measures[name].about,
        }
        for name in found.gaps
    ]
    rows.sort(key=lambda row: (row["Counts"] != "yes", row["Measure"]))
    names = ["Measure", "Value", "Range", "Basis", "Of", "Source", "Link", "Counts", "Note"]
    return pd.DataFrame(rows, columns=names)


def curve_tables(
    item: MeasureProfile, configuration: Configuration
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the corners of a value function of numbers, and the candidate's point on it."""
    function = item.use.value
    if isinstance(function, Levels):
        msg = "levels have no curve"
        raise TypeError(msg)
    corners = pd.DataFrame(
        curve(function, configuration.criteria.measures[item.measure].scale),
        columns=["measure", "points"],
    )
    here = pd.DataFrame(columns=["measure", "points", "low", "high"])
    if isinstance(item.found, float):
        row = {
            "measure": item.found,
            "points": float(value(function, item.found)),
            "low": item.found if item.low is None else item.low,
            "high": item.found if item.high is None else item.high,
        }
        here = pd.DataFrame([row])
    return corners, here


def level_table(item: MeasureProfile) -> pd.DataFrame:
    """Return the levels of a value function with their points, the candidate's marked."""
    function = item.use.value
    if not isinstance(function, Levels):
        msg = "only levels have bars"
        raise TypeError(msg)
    found = f"{item.found:g}" if isinstance(item.found, float) else item.found
    return pd.DataFrame(
        [
            {"level": level, "points": points, "here": level == found}
            for level, points in function.levels.items()
        ]
    )


def service_table(line: FocusLine, configuration: Configuration, dataset: Dataset) -> pd.DataFrame:
    """Return one row per service that a focus area gets in one period."""
    services = configuration.services.services
    names = {partner.id: partner.name for partner in dataset.partners}
    return pd.DataFrame(
        [
            {
                "Service": services[name].label,
                "Unlocks": services[name].unlocks.get(line.kind, 0.0),
                "Led by": names.get(line.leads[name], line.leads[name])
                if name in line.leads
                else "the Support Unit",
                "Basis": services[name].basis,
            }
            for name in line.services
        ],
        columns=["Service", "Unlocks", "Led by", "Basis"],
    )


def cost_table(line: FocusLine, configuration: Configuration) -> pd.DataFrame:
    """Return what a focus area takes from each team and fund in one period."""
    capacity = configuration.capacity
    return pd.DataFrame(
        [
            {"From": capacity.teams[team].label, "Takes": words.weeks(weeks)}
            for team, weeks in line.staff.items()
        ]
        + [
            {"From": capacity.funds[fund].label, "Takes": words.usd(usd)}
            for fund, usd in line.money.items()
        ],
        columns=["From", "Takes"],
    )


def link_table(candidate: str, dataset: Dataset, chosen: frozenset[str]) -> pd.DataFrame:
    """Return what a candidate links to and what links to it."""
    relation_words = {"in_country": "lies in", "on_theme": "is on the theme"}
    rows = []
    for link in dataset.links:
        if candidate not in (link.candidate, link.target):
            continue
        other = link.target if link.candidate == candidate else link.candidate
        relation = relation_words.get(link.relation, link.relation.replace("_", " "))
        rows.append(
            {
                "id": other,
                "Relation": relation if link.candidate == candidate else f"{relation} this",
                "Candidate": dataset.by_id[other].name,
                "In the plan": "yes" if other in chosen else "no",
            }
        )
    rows.sort(key=lambda row: (row["Relation"].endswith("this"), row["Relation"], row["Candidate"]))
    return pd.DataFrame(rows, columns=["id", "Relation", "Candidate", "In the plan"])


def partner_table(contributions: tuple[Contribution, ...], dataset: Dataset) -> pd.DataFrame:
    """Return the partners that reach a candidate, the strongest first, and by which work."""
    partners = {partner.id: partner for partner in dataset.partners}
    rows = [
        {
            "Partner": partners[item.partner].name,
            "Type": partners[item.partner].type,
            "Works": _HOW[item.how],
            "Counts": item.amount,
        }
        for item in sorted(contributions, key=lambda item: (-item.amount, item.partner))
    ]
    return pd.DataFrame(rows, columns=["Partner", "Type", "Works", "Counts"])
