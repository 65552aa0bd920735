"""A dataset as a workbook: what to do with it, what was read of one, and what was taken over."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from config.configuration import Configuration
from data.content import content_hash
from data.dataset import Dataset
from data.difference import RowDifference
from data.wide.sheet import Rule
from data.workbook.asked import VERSION, asked
from data.workbook.changes import Change
from data.workbook.entry import Aside
from data.workbook.read import Filled
from reports.new_table import READ
from reports.report import Report, Section
from reports.words import count, listing

FORBIDDEN = frozenset("[]:*?/\\'")
"""Signs that a name of a sheet cannot have."""
LONGEST = 31
"""Characters of a name of a sheet."""
NO_REGION = "no region"
ASIDES: Mapping[Aside, str] = {
    Aside.OTHER_VERSION: "The workbook was written from another state of the dataset ({where}): "
    "what was changed there since then stands among the differences, as the workbook has it.",
    Aside.SINCE: "The workbook was written from another state of the dataset ({where}): rows that "
    "nobody touched in it stay as the dataset has them now.",
    Aside.NO_VERSION: "The workbook does not say from which state of the dataset it was written: "
    "its sheet Read me is not there.",
    Aside.OTHER_SHEET: "Sheets that are none of the workbook's were not read: {where}.",
    Aside.NO_SHEET: "Tables whose sheet is not there stay as they are: {where}.",
    Aside.NO_COLUMN: "Columns that are not there stay as they are: {where}.",
    Aside.NO_ROWS: "Ratings whose rows are not there stay as they are: {where}.",
    Aside.OTHER_COLUMN: "Columns that a ratings sheet does not have were not read: {where}.",
    Aside.ABOVE: "Rows above the headings were not read: {where}.",
    Aside.UNRATED: "Rows that say something and hold no rating were not taken: {where}.",
    Aside.NUMBER: "Numbers with a decimal comma or with spaces were read as such: {where}.",
    Aside.SPACES: "Spaces at the ends of cells were taken off: {where}.",
}
"""What a workbook holds or lacks → what is said of it."""


FILL_IN, CHANGE = "Fill in the ratings sheets", "Change what is not as it should be"
FIRST = "What would change is shown first; nothing is taken over before you say so."


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) for one in text.strip().split("\n\n"))


DO = _lines("""
Open the ratings sheet of your region. Each row asks for one rating of one candidate. Grey cells
under Rating are missing.

Choose a level, or write a number. Select a cell to see what it is about. Leave what you do not
know empty: empty is missing, and never zero.

Write under Reason why, in a few words. At least and At most may stay empty; they say how far a
number may be off.

Rests on, Source and Speaks of may stay empty: then it is a judgement, its source is this
workbook, and it has no date.

Save as .xlsx. From Google Sheets: File, Download, Microsoft Excel.

Load it back: page Evidence, part Workbook; or focus workbook in FILE.xlsx.
""")
"""What to do, in order; the last two are about any workbook."""
WHERE = _lines("""
candidates, evidence, links, partners, engagements, demands, windows, events, sources: the tables of
the dataset. Ratings stand on the ratings sheets, not on the sheet evidence.

Lists: the words that drop-downs offer; it is not read. A hidden sheet knows how each row was
written, so that what others change meanwhile stays.
""")
RULES = _lines("""
Ids and names on ratings sheets are protected, so that nobody changes them by accident; there is no
password. Candidates are changed on the sheet candidates.

New rows can be written below a table. To delete a row of a table, unprotect its sheet first; it is
then shown as gone. A sheet, a column, or a row of a ratings sheet that is deleted changes nothing.

Sort whole rows only. Rows may be filtered and hidden: they count all the same.

Columns are found by their headings, in any order. Rows are found by their ids.

A yellow row rests on an assumption.
""")


def sheet_names(dataset: Dataset, configuration: Configuration) -> Mapping[str, str]:
    """Return region → name of its ratings sheet: its first word where no other begins so."""
    regions = list(asked(dataset, configuration))
    first = [one.split()[0].casefold() if one.split() else "" for one in regions]
    found: dict[str, str] = {}
    for region, word in zip(regions, first, strict=True):
        short = region.split()[0] if word and first.count(word) == 1 else region
        kept = "".join(one for one in short if one not in FORBIDDEN and one.isprintable())
        plain = f"Ratings {' '.join(kept.split()) or NO_REGION}"
        name, place = plain[:LONGEST].strip(), 2
        while name.casefold() in {one.casefold() for one in found.values()}:
            name, place = f"{plain[: LONGEST - 5].strip()} ({place})", place + 1
        found[region] = name
    return found


def read_me(
    dataset: Dataset, configuration: Configuration, names: Mapping[str, str], round_: str = ""
) -> tuple[Report, str]:
    """Return what to do with a workbook, and the line that says from which dataset it is.

    Args:
        configuration: says what is rated.
        names: region → name of its ratings sheet.
        round_: title of the round whose ratings are asked for; blank = none.
    """
    known = {(one.candidate, one.measure) for one in dataset.evidence}
    sheets = []
    for region, rows in asked(dataset, configuration).items():
        missing = sum(one.thing not in known for one in rows)
        where = region or "what lies in no region"
        said = f"{missing:,} missing" if missing else "none missing"
        sheets.append(f"{names[region]}: {count(len(rows), 'rating')} for {where}, {said}.")
    do = enumerate(DO if sheets else DO[-2:], start=1)
    steps = tuple(f"{place}. {step}" for place, step in do)
    answer = f"{FILL_IN if sheets else CHANGE}, save, and load the workbook back. {FIRST}"
    report = Report(
        id="read-me",
        title=f"Workbook of {dataset.name or 'a dataset'}",
        answer=f"{answer} Of the round {round_}, with your ratings." if round_ else answer,
        sections=(
            Section("do", "What to do", items=steps),
            Section("sheets", "What is where", items=(*sheets, *WHERE)),
            Section("rules", "Good to know", items=RULES),
        ),
    )
    return report, f"{VERSION}{dataset.content_hash or content_hash(dataset)}"


def what_was_read(filled: Filled) -> Iterator[str]:
    """Yield what was done to read a workbook, and what of it is not taken over."""
    for one in sorted(filled.noted, key=lambda each: list(Aside).index(each.what)):
        yield ASIDES[one.what].format(where=_some(one.where, one.count))
    for sheet, remarks in filled.remarks.items():
        for remark in remarks:
            if remark.rule != Rule.OTHER_SHEETS:
                where = [f"{sheet}!{place}" for place in remark.where] or [sheet]
                words = READ[remark.rule]
                yield words.format(what=remark.what, where=f": {_some(where, remark.count)}")


def _some(where: Sequence[str], number: int) -> str:
    more = number - len(where)
    return ", ".join(where) + (f" and {more:,} more" if more > 0 else "")


def places(every: Sequence[Change]) -> Callable[[RowDifference], tuple[str, str]]:
    """Return what gives the row by which a difference is accepted, and its cell."""
    found = {(one.table, one.key): one for one in every}

    def where(difference: RowDifference) -> tuple[str, str]:
        one = found[difference.table, difference.key]
        column = difference.column or ("value" if difference.table == "evidence" else "")
        if one.follows:
            return "", "comes with the rows that name it"
        return one.name, one.cells.get(column, one.name)

    return where


def written(place: str, sheets: Sequence[str]) -> Report:
    """Return what was written."""
    said = f" Ratings sheets: {listing(sheets, len(sheets))}." if sheets else ""
    return Report(
        "workbook", "Workbook", f"Written: {place}.{said} Its first sheet says what to do."
    )


def taken(number: int, where: str, reason: str) -> Report:
    """Return what was taken over."""
    because = f" Reason: {reason}" if reason else ""
    answer = f"{count(number, 'row')} taken over into {where}.{because}"
    return Report("taken", "Taken over", answer, facts={"rows": number, "reason": reason})


def unexplained(number: int) -> str:
    """Return that rows do not say why."""
    whose = "its" if number == 1 else "their"
    return f"Say why: {count(number, 'row')} without a reason of {whose} own."


def not_ratings(rows: Sequence[Change]) -> Iterator[str]:
    """Yield what a round does not take: rows that are no ratings."""
    if rows:
        names = _some([one.name for one in rows[:5]], len(rows))
        yield f"A round takes ratings only. What else differs goes into a dataset (--out): {names}."
