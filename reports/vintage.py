"""Up to when what is known counts, and what is left out as later."""

from collections import defaultdict
from collections.abc import Iterator

from reports.report import Column, Note, Row, Section, Table
from reports.setting import Setting
from reports.words import count, day, listing, verb

LATER = (
    Column("label", "What"),
    Column("source_title", "Source", narrow=False),
    Column("number", "Left out", "count"),
    Column("dates", "Dated"),
)


def notes(setting: Setting) -> Iterator[Note]:
    """Yield up to when what is known counts, where the dataset is as of a day."""
    if setting.dataset.vintage.day:
        yield Note("reading", said(setting))


def said(setting: Setting) -> str:
    """Return up to when what is known counts, and how much is left out, in a sentence."""
    found = setting.dataset.vintage
    behind = (
        f" {count(found.earlier, 'value')} of earlier years: a later one counts in their place."
        if found.earlier
        else ""
    )
    if not found.day:
        return f"Everything on record counts, whatever its date.{behind}"
    statuses = count(len(found.statuses), "status", "statuses")
    left = [
        text
        for number, text in (
            (len(found.evidence), count(len(found.evidence), "value")),
            (len(found.engagements), count(len(found.engagements), "engagement of partners",
                                           "engagements of partners")),
            (len(found.incumbents), f"{count(len(found.incumbents), 'place')} in the list"),
            (len(found.statuses), f"{statuses} (active until then)"),
        )
        if number
    ]  # fmt: skip
    later = len(found.evidence) + len(found.engagements) + len(found.incumbents)
    later += len(found.statuses)
    out = "nothing on record is later"
    if left:
        out = f"{listing(left)} of later date {verb(later, 'are')} left out"
    undated = found.undated
    kept = f", and {undated:,} without a date {verb(undated, 'are')} kept" if undated else ""
    return f"What was known by {day(found.day)} counts: {out}{kept}.{behind}"


def left_out(setting: Setting) -> Section:
    """Return what is left out as later, by measure and source; nothing where all counts."""
    found = setting.dataset.vintage
    dates = {source.id: source.as_of for source in setting.dataset.sources}
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in found.evidence:
        groups[setting.measure(row.measure), row.source].append(row.as_of or dates[row.source])
    for one in found.engagements:
        groups["Engagements of partners", one.source].append(one.as_of or dates[one.source])
    rows: list[Row] = [
        {
            "label": label,
            "source": source,
            "source_title": setting.source(source),
            "number": len(all_dates),
            "dates": " to ".join(dict.fromkeys((min(all_dates), max(all_dates)))),
        }
        for (label, source), all_dates in groups.items()
    ]
    rows.sort(key=lambda row: (-row["number"], row["label"]))
    people = tuple(
        f"{what}: {listing(setting.labels(ids))}."
        for what, ids in (
            ("Not yet in the list", found.incumbents),
            ("Counted as active", found.statuses),
        )
        if ids
    )
    tables = (Table("left_out", LATER, tuple(rows)),) if rows else ()
    return Section("left_out", "What is left out as later", people, tables=tables)
