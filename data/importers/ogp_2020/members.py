"""National and local members of early 2020 as candidates of kind ``country``."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from data.importers.ogp_2020 import plan
from data.importers.ogp_2020.tables import Row, read_rows

WJP_YEAR = "2020"


def slug(name: str) -> str:
    """Return a name in the letters an id may have: ``São Paulo`` → ``sao-paulo``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def income_groups(raw: Path) -> dict[str, str]:
    """Return ISO code → World Bank income group of fiscal year 2020.

    The group stated beside the World Justice Project's 2020 scores where there is one, otherwise
    the World Bank list at hand, which is of a later year (see :data:`plan.INCOME_GROUP_2020`).
    """
    groups = {
        row["country_code"]: row["income_group"]
        for row in read_rows(raw / "indicators" / "wb_income_and_region.csv")
    }
    for row in read_rows(raw / "indicators" / "wjp_rule_of_law_2013-2020.csv"):
        if row["Year"] == WJP_YEAR and row["Income Group"]:
            groups[row["Abbreviation"]] = f"{row['Income Group']} income"
    return {**groups, **plan.INCOME_GROUP_2020}


def national_members(raw: Path) -> list[Row]:
    """Return the national members in the order of their ISO codes."""
    groups = income_groups(raw)
    rows = read_rows(raw / "ogp" / "ogp_national_members_2019-2020.csv")
    return [_national(row, groups) for row in sorted(rows, key=lambda row: row["iso3"])]


def _national(row: Mapping[str, str], groups: Mapping[str, str]) -> Row:
    iso = row["iso3"]
    return {
        "id": f"country:{iso}",
        "kind": "country",
        "name": plan.MEMBER_NAMES.get(iso, row["country"]),
        "region": (region := row["region_ogp"] or plan.MISSING_REGIONS[iso]),
        "subregion": plan.subregion(iso, region),
        "country": iso,
        "status": plan.STATUS.get(iso, "active"),
        "incumbent": "yes" if iso in plan.FOCUS_COUNTRIES else "no",
        "incumbent_since": plan.CYCLE if iso in plan.FOCUS_COUNTRIES else "",
        "level": "national",
        "income_group": groups[iso],
        "cohort": row["cohort_2019"].partition(" ")[0],
        "joined": _year_joined(row["joining_cohort"]) or plan.JOINED.get(iso, ""),
        "in_transition": plan.IN_TRANSITION.get(iso, ""),
    }


def _year_joined(cohort: str) -> str:
    found = re.search(r"\b20\d\d\b", cohort)
    return found.group() if found else ""


def local_members(raw: Path, national: list[Row]) -> list[Row]:
    """Return the local members; region and income group are those of their country."""
    countries = {row["name"]: row for row in national}
    members = []
    for row in read_rows(raw / "ogp" / "ogp_local_members_2019.csv"):
        place, _, country = row["local_member"].rstrip(")").partition(" (")
        home = countries.get(country)
        iso = home["country"] if home else plan.LOCAL_COUNTRIES[country]
        members.append(
            {
                "id": f"country:{iso}-{slug(place)}",
                "kind": "country",
                "name": f"{place}, {country}",
                "region": (region := home["region"] if home else plan.LOCAL_REGIONS[iso]),
                "subregion": plan.subregion(iso, region),
                "country": iso,
                "status": "active",
                "incumbent": "no",
                "level": "local",
                "income_group": home["income_group"] if home else plan.LOCAL_INCOME_GROUPS[iso],
                "cohort": row["cohort_2019"].partition(" ")[0],
            }
        )
    return sorted(members, key=lambda member: str(member["id"]))


def links(local: list[Row], members: Mapping[str, Row]) -> list[Row]:
    """Return the link of each local member to its country, where that is a member itself."""
    return [
        {"candidate": row["id"], "target": home, "relation": "in_country"}
        for row in local
        if (home := f"country:{row['country']}") in members
    ]


def member_by_name(national: list[Row], local: list[Row]) -> dict[str, str]:
    """Return the name that a database may use → candidate id, for every member."""
    names = {row["name"]: row["id"] for row in [*national, *local]}
    members = set(names.values())
    names.update(
        {
            name: member
            for name, iso in plan.ALIASES.items()
            if (member := f"country:{iso}") in members
        }
    )
    return names
