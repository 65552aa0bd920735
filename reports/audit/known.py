"""What counts, what is known of it, and what stands in for what is not: steps 1 to 3."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from questions.audit import KindAudit
from reports.audit.choices import most_moved, variants
from reports.audit.steps import LINES, label, step
from reports.columns import CRITERION, MEASURE
from reports.criteria import STANDS_IN
from reports.report import Column, Row, Section, Table, picked
from reports.setting import Setting
from reports.words import count, count_of, listing, mid_sentence, percent, verb
from scoring.evidence_table import BASES, MISSING
from scoring.variants import StandIn

FRAMEWORK = (
    CRITERION,
    Column("weight", "Weight", "share", digits=1),
    Column("measures", "Measures", "count"),
    Column("proxies", "Stand for something else", "count", narrow=False, short="Proxies"),
    Column("staff", "Only staff can rate", "count", narrow=False, short="By staff"),
    Column("source", "Source", roomy=True),
    Column("reasoned", "Has a reason", "yes"),
)
KNOWN = (
    CRITERION, Column("observed", "Observed", "share"),
    Column("judgement", "Judged", "share"), Column("assumption", "Assumed", "share"),
    Column("missing", "Missing", "share", drawn=True),
)  # fmt: skip
MEASURES = (
    MEASURE, Column("criterion_label", "Criterion", narrow=False),
    Column("known", "Known of", "count"), Column("of", "Of", "count"),
    Column("weight", "Weight", "share", digits=1),
)  # fmt: skip
LITTLE = 0.5
"""Share of what counts from which a candidate is hardly known."""


def framework(found: KindAudit, setting: Setting) -> Section:
    """Return what the criteria rest on, and what the gates keep out."""
    kind, measures = found.scores.spec, setting.measures
    rows: list[Row] = []
    for name, one in kind.criteria.items():
        uses = [measures[use.measure] for use in one.measures]
        rows.append(
            {
                "criterion": name,
                **picked(one, "label", "source", "why", "additional"),
                "weight": kind.weights[name],
                "measures": len(uses),
                "proxies": sum(bool(use.proxy_for) for use in uses),
                "staff": sum(use.judgement for use in uses),
                "reasoned": bool(one.why),
            }
        )
    mute = [str(row["label"]) for row in rows if not row["reasoned"]]
    total, proxies, staff = (sum(int(row[name]) for row in rows) for name in FIGURES)
    rests = (
        f"{count(len(rows), 'criterion', 'criteria')} over {count(total, 'measure')}: {proxies} "
        f"stand for something that is not measured in public, {staff} only staff can rate."
    )
    text = (
        rests,
        f"No reason is given for {listing(mute)}."
        if mute
        else "Every criterion has a source and a reason.",
        _gates(found),
    )
    return step("framework", text, Table("framework", FRAMEWORK, tuple(rows)))


FIGURES = ("measures", "proxies", "staff")


def _gates(found: KindAudit) -> str:
    gates = [gate.label for gate in found.scores.spec.gates.values()]
    if not gates:
        return "There is no gate."
    out = len(found.scores.ids) - found.scores.places
    return (
        f"{count(len(gates), 'gate')} ({listing(gates)}); "
        f"{count_of(out, found.scores.spec)} {verb(out, 'fail')}."
    )


def data(found: KindAudit, setting: Setting) -> Section:
    """Return how much of what counts is known, of whom, and how old it is."""
    scores, kind = found.scores, found.scores.spec
    shares = scores.basis.mean(axis=0)
    criteria = tuple(
        {
            "criterion": name,
            "label": label(found, name),
            **dict(zip(BASES, shares[place].tolist(), strict=True)),
        }
        for place, name in enumerate(scores.criteria)
    )
    missing = (scores.measures.basis == MISSING).sum(axis=0).tolist()
    measures = tuple(
        {
            "measure": name,
            "label": setting.measure(name),
            "criterion_label": label(found, scores.criteria[int(scores.measures.criterion[at])]),
            "known": len(scores.ids) - missing[at],
            "of": len(scores.ids),
            "weight": float(
                scores.weights[int(scores.measures.criterion[at])] * scores.measures.share[at]
            ),
        }
        for at, name in enumerate(scores.measures.measure)
    )
    hardly = int((scores.basis_shares[:, MISSING] >= LITTLE).sum())
    known = found.coverage.shares
    nobody = [setting.measure(one.measure) for one in found.coverage.unknown]
    who = count_of(len(scores.ids), kind)
    which = f" ({listing(found.levels)} members only)" if found.levels else ""
    text = [
        (
            f"{who}{which}: {percent(known['observed'])} of what counts is observed, "
            f"{percent(known['judgement'])} judged, {percent(known['assumption'])} assumed, "
            f"{percent(known['missing'])} missing."
        ),
        f"Of {count_of(hardly, kind)} half or more is missing.",
    ]
    if nobody:
        text.append(f"Known of nobody: {listing(mid_sentence(one) for one in nobody)}.")
    text.extend(_ages(found))
    least = tuple(sorted(measures, key=lambda row: (row["known"], row["measure"])))
    tables = Table("known", KNOWN, criteria), Table("measures", MEASURES, least, most=LINES)
    return step("data", text, *tables)


def _ages(found: KindAudit) -> Iterator[str]:
    dated = {int(year): many for year, many in found.years.items() if year.isdigit()}
    undated = sum(found.years.values()) - sum(dated.values())
    if dated:
        years = np.repeat(list(dated), list(dated.values()))
        old = int((years <= max(dated) - 5).sum())
        yield (
            f"Values speak of {min(dated)} to {max(dated)}, half of them of "
            f"{int(np.median(years))} or earlier; {percent(old / years.size)} are five years "
            "older than the newest, or more."
        )
    if undated:
        yield f"{count(undated, 'value')} {verb(undated, 'have')} no date."


def imputation(found: KindAudit, setting: Setting) -> Section:
    """Return what stands in for what is missing, and what other stand-ins would do."""
    kind = found.scores.spec
    ways = Counter(one.missing for one in kind.criteria.values() if one.measures)
    told = [
        f"for {count(many, 'criterion', 'criteria')} {STANDS_IN[way]}"
        for way, many in ways.most_common()
    ]
    carried = percent(found.coverage.shares["missing"])
    text = (
        f"Stand-ins carry {carried} of all weight: {'; '.join(told)}.",
        most_moved(found, StandIn),
    )
    return step("imputation", text, variants("stand_ins", found, StandIn, setting))
