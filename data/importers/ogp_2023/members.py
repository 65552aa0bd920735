"""Members of early 2023, those on their way, and local members, as far as they are on record."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from data.importers.ogp_2020 import members as earlier
from data.importers.ogp_2020.commitments import export_rows
from data.importers.ogp_2020.tables import Row, evidence_row, read_rows
from data.importers.ogp_2023.strategy import (
    CYCLE,
    PROSPECTIVE,
    STATUS,
    STRATEGY,
    TRAINING,
    subregion,
)

CALENDAR = "ogp_action_plan_calendar_from_2024_export.csv"
EXPORT_SOURCE = "ogp-commitments-2024"
SINCE = "2019"
"""First year whose commitments count as those of today."""
COMMITTEE_PERIOD = "October 2021 - September 2022"
ELECTION_YEAR = "2022"
THIRDS = ("low", "medium", "high")
"""State capacity by thirds of the percentile rank of government effectiveness."""


def countries(raw: Path) -> list[Row]:
    """Return the national members of 2020 with their standing in early 2023, and who is to come."""
    groups = {
        row["country_code"]: row["income_group"]
        for row in read_rows(raw / "indicators" / "wb_income_and_region.csv")
    }
    capacity = _state_capacity(raw)
    rows = [_member(row, groups, capacity) for row in earlier.national_members(raw)]
    for iso, (name, region, url) in PROSPECTIVE.items():
        rows.append(
            {
                "id": f"country:{iso}",
                "kind": "country",
                "name": name,
                "region": region,
                "country": iso,
                "status": "prospective",
                "incumbent": "no",
                "level": "national",
                "income_group": groups.get(iso, ""),
                "url": url,
            }
        )
    return sorted(rows, key=lambda row: row["id"])


def _state_capacity(raw: Path) -> Mapping[str, str]:
    """Return ISO code → third of the world in which government effectiveness of 2022 lies."""
    table = read_rows(raw / "more" / "indicators" / "wgi_2023_update_members_2019-2022.csv")
    return {
        row["iso3"]: THIRDS[min(int(float(row["pct_rank"]) * len(THIRDS) / 100), len(THIRDS) - 1)]
        for row in table
        if row["indicator"] == "ge" and row["year"] == CYCLE
    }


def _member(row: Row, groups: Mapping[str, str], capacity: Mapping[str, str]) -> Row:
    status, since = STATUS.get(row["country"], ("active", ""))
    kept = {column: row[column] for column in ("id", "kind", "name", "region", "country", "level")}
    return {
        **kept,
        "subregion": subregion(row["country"], row["region"]),
        "status": status,
        "status_since": since,
        "incumbent": "no",
        "income_group": groups.get(row["country"], row["income_group"]),
        "state_capacity": capacity.get(row["country"], ""),
    }


def local_members(raw: Path, national: Iterable[Row]) -> list[Row]:
    """Return the local members of 2019, the only complete list at hand, as kind ``local``."""
    by_country = {row["country"]: row for row in national}
    rows = []
    for row in earlier.local_members(raw, earlier.national_members(raw)):
        home = by_country.get(row["country"])
        rows.append(
            {
                "id": row["id"].replace("country:", "local:", 1),
                "kind": "local",
                "name": row["name"],
                "region": row["region"],
                "subregion": subregion(row["country"], row["region"]),
                "country": row["country"],
                "status": "active",
                "incumbent": "no",
                "level": "local",
                "income_group": home["income_group"] if home else row["income_group"],
            }
        )
    return rows


def member_evidence(raw: Path, national: list[Row], local: list[Row]) -> list[Row]:
    """Return what OGP's own records, ParlGov's and the draft say of the members."""
    names = earlier.member_by_name(national, local)
    seated = {
        row["iso3"]
        for row in read_rows(
            raw / "more" / "members" / "ogp_steering_committee_governments_2021-2025.csv"
        )
        if row["period"] == COMMITTEE_PERIOD
    }
    at_home = {row["country"] for row in local}
    legislating = {
        names.get(row["Country/Locality"])
        for row in export_rows(raw)
        if SINCE <= row["Year Of Submission"] <= CYCLE and row["National Or Local"] == "National"
    }
    rows = []
    for member in national:
        if member["status"] != "prospective":
            levels = (member["country"] in at_home) + (member["id"] in legislating)
            rows.append(
                evidence_row(
                    member["id"], "levels_and_branches", str(levels), low=str(levels), high="2",
                    source=EXPORT_SOURCE, as_of=CYCLE,
                    note="at least; neither list at hand is complete",
                )
            )  # fmt: skip
        if member["country"] in seated:
            rows.append(
                evidence_row(
                    member["id"], "steering_committee_seat", "yes",
                    source="ogp-steering-committee-2021", as_of="2021",
                )
            )  # fmt: skip
        if member["country"] in TRAINING:
            rows.append(
                evidence_row(
                    member["id"], "open_government_training", "yes", source=STRATEGY, as_of=CYCLE,
                    note="1.3",
                )
            )  # fmt: skip
    return [*rows, *_plans(raw, names), *_elections(raw, national)]


def _plans(raw: Path, names: Mapping[str, str]) -> list[Row]:
    """Return the highest number of an action plan that each member is known to have had."""
    highest: dict[str, int] = {}
    for row in read_rows(raw / "more" / "members" / CALENDAR):
        member = names.get(row["country_locality"]) or names.get(_bracketed(row))
        if member is not None and row["year_of_submission"] <= CYCLE:
            highest[member] = max(highest.get(member, 0), int(row["action_plan_number"]))
    return [
        evidence_row(
            member, "action_plans_known", str(count), source=EXPORT_SOURCE, as_of=CYCLE,
            note="at least; only plans with a commitment on legislatures are on record",
        )
        for member, count in sorted(highest.items())
    ]  # fmt: skip


def _bracketed(row: Mapping[str, str]) -> str:
    place, _, country = row["country_locality"].partition(", ")
    return f"{place} ({country})" if country else place


def _elections(raw: Path, national: Iterable[Row]) -> list[Row]:
    """Return who had a parliament elected or a cabinet formed in the year before the draft.

    ParlGov covers 27 members; of the others nothing is on record.
    """
    elections = read_rows(raw / "more" / "elections" / "parlgov_elections_members_2012-2023.csv")
    cabinets = read_rows(
        raw / "more" / "elections" / "parlgov_cabinet_starts_members_2012-2023.csv"
    )
    covered = {row["iso3"] for row in elections}
    turned = {row["iso3"] for row in elections if row["election_date"][:4] == ELECTION_YEAR} | {
        row["iso3"]
        for row in cabinets
        if row["start_date"][:4] == ELECTION_YEAR and row["caretaker"] == "0"
    }
    return [
        evidence_row(
            member["id"], "political_turn", "yes" if member["country"] in turned else "no",
            source="parlgov-2023", as_of=ELECTION_YEAR,
            note="parliament elected or cabinet formed in 2022",
        )
        for member in national
        if member["country"] in covered
    ]  # fmt: skip
