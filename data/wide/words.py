"""Words of headings and cells by which a column tells what it is about."""

import re
from collections.abc import Collection, Sequence

ID = ("id", "code", "key", "ref", "reference", "identifier", "number", "no", "nr", "uid", "iso3")
NAME = ("name", "title", "label", "project", "candidate", "programme", "program", "initiative",
        "country", "municipality", "city", "organisation", "organization", "proposal")  # fmt: skip
KIND = ("kind",)
INCUMBENT = ("incumbent",)
REGION = ("region",)
COST = ("cost", "costs", "budget", "price", "funding", "expense", "expenses", "expenditure",
        "spend", "spending", "capex", "opex", "investment", "grant", "ask")  # fmt: skip
MONEY = ("usd", "eur", "gbp", "chf", "dollars", "euros", "amount")
WORK = ("staff", "weeks", "fte", "workload", "headcount", "effort", "hours")
GAIN = ("benefit", "benefits", "saving", "savings", "revenue", "revenues", "income", "return",
        "profit", "gain", "gains", "roi", "npv", "value", "score", "rating", "index", "rank",
        "share", "percent", "pct", "effectiveness", "transparency", "per")  # fmt: skip
"""Words that make of an amount of money something that is wanted rather than spent."""
TOTAL = ("total", "sum", "overall")
LOWER = (
    "risk", "risks", "risky", "complexity", "complex", "difficulty", "dependency", "dependencies",
    "duration", "delay", "delays", "days", "months", "years", "cost", "costs", "price", "budget",
    "expense", "expenses", "debt", "loss", "losses", "error", "errors", "defects", "failures",
    "emissions", "pollution", "poverty", "unemployment", "mortality", "deaths", "corruption",
    "rank", "ranking", "place", "position", "distance", "barriers", "resistance", "uncertainty",
    "vulnerability", "inequality", "payback", "effort", "burden", "threat", "threats", "conflict",
)  # fmt: skip
"""Words of things of which less is better."""
HIGHER = (
    "benefit", "benefits", "roi", "return", "gain", "gains", "score", "support", "feasibility",
    "availability", "advantage", "quality", "improvement", "impact", "alignment", "efficiency",
    "satisfaction", "value", "npv", "revenue", "profit", "savings", "capacity", "readiness",
    "commitment", "ambition", "will", "transparency", "participation", "freedom", "effectiveness",
    "reach", "beneficiaries", "jobs", "success", "probability", "influence", "need", "demand",
    "potential", "innovation", "sustainability", "accountability", "results", "performance",
    "strength", "trust", "priority", "urgency", "importance", "relevance", "stability",
)  # fmt: skip
"""Words of things of which more is better."""
SCALES: tuple[tuple[str, ...], ...] = (
    ("none", "very low", "low", "minor", "medium", "moderate", "high", "major", "very high",
     "critical"),
    ("none", "weak", "fair", "good", "strong", "very strong"),
    ("none", "very poor", "poor", "fair", "adequate", "good", "very good", "excellent"),
    ("none", "some", "much", "most", "all"),
    ("none", "small", "moderate", "large", "very large"),
    ("none", "emerging", "established", "leading"),
    ("never", "rarely", "sometimes", "often", "always"),
    ("unlikely", "possible", "likely", "very likely", "certain"),
    ("red", "amber", "yellow", "green"),
    ("strongly disagree", "disagree", "neutral", "agree", "strongly agree"),
    ("not started", "limited", "partial", "substantial", "complete", "completed"),
    ("none", "minor", "moderate", "substantial", "transformative"),
    ("worsened", "did not change", "marginal", "major", "outstanding"),
    ("no", "partly", "partially", "yes"),
    ("low", "middle", "high"), ("bronze", "silver", "gold"), ("optional", "desirable", "essential"),
    ("d", "c", "b", "a"),
    ("low income", "lower middle income", "upper middle income", "high income"),
)  # fmt: skip
"""Levels as people write them, least first."""
TRUTH = {
    "no": False, "n": False, "false": False, "nein": False, "non": False, "não": False,
    "yes": True, "y": True, "true": True, "ja": True, "oui": True, "si": True, "sí": True,
    "sim": True, "x": True, "✓": True,
}  # fmt: skip
"""Words of yes and no, small letters."""


def words(title: str) -> tuple[str, ...]:
    """Return the words of a heading in small letters; CamelCase and under_scores part words."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", title)
    return tuple(re.findall(r"[^\W\d_]+|\d+", parted.lower()))


def label(title: str) -> str:
    """Return a heading as people write it: under_scores are spaces, and only the first word is big.

    A heading with spaces, or without marks between its words, stays as it is.
    """
    parts = title.split("_")
    if " " in title or not all(parts) or len(parts) < 2:
        return title
    small = [part if part.isupper() else part.lower() for part in parts]
    return " ".join((small[0][:1].upper() + small[0][1:], *small[1:]))


def named(title: str, among: Collection[str]) -> str:
    """Return the first word of a heading that is among some; blank if none is."""
    return next((word for word in words(title) if word in among), "")


def scale_of(levels: Collection[str]) -> tuple[str, ...]:
    """Return levels in their order, least first; nothing where no known scale has them all."""
    plain = {level.strip().casefold(): level for level in levels}
    if len(plain) < len(levels):
        return ()
    for scale in SCALES:
        if set(plain) <= set(scale):
            return tuple(plain[word] for word in scale if word in plain)
    return _numbered(levels)


def _numbered(levels: Collection[str]) -> tuple[str, ...]:
    """Return levels that begin with numbers, as "1 - weak", in the order of these."""
    found: dict[int, str] = {}
    for level in levels:
        begins = re.match(r"(\d{1,3})\b", level)
        if begins is None or int(begins[1]) in found:
            return ()
        found[int(begins[1])] = level
    return tuple(found[number] for number in sorted(found))


def truth_of(levels: Sequence[str]) -> tuple[str, ...]:
    """Return the words of no and yes; nothing where there are others, or not both."""
    said = {TRUTH.get(level.casefold()): level for level in levels}
    if len(levels) == 2 and set(said) == {False, True}:
        return said[False], said[True]
    return ()
