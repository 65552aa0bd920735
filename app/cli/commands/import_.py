"""``focus import``: OGP's own exports and published indices, as they come, over a dataset."""

from dataclasses import dataclass
from pathlib import Path

from app.cli.options import AsJson, argument, given, options, switch


@dataclass(frozen=True)
class ImportOptions:
    """The options of the command itself, as typed."""

    what: str = argument(
        "WHAT", "ogp: exports of OGP's commitments; indicators: published indices."
    )
    exports: list[Path] = argument("FILE…", "Exports or tables of indices, unedited.")
    out: Path | None = given(
        "DIR", "Folder of the dataset to make. Default: only say what would change."
    )
    years: str | None = given(
        "FIRST..LAST",
        "Years of submission of the commitments that become candidates (default: those that the "
        "dataset has), or years of the figures (default: those later than all that it has on a "
        "measure).",
    )
    as_of: str | None = given(
        "DATE",
        "Up to when what is known usually counts in the dataset made with indices. Default: the "
        "end of the last year taken.",
    )
    sheet: str = given(
        "NAME", "Sheet of a workbook of an index. Default: the first with a table.", value=""
    )
    plan: bool = switch("Also say what that does to the plan.")
    yes: bool = switch("Take it over without being asked.")
    data: Path | None = given(
        "DIR", "Folder of the dataset that it is laid over. Default: the bundled one."
    )
    config: Path | None = given("DIR", "Folder of the configuration. Default: the bundled one.")


@options(levers=(), search=())
def import_(*, wanted: ImportOptions, as_json: AsJson = False) -> None:
    """Lay exports or indices over a dataset: say what changes, and take it over once confirmed.

    Examples:
      focus import ogp ogpirm_live_data.csv commitments.csv
          What both would change in the bundled dataset; nothing is written.

      focus import ogp commitments.csv --years 2018..2022 --out mine-2022 --yes
          More years of commitments, as a dataset of its own, without being asked.

      focus import indicators wgi.csv cpi.csv --years 2020..2021 --out mine-2021 --yes
          Figures of later years beside those that the bundled dataset has. Afterwards, focus
          reassess --data mine-2021 --before-as-of 2020 says what they change.

    OGP: it knows the database of 2011-2014 and the export of 2024 by their columns, in any
    encoding, with any separator, or as a workbook. Codings, links to members and themes, shares of
    ambitious and completed commitments and supporting organisations follow from them as in the
    bundled dataset; all else stays as it is. Rows of places that are no members there
    are left out, and told.

    Indices: it knows V-Dem, the Worldwide Governance Indicators, the Corruption Perceptions Index,
    Freedom in the World, the WJP Rule of Law Index, the Open Budget Survey, the World Press Freedom
    Index and the UN's e-participation index by their columns (docs/data.md). Which measures they
    feed stands in indicators.yaml of the configuration. Published uncertainty becomes the range.

    Exit status: 0 done, or not confirmed; 2 an input is not as it must be.
    """
    from app.cli.importing import bring_in

    bring_in(wanted, as_json=as_json)
