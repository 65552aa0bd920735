"""How it was made: what is assumed, what was tested against what, and what is known to be weak.

Said once, for pages, brief, public pages and ``focus audit``. What is assumed and weak is counted
in the dataset and configuration at hand. What was tested names the file that does it, and a test
holds that the file is there and names its oracle.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from questions.backtest import Backtested
from reports import backtest
from reports.report import Column, Note, Report, Row, Section, tabled
from reports.setting import Setting
from reports.words import count, count_of, listing, mid_sentence, percent, verb
from reports.worth import within
from scoring.coverage import Coverage, coverage
from scoring.evidence_table import BASES

TITLE = "How was this made, and how far can it be trusted?"
ASSUMED, TESTED, WEAK = "assumed", "tested", "weak"
"""The sections."""
TITLES = {
    ASSUMED: "What is assumed",
    TESTED: "What was tested, and against what",
    WEAK: "What is known to be weak",
}
ASSUMPTIONS = (
    Column("what", "What"),
    Column("assumed", "Assumed", "count"),
    Column("of", "Of", "count"),
    Column("where", "Where it stands"),
)
TESTS = (
    Column("what", "What"),
    Column("oracle", "Against what"),
    Column("file", "Where", narrow=False),
)
HELD = "Each is held against something that does not share this code, whenever it is changed."
INDEPENDENT = (
    "Measures are drawn independently of each other: where errors go together, shares differ."
)
NO_CHANCE = (
    "A share of draws says how often a choice holds under the doubt that was drawn; it is no "
    "chance of being right."
)
NO_OUTCOME = (
    "Scores say where support is expected to do most. That it did has to be shown by outcomes, "
    "and none are part of a score."
)


class Tested(NamedTuple):
    """One thing that was tested against something that is not this code."""

    what: str
    oracle: str
    """What it was held against."""
    file: str
    """Where that is done."""
    names: str
    """Word of the oracle that is found in the file."""


TESTS_MADE = (
    Tested("Scores, ranges, coverage, gates", "A table worked by hand",
           "tests/scoring/test_scorecard.py", "by hand"),
    Tested("Weights by order", "Barron & Barrett (1996)",
           "tests/scoring/test_weights.py", "Barron"),
    Tested("Weights by pairs", "Saaty (1990), buying a house; Saaty (2008), drinks",
           "tests/scoring/test_pairwise.py", "Saaty"),
    Tested("How sure a ranking is", "The thrombolytics example of Lynd & O'Brien (2004)",
           "tests/scoring/test_acceptability.py", "Lynd"),
    Tested("Intervals of shares", "Newcombe (1998), table I",
           "tests/scoring/test_sampling_error.py", "Newcombe"),
    Tested("Other methods of ranking", "Their formulas, written out step by step",
           "tests/scoring/test_methods.py", "formula"),
    Tested("What the doubt comes from", "Ishigami's function, whose shares are known exactly",
           "tests/scoring/test_sobol.py", "Ishigami"),
    Tested("What a criterion moves the scores by", "Ishigami's function; closed forms",
           "tests/scoring/test_main_effects.py", "Ishigami"),
    Tested("How criteria go together", "scikit-learn, and alpha by hand",
           "tests/scoring/test_coherence.py", "sklearn"),
    Tested("Weights by easy questions", "People with hidden weights; cuts by hand",
           "tests/scoring/test_trade_offs.py", "hidden"),
    Tested("What chance would find of a past list", "scipy, and every draw counted",
           "tests/scoring/test_chance.py", "hypergeom"),
    Tested("What tells a past list apart", "Hanley & McNeil (1982), scikit-learn",
           "tests/scoring/test_separation.py", "Hanley"),
    Tested("Agreement of raters", "The krippendorff library",
           "tests/scoring/test_agreement.py", "krippendorff"),
    Tested("The best plan", "Every plan of small problems, one by one",
           "tests/optimizer/test_brute_force.py", "every"),
    Tested("The best plan, once more", "Another solver, on the model written out anew",
           "tests/optimizer/search/test_other_solvers.py", "solver"),
    Tested("What is proven over all weights", "Best plans under other weights of the set",
           "tests/optimizer/robust/test_robust_inclusion.py", "weights"),
    Tested("The most that any weights find", "Every order of small problems",
           "tests/optimizer/test_inverse_weights.py", "enumeration"),
)  # fmt: skip
"""What was tested against what is not this code."""


def report(setting: Setting, *, found: Backtested | None = None) -> Report:
    """Return how it was made, as an answer of its own.

    Args:
        found: what the list in force would have been; None = not asked.
    """
    told = sections(setting, found=found)
    weak = next(one for one in told if one.id == WEAK)
    return Report(
        "method", TITLE, weak.items[0], sections=told, notes=(Note("reading", NO_CHANCE),)
    )


def sections(setting: Setting, *, found: Backtested | None = None) -> tuple[Section, ...]:
    """Return what is assumed, what was tested, and what is weak.

    Args:
        found: what is found of the list in force; None = not asked.
    """
    return (_assumed(setting), _tested(TITLES[TESTED], (HELD,)), _weak(setting, found))


def in_short(setting: Setting, *, found: Backtested | None = None) -> Section:
    """Return the same as a few sentences, for where there is little room."""
    assumed = [row for row in _assumptions(setting) if row["assumed"]]
    told = listing(
        f"{row['assumed']:,} of {row['of']:,} {mid_sentence(row['what'])}" for row in assumed
    )
    first = f"Assumed, not published: {told}." if assumed else "Nothing is marked as assumed."
    how = (
        f"{count(len(TESTS_MADE), 'part')} of the reckoning {verb(len(TESTS_MADE), 'are')} held "
        "against published examples, hand-worked tables, complete enumeration or another program."
    )
    line = () if found is None else (backtest.line(found, setting),)
    said = (first, how, *line, *_missing(setting), *_proof(setting), NO_OUTCOME)
    return Section("method", "How it was made", items=said)


def _missing(setting: Setting) -> Iterator[str]:
    """Yield what is not known of all kinds together, in one sentence."""
    shares = (
        (coverage(scores), scores.spec) for scores in setting.scorecard.kinds.values() if scores.ids
    )
    told = [
        f"{percent(one.shares[BASES[-1]])} for {count_of(one.count, kind)}"
        for one, kind in shares
        if one.shares[BASES[-1]]
    ]
    if told:
        yield f"Not known of what counts: {listing(told, len(told))}."


def tested() -> Report:
    """Return what was tested against what, as an answer of its own; it rests on no data."""
    return Report(TESTED, TITLES[TESTED], HELD, sections=(_tested(),))


def _tested(title: str = "", said: Sequence[str] = ()) -> Section:
    return tabled(TESTED, title, TESTS, (one._asdict() for one in TESTS_MADE), said=said)


def _assumed(setting: Setting) -> Section:
    rows = tuple(_assumptions(setting))
    kinds = setting.kinds.values()
    said = tuple(f"{kind.label}: {kind.why}" for kind in kinds if kind.why)
    return tabled(ASSUMED, TITLES[ASSUMED], ASSUMPTIONS, rows, items=said)


def _assumptions(setting: Setting) -> Iterator[Row]:
    configuration, dataset = setting.configuration, setting.dataset
    capacity, services = configuration.capacity, configuration.services.ways
    evidence = [row.basis for row in dataset.evidence]
    bases: Mapping[str, tuple[Sequence[str], str]] = {
        "Team sizes": ([one.basis for one in capacity.teams.values()], "capacity.yaml"),
        "Fund balances": ([one.basis for one in capacity.funds.values()], "capacity.yaml"),
        "Costs of services": ([one.basis for one in services.values()], "services.yaml"),
        "Values of measures": (evidence, "evidence.csv"),
    }
    chances = [one.success.basis for one in configuration.criteria.kinds.values() if one.success]
    if chances:
        bases = {**bases, "Chances of success": (chances, "criteria.yaml")}
    for what, (found, where) in bases.items():
        yield _row(what, found.count("assumption"), len(found), where)
    unknown = [one.capacity is None for one in dataset.partners]
    yield _row("Capacities of partners", sum(unknown), len(unknown), "partners.csv")
    kinds = configuration.criteria.kinds
    yield _row("Worths of a perfect candidate", len(kinds), len(kinds), "criteria.yaml")


def _row(what: str, assumed: int, of: int, where: str) -> Row:
    return {"what": what, "assumed": assumed, "of": of, "where": where}


def _weak(setting: Setting, found: Backtested | None) -> Section:
    told = [
        *((backtest.line(found, setting),) if found is not None else ()),
        *_of_kinds(setting),
        *_proof(setting),
        INDEPENDENT,
        NO_OUTCOME,
    ]
    return Section(WEAK, TITLES[WEAK], items=tuple(told))


def _of_kinds(setting: Setting) -> Iterator[str]:
    """Yield what is missing of each kind, and what only staff can say."""
    measures = setting.measures
    for scores in setting.scorecard.kinds.values():
        if scores.ids:
            known: Coverage = coverage(scores)
            kind, missing = scores.spec, known.shares[BASES[-1]]
            who = count_of(known.count, kind)
            told = f"{kind.label}: {percent(missing)} of what counts for {who} is not known"
            staff = [one for one in known.unknown if measures[one.measure].judgement]
            if staff:
                labels = listing(mid_sentence(setting.measure(one.measure)) for one in staff)
                ratings = count(len(staff), "rating")
                told += f"; {ratings} that only staff can give {verb(len(staff), 'are')} missing "
                told += f"for all of them ({labels})"
            yield f"{told}." if missing else f"{kind.label}: all that counts for {who} is known."
            yield from _equal(kind.label, kind.weights)


def _equal(label: str, weights: Mapping[str, float]) -> Iterator[str]:
    if len(weights) > 1 and max(weights.values()) - min(weights.values()) < 1e-9:
        yield (
            f"{label}: all {len(weights)} criteria weigh the same, which is a choice and not a "
            "finding."
        )


def _proof(setting: Setting) -> Iterator[str]:
    plan = setting.plan
    if plan is not None and plan.found and plan.gap:
        yield (
            f"The plan is proven {within(plan.gap)} of the best possible: others as good "
            "may differ in some focus areas."
        )
