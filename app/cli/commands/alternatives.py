"""``focus alternatives``: good plans that really differ from the best one."""

from app.cli.options import Asked, Out, given, options, usual


@options(ends=True)
def alternatives(
    *,
    number: int = usual(3, "N", "How many to look for.", "--number", "-n"),
    differ: int = usual(3, "D", "Least focus areas in which any two differ."),
    favour: str | None = given(
        "COLUMN=VALUE", "Instead: as many as can be of a kind or region, as in kind=country."
    ),
    within: str = usual("2%", "SHARE", "What --favour may give up of the best plan's value."),
    asked: Asked,
    out: Out,
) -> None:
    """Show the next-best plans that really differ, and what each gives up.

    Examples:
      focus alternatives
          Three plans, each at least three focus areas away from the best one and each other.

      focus alternatives -n 5 --differ 6
          Five that differ more.

      focus alternatives --favour "region=Africa and the Middle East" --within 1%
          A plan within 1 % of the best with as many of that region as can be.

    Each further plan takes some seconds on the bundled data.
    """
    from app.cli.asking import Asking
    from app.cli.reading import Reader
    from questions.alternatives import AlternativesQuestion, FavouringQuestion, favours
    from reports.alternatives import favouring, report

    reader = Reader(asked, out)
    limits = reader.limits()
    reader.within("--number", number)
    reader.within("--differ", differ)
    share = reader.share("--within", within, 0.0, "Write 2% or 0.02.")
    favoured, offered = None, {} if favour is None else favours(reader.study)
    if favour is not None:
        text = "=".join(part.strip() for part in favour.split("="))
        favoured = reader.name("--favour", text, offered, "a kind or a region")
    asking = Asking.of(reader, limits)
    about = asking.about if asked.gap is None else {**asking.about, "effort": limits.each}
    if favoured is None:
        several = asking.about_plan(
            AlternativesQuestion(**about, number=number, differ=differ),
            f"Looking for {number} other plans",
        )
        answered = bool(several)
        told = report(
            several or (), asking.setting, plan=asking.brief, asked=number, differ=differ,
            stopped=asking.stop.by,
        )  # fmt: skip
    else:
        label = offered[favoured]
        one = asking.about_plan(
            FavouringQuestion(**about, favour=favoured, share=share),
            f"Looking for a good plan with more of {label}",
        )
        answered = one is not None
        told = favouring(
            one, asking.setting, plan=asking.brief, favour=favour or favoured, label=label,
            stopped=asking.stop.by,
        )  # fmt: skip
    asking.tell(told, out, answered=answered or asking.stop.by is None)
