"""The bundled dataset of 2020 as a data package."""

from data.importers.ogp_2020.build import build
from data.importers.ogp_2020.plan import CYCLE
from data.importers.ogp_2020.tables import COLUMNS
from data.importers.package import REQUIRED, Package
from data.importers.rebuild import Rebuild
from data.tables import STANDARD_RELATIONS

PACKAGE = Package(
    name="ogp-2020",
    title="Open Government Partnership, 2020 annual cycle",
    description=(
        "Members, commitments, policy areas and moves of global advocacy of early 2020 with "
        "public evidence. "
        "SOURCES.md says what the sample is and is not."
    ),
    as_of=CYCLE,
    columns=COLUMNS,
    titles={
        "candidates": "What could become a focus area: members, commitments, policy areas, moves",
        "links": "Where a commitment lies, which policy areas it touches, whom a move serves, and "
        "what members have committed on",
    },
    fields={
        "candidates.kind": {
            "constraints": {**REQUIRED, "enum": ["country", "commitment", "theme", "advocacy"]}
        },
        "candidates.region": {
            "description": "One of OGP's four regions; blank for themes and moves."
        },
        "candidates.country": {
            "description": "ISO 3166-1 alpha-3; blank for themes and moves.",
            "constraints": {"pattern": "[A-Z]{3}"},
        },
        "links.relation": {"constraints": {**REQUIRED, "enum": [*STANDARD_RELATIONS, "serves"]}},
    },
)

REBUILD = Rebuild(PACKAGE, build, "data.importers.ogp_2020")
