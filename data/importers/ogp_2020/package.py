"""The bundled dataset of 2020 as a data package."""

from data.importers.ogp_2020.build import build
from data.importers.ogp_2020.plan import CYCLE
from data.importers.ogp_2020.tables import COLUMNS
from data.importers.package import Package
from data.importers.rebuild import Rebuild

PACKAGE = Package(
    name="ogp-2020",
    title="Open Government Partnership, 2020 annual cycle",
    description=(
        "Members, commitments and policy areas of early 2020 with public evidence. "
        "SOURCES.md says what the sample is and is not."
    ),
    as_of=CYCLE,
    columns=COLUMNS,
)

REBUILD = Rebuild(PACKAGE, build, "data.importers.ogp_2020")
