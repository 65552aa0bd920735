"""The bundled dataset of the draft strategy as a data package."""

from data.importers.ogp_2020.tables import COLUMNS as COLUMNS_2020
from data.importers.ogp_2023.build import build
from data.importers.ogp_2023.strategy import CYCLE, KINDS
from data.importers.package import REQUIRED, YES_NO, Package
from data.importers.rebuild import Rebuild

COLUMNS = {
    **{
        table: columns
        for table, columns in COLUMNS_2020.items()
        if table not in ("windows", "events")
    },
    "candidates": (
        "id", "kind", "name", "region", "subregion", "country", "status", "status_since",
        "incumbent", "level", "income_group", "state_capacity", "lead", "family",
        "challenge_2023", "url",
    ),
}  # fmt: skip

PACKAGE = Package(
    name="ogp-2023",
    title="Open Government Partnership, strategy 2023-2028 (draft)",
    description=(
        "Members, policy areas, platforms and actions beyond plans as the draft strategy of early "
        "2023 speaks of them, with public evidence. SOURCES.md says what the sample is and is not."
    ),
    as_of=CYCLE,
    columns=COLUMNS,
    titles={
        "candidates": "What could get deepened support: members, actions, themes, platforms",
        "links": "Where a member or an action lies, and which policy areas it touches",
    },
    fields={
        "candidates.kind": {"constraints": {**REQUIRED, "enum": list(KINDS)}},
        "candidates.status": {
            "description": "Membership in early 2023, as far as it is on record.",
            "constraints": {
                **REQUIRED,
                "enum": ["active", "inactive", "suspended", "withdrawn", "prospective"],
            },
        },
        "candidates.status_since": {"description": "Since when it has its status."},
        "candidates.incumbent": {
            "description": "No list is in force: the strategy is a draft.",
            "constraints": {**REQUIRED, **YES_NO},
        },
        "candidates.level": {
            "description": "National or local; for actions, of whose country or place.",
            "constraints": {"enum": ["national", "local"]},
        },
        "candidates.income_group": {
            "description": "World Bank income group, of the list at hand (after 2022)."
        },
        "candidates.state_capacity": {
            "description": "Third of the world by government effectiveness, WGI 2022.",
            "constraints": {"enum": ["low", "medium", "high"]},
        },
        "candidates.lead": {"description": "Institution that leads an action."},
        "candidates.challenge_2023": {
            "description": "Nearest to one of the ten areas of the Open Gov Challenge, late 2023.",
            "constraints": YES_NO,
        },
    },
)

REBUILD = Rebuild(PACKAGE, build, "data.importers.ogp_2023")
