"""Put the tables of the bundled dataset together."""

from collections.abc import Mapping
from pathlib import Path

from data.importers.ogp_2020 import (
    advocacy,
    calendar,
    chances,
    codings,
    commitments,
    history,
    indicators,
    members,
    partners,
    process,
    subjects,
    themes,
)
from data.importers.ogp_2020.tables import Row, read_rows

Tables = Mapping[str, list[Row]]


def build(raw: Path) -> Tables:
    """Return every table of the dataset, made from the raw public files.

    Args:
        raw: folder with ``ogp/``, ``indicators/`` and ``partners/``.

    Raises:
        FileNotFoundError: a raw file is not there.
    """
    national = members.national_members(raw)
    local = members.local_members(raw, national)
    by_id = {row["id"]: row for row in [*national, *local]}
    names = members.member_by_name(national, local)
    export = commitments.export_rows(raw)
    sample = commitments.of_sample(export)
    countries = {name: by_id[member]["country"] for name, member in names.items()}
    areas = themes.policy_areas()
    lies_in = commitments.links(
        sample, names, [row["id"] for row in national], themes.columns(areas, "columns_2024")
    )
    focus = commitments.candidates(sample, by_id, names)
    moves = advocacy.moves()
    by_country = [
        *_country_evidence(raw, export, national, names),
        *process.local_evidence(local),
    ]
    evidence = [
        *by_country,
        *codings.coding_evidence(sample),
        *codings.page_evidence(),
        *codings.tag_evidence(sample, lies_in),
        *indicators.host_evidence(focus, by_country),
        *chances.chance_evidence(raw, focus),
        *_theme_evidence(raw, export, areas),
        *advocacy.evidence(moves),
    ]
    candidates = [
        *national, *local, *focus, *themes.candidates(areas), *advocacy.candidates(moves),
    ]  # fmt: skip
    return {
        "candidates": candidates,
        "evidence": sorted(evidence, key=lambda row: (row["candidate"], row["measure"])),
        "links": [
            *members.links(local, by_id),
            *lies_in,
            *advocacy.links(moves),
            *_subjects(raw, export, names, by_id, areas),
        ],
        "partners": partners.partners(),
        "engagements": partners.engagements(raw, by_id, sample, countries),
        "windows": [*calendar.windows(candidates), *advocacy.windows()],
        "events": advocacy.events(),
        "sources": read_rows(Path(__file__).with_name("sources.csv")),
    }


def _subjects(
    raw: Path,
    export: list[dict[str, str]],
    names: Mapping[str, str],
    by_id: Mapping[str, Row],
    areas: list[dict[str, str]],
) -> list[Row]:
    return subjects.links(
        history.early_rows(raw),
        export,
        names,
        (themes.columns(areas, "columns_2011"), themes.columns(areas, "columns_2024")),
        subjects.with_ownership(raw, partners.by_iso2(by_id.values())),
    )


def _country_evidence(
    raw: Path, export: list[dict[str, str]], national: list[Row], names: Mapping[str, str]
) -> list[Row]:
    early = history.early_rows(raw)
    return [
        *indicators.indicator_evidence(raw, national),
        *process.membership_evidence(raw, national),
        *process.process_evidence(raw, names),
        *process.programme_evidence(national),
        *process.plans_evidence(early, export, names),
        *history.history_evidence(
            history.by_member(early, "Country", names),
            history.by_member(history.recent_rows(export), "Country/Locality", names),
        ),
    ]


def _theme_evidence(
    raw: Path, export: list[dict[str, str]], areas: list[dict[str, str]]
) -> list[Row]:
    everything = history.early_rows(raw)
    early = history.by_theme(everything, themes.columns(areas, "columns_2011"))
    recent = history.by_theme(history.recent_rows(export), themes.columns(areas, "columns_2024"))
    coded = {theme: rows for theme, rows in early.items() if rows}
    return [
        *themes.trend_evidence(areas),
        *history.history_evidence(coded, recent),
        *history.theme_counts(coded, recent, everything),
    ]
