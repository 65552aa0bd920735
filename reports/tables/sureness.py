"""Tables of how sure a list is: the rows of its picture, and the figures behind it."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from config.configuration import Configuration
from config.criteria import Kind
from data.dataset import Dataset
from optimizer.robust.core_index import CandidateIndex, ServiceIndex
from reports.tables.standing import members
from reports.words import count, percent

LEAST = 0.2
"""Share of best plans from which a candidate that is not recommended has a row of its own."""
MOST_OTHERS = 8
"""Rows of candidates of a kind that are not recommended."""
SAME = "\u200b"
"""Invisible; keeps rows apart whose names are the same."""
STANDINGS: Mapping[str, str] = {
    "core": "nearly always",
    "borderline": "sometimes",
    "exterior": "hardly ever",
}
"""Standing → how often a candidate is in the best plans, in words."""
COLUMNS = (
    *("id", "label", "kind", "how_often", "share", "low", "high", "proven", "listed", "text"),
    *("note", "names"),
)


def picture_rows(
    indices: Sequence[CandidateIndex],
    kinds: Mapping[str, Kind],
    name: Callable[[str], str],
) -> pd.DataFrame:
    """Return the rows of the picture, from top to bottom, kind by kind.

    A row for every recommended candidate, and for others that are in many best plans; before them
    a row that names the kind, after them one that says how many there are besides.

    Columns: ``id`` (blank where the row is not a candidate), ``label, kind, how_often`` (of
    ``STANDINGS``), ``share, low, high`` (of best plans, with the 95 % interval), ``proven`` (share
    in which every best plan has it), ``listed, text`` (the share in words), ``note`` (right of the
    bar), ``names`` (who is in the rest).

    Args:
        indices: every candidate, the surest first.
        kinds: id → kind, in the order wanted.
        name: returns how the picture writes a candidate, by its id.
    """
    rows: list[dict[str, object]] = []
    for kind_id, kind in kinds.items():
        of_kind = [one for one in indices if one.kind == kind_id]
        if not of_kind:
            continue
        others = [one for one in of_kind if not one.in_plan and one.index.share >= LEAST]
        shown = {one.id for one in of_kind if one.in_plan}
        shown |= {one.id for one in others[:MOST_OTHERS]}
        rest = [one for one in of_kind if one.id not in shown]
        rows.append(_words(kind.label, kind_id, _heading(of_kind)))
        rows += [_candidate(one, name(one.id)) for one in of_kind if one.id in shown]
        if rest:
            label = f"… {count(len(rest), 'other')}"
            ever = [f"{one.name} {percent(one.index.share)}" for one in rest if one.index.share > 0]
            rows.append(_words(label, kind_id, _rest(rest), "; ".join(ever) or "nobody ever in"))
    seen: dict[str, int] = {}
    for row in rows:
        label = str(row["label"])
        row["label"] = label + SAME * seen.get(label, 0)
        seen[label] = seen.get(label, 0) + 1
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _heading(of_kind: Sequence[CandidateIndex]) -> str:
    listed = [one for one in of_kind if one.in_plan]
    sure = sum(one.standing == "core" for one in listed)
    return f"{len(listed)} recommended, {sure or 'none'} of them nearly always in"


def _rest(rest: Sequence[CandidateIndex]) -> str:
    most = max(one.index.share for one in rest)
    never = sum(one.index.share == 0 for one in rest)
    if never == len(rest):
        return "in none"
    return f"each in {percent(most)} or less; {never or 'none'} of them never"


def placed(dataset: Dataset, most: int = 34) -> Callable[[str], str]:
    """Return what writes a candidate's name, with its country where the name does not tell it.

    Args:
        dataset: the candidates.
        most: letters of a name before it is cut, where a country follows.
    """
    by_id = dataset.by_id
    countries = {row.country: row.name for row in members(dataset)}

    def name(candidate: str) -> str:
        row = by_id[candidate]
        country = countries.get(row.country, row.country)
        if not country or country == row.name:
            return row.name
        short = row.name if len(row.name) <= most else row.name[: most - 1].rstrip() + "…"
        return f"{short} ({country})"

    return name


def _words(label: str, kind: str, text: str, names: str = "") -> dict[str, object]:
    return {"id": "", "label": label, "kind": kind, "text": text, "names": names, "listed": False}


def _candidate(one: CandidateIndex, label: str) -> dict[str, object]:
    return {
        "id": one.id,
        "label": label,
        "kind": one.kind,
        "how_often": STANDINGS[one.standing],
        "share": one.index.share,
        "low": one.index.low,
        "high": one.index.high,
        "proven": one.surely_in,
        "listed": one.in_plan,
        "text": share_words(one.index.share),
        "note": _note(one),
        "names": "",
    }


def _note(one: CandidateIndex) -> str:
    """Return what is remarkable: the list decides against most draws, as far as that is sure."""
    if one.in_plan and one.index.high < 0.5:
        return "recommended all the same"
    if not one.in_plan and one.index.low > 0.5:
        return "left out all the same"
    return ""


def share_words(share: float) -> str:
    """Return a share in percent that reads as all or none only where it is all or none."""
    if 0.995 <= share < 1:
        return "over 99 %"
    return "under 1 %" if 0 < share < 0.005 else percent(share)


def candidate_rows(indices: Sequence[CandidateIndex], configuration: Configuration) -> pd.DataFrame:
    """Return one row per candidate, the surest first.

    Columns: ``id, Candidate, Kind, Region, Recommended, In best lists, Sampling error, How often,
    Proven in, Proven out``.
    """
    kinds = configuration.criteria.kinds
    table = pd.DataFrame(
        [
            {
                "id": one.id,
                "Candidate": one.name,
                "Kind": kinds[one.kind].singular,
                "Region": one.region,
                "Recommended": one.in_plan,
                "In best lists": one.index.share,
                "Sampling error": f"{percent(one.index.low)} to {percent(one.index.high)}",
                "How often": STANDINGS[one.standing],
                "Proven in": one.surely_in,
                "Proven out": one.surely_out,
            }
            for one in indices
        ],
        columns=[
            *("id", "Candidate", "Kind", "Region", "Recommended", "In best lists"),
            *("Sampling error", "How often", "Proven in", "Proven out"),
        ],
    )
    return table if table["Region"].any() else table.drop(columns="Region")


def service_rows(
    indices: Sequence[ServiceIndex], dataset: Dataset, configuration: Configuration
) -> pd.DataFrame:
    """Return one row per service of every candidate that is ever in a best plan.

    Columns: ``id, Candidate, Service, Recommended, In best lists, When it is in``; recommended
    candidates' services first, as given in the plan, then by share.
    """
    services = configuration.services.services
    chosen = {one.candidate for one in indices if one.in_plan}
    order = sorted(
        indices,
        key=lambda one: (
            one.candidate not in chosen,
            dataset.by_id[one.candidate].name,
            not one.in_plan,
            -one.index.share,
        ),
    )
    return pd.DataFrame(
        [
            {
                "id": one.candidate,
                "Candidate": dataset.by_id[one.candidate].name,
                "Service": services[one.service].label,
                "Recommended": one.in_plan,
                "In best lists": one.index.share,
                "When it is in": one.when_in,
            }
            for one in order
        ],
        columns=[
            *("id", "Candidate", "Service", "Recommended", "In best lists", "When it is in"),
        ],
    )
