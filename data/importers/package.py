"""``datapackage.json``: what the tables are, in the words of the Frictionless Data Package."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.tables import STANDARD_RELATIONS

FILE = "datapackage.json"

ID = {"pattern": r"[A-Za-z0-9][A-Za-z0-9_:-]*"}
REQUIRED = {"required": True}
YES_NO = {"enum": ["yes", "no"]}

TITLES: Mapping[str, str] = {
    "candidates": "What could become a focus area: members, commitments and policy areas",
    "evidence": "One value for one candidate on one measure, with its source",
    "links": "Where a commitment lies, which policy areas it touches, what members committed on",
    "partners": "Organisations that work beside the partnership",
    "engagements": "Who works for what, on which service, how strongly",
    "windows": "When a candidate can be supported, and what happens then",
    "events": "Events of the calendar, and whom they serve",
    "sources": "Where evidence and engagements come from",
}

FIELDS: Mapping[str, Mapping[str, Any]] = {
    "candidates.id": {"constraints": {**REQUIRED, "unique": True, **ID}},
    "candidates.kind": {"constraints": {**REQUIRED, "enum": ["country", "commitment", "theme"]}},
    "candidates.name": {"constraints": REQUIRED},
    "candidates.region": {"description": "One of OGP's four regions; blank for themes."},
    "candidates.subregion": {
        "description": "Part of its region that partners work across, for members; blank = none."
    },
    "candidates.country": {
        "description": "ISO 3166-1 alpha-3; blank for themes.",
        "constraints": {"pattern": "[A-Z]{3}"},
    },
    "candidates.status": {
        "description": "Membership in early 2020; a commitment has that of its member.",
        "constraints": {**REQUIRED, "enum": ["active", "inactive", "suspended", "withdrawn"]},
    },
    "candidates.incumbent": {
        "description": "In the list in force for 2020.",
        "constraints": {**REQUIRED, **YES_NO},
    },
    "candidates.incumbent_since": {
        "type": "year",
        "description": "Since when it is in that list.",
    },
    "candidates.level": {
        "description": "National or local member, or a commitment of one.",
        "constraints": {"enum": ["national", "local"]},
    },
    "candidates.income_group": {
        "description": "World Bank income group of the country, fiscal year 2020."
    },
    "candidates.cohort": {
        "description": "Years in which the member's action plans are due.",
        "constraints": {"enum": ["even", "odd"]},
    },
    "candidates.joined": {"type": "year", "description": "Year in which it joined, if known."},
    "candidates.in_transition": {
        "description": "Whether a political transition is a chance for reform; blank = not known.",
        "constraints": YES_NO,
    },
    "candidates.ap_number": {"type": "integer", "description": "Number of the action plan."},
    "candidates.year_submitted": {"type": "year"},
    "candidates.end_year": {"type": "year", "description": "Year in which the plan ends."},
    "candidates.considered_2020": {
        "description": "Named by the plan as under consideration for 2020.",
        "constraints": YES_NO,
    },
    "candidates.cross_cutting": {
        "description": "Cross-cutting priority of the plan.",
        "constraints": YES_NO,
    },
    "candidates.family": {"description": "Group of policy areas, for reading only."},
    "candidates.url": {"format": "uri"},
    "evidence.candidate": {"constraints": REQUIRED},
    "evidence.measure": {
        "description": "Id in the catalogue of measures (config/criteria.yaml).",
        "constraints": REQUIRED,
    },
    "evidence.value": {
        "type": "any",
        "description": "A number in the measure's unit, or the label of an ordinal level.",
        "constraints": REQUIRED,
    },
    "evidence.low": {"type": "number"},
    "evidence.high": {"type": "number"},
    "evidence.basis": {
        "constraints": {**REQUIRED, "enum": ["observed", "judgement", "assumption"]}
    },
    "evidence.source": {"constraints": REQUIRED},
    "evidence.as_of": {"constraints": {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}},
    "links.candidate": {"constraints": REQUIRED},
    "links.target": {"constraints": REQUIRED},
    "links.relation": {"constraints": {**REQUIRED, "enum": list(STANDARD_RELATIONS)}},
    "partners.id": {"constraints": {**REQUIRED, "unique": True, **ID}},
    "partners.name": {"constraints": REQUIRED},
    "partners.capacity": {
        "type": "number",
        "description": "Engagements it can lead in a period; blank = unknown.",
        "constraints": {"minimum": 0},
    },
    "engagements.partner": {"constraints": REQUIRED},
    "engagements.target": {
        "description": "Id of a candidate; or a region or subregion, across which it works.",
        "constraints": REQUIRED,
    },
    "engagements.service": {"description": "Id in config/services.yaml; blank = general."},
    "engagements.strength": {
        "type": "number",
        "constraints": {**REQUIRED, "minimum": 0, "maximum": 1},
    },
    "engagements.source": {"constraints": REQUIRED},
    "windows.candidate": {"constraints": REQUIRED},
    "windows.period": {
        "description": "Half-year of config/capacity.yaml.",
        "constraints": REQUIRED,
    },
    "windows.phase": {"description": "What happens then, in words."},
    "events.candidate": {"description": "Whom it serves.", "constraints": REQUIRED},
    "events.event": {"constraints": {**REQUIRED, **ID}},
    "events.name": {"constraints": REQUIRED},
    "events.period": {
        "description": "Half-year of config/capacity.yaml; blank = not on record. Where only the "
        "year is known, each of its half-years has a row.",
    },
    "events.opens": {
        "description": "The candidate is made at it, and can be supported only when it is open.",
        "constraints": YES_NO,
    },
    "sources.id": {"constraints": {**REQUIRED, "unique": True, **ID}},
    "sources.title": {"constraints": REQUIRED},
    "sources.url": {"format": "uri"},
    "sources.as_of": {
        "description": "What its rows without a date of their own speak of.",
        "constraints": {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"},
    },
}
"""Table.column → what its schema says beside the name; a column not listed is free text."""

KEYS: Mapping[str, list[str]] = {
    "candidates": ["id"],
    "evidence": ["candidate", "measure"],
    "links": ["candidate", "target", "relation"],
    "partners": ["id"],
    "engagements": ["partner", "target", "service"],
    "windows": ["candidate", "period"],
    "events": ["candidate", "event", "period"],
    "sources": ["id"],
}

FOREIGN_KEYS: Mapping[str, Mapping[str, str]] = {
    "evidence": {"candidate": "candidates", "source": "sources"},
    "links": {"candidate": "candidates", "target": "candidates"},
    "windows": {"candidate": "candidates"},
    "events": {"candidate": "candidates", "source": "sources"},
    "engagements": {"partner": "partners", "source": "sources"},
}


@dataclass(frozen=True)
class Package:
    """What is said of one bundled dataset as a whole."""

    name: str
    title: str
    description: str
    as_of: str
    """Day up to which its evidence counts."""
    columns: Mapping[str, Sequence[str]]
    """Table → its columns, in order."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Table → its title, where that is not of :data:`TITLES`."""
    fields: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Table.column → what its schema says beside the name, where it differs from :data:`FIELDS`."""


def descriptor(package: Package) -> dict[str, Any]:
    """Return the data package descriptor of a bundled dataset."""
    return {
        "profile": "tabular-data-package",
        "name": package.name,
        "title": package.title,
        "description": package.description,
        "version": "1.0.0",
        "as_of": package.as_of,
        "resources": [_resource(package, table) for table in package.columns],
    }


def _resource(package: Package, table: str) -> dict[str, Any]:
    """Return the resource of one table: its file, its schema and its keys."""
    known = {**FIELDS, **package.fields}
    schema: dict[str, Any] = {
        "fields": [
            {"name": column, "type": "string", **known.get(f"{table}.{column}", {})}
            for column in package.columns[table]
        ],
        "missingValues": [""],
        "primaryKey": KEYS[table],
    }
    if table in FOREIGN_KEYS:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": target, "fields": ["id"]}}
            for column, target in FOREIGN_KEYS[table].items()
        ]
    return {
        "name": table,
        "path": f"{table}.csv",
        "title": {**TITLES, **package.titles}[table],
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "doubleQuote": True, "lineTerminator": "\n"},
        "schema": schema,
    }


def write_descriptor(package: Package, path: Path) -> None:
    """Write ``datapackage.json``."""
    text = json.dumps(descriptor(package), indent=2, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")
