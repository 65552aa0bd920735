"""``focus brief``: two pages for whoever has to defend the list, or to take part in choosing it."""

from dataclasses import dataclass

from app.cli.options import Asked, Kept, Out, given, options, usual


@dataclass(frozen=True)
class BriefOptions:
    """The options of the command itself, as typed."""

    region: str | None = given("REGION", "Only what concerns one region: its name or first word.")
    which: str | None = given(
        "ID", "A round of the records, with what was said and decided in it.", "--round"
    )
    draws: int = usual(100, "N", "Best lists that tell how sure each is; 0 = leave it away.")
    others: int = usual(2, "N", "Other lists that are looked for; 0 = none.")


@options(ends=True)
def brief(*, wanted: BriefOptions, asked: Asked, kept: Kept, out: Out) -> None:
    """Write the brief: the list, why, how sure, on what grounds, who objected, what else there was.

    Examples:
      focus brief --save brief.docx
          The recommended list of the bundled data, as a Word document of two pages.

      focus brief --region Africa --draws 0
          Only what concerns one region, and without draws: some seconds.

      focus brief --round 2020-annual --save brief.docx --save brief.html
          The list of a round: who objected, what was overridden at what price, who signed.

    It takes a plan, two others, and a plan for each draw: about a minute on the bundled data.
    """
    from app.cli.brief import tell

    tell(wanted, asked, kept, out)
