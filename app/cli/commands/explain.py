"""``focus explain``: why a candidate is in or out, and what capacities and rules cost."""

from app.cli.options import Asked, Out, argument, options, switch


@options(ends=True)
def explain(
    *,
    candidates: list[str] | None = argument(
        "[ID]...", "Candidates: ids, their last part or names.", optional=True
    ),
    capacities: bool = switch("What one more unit of each team and fund would buy, up to where."),
    rules: bool = switch("What each rule and lock costs, by itself and added one by one."),
    levers: bool = switch("What each team and fund that a lever gives more or less did."),
    card: bool = switch("Besides, all that is known of the candidate: score, evidence, partners."),
    asked: Asked,
    out: Out,
) -> None:
    """Say why a candidate is in the plan or not, and what overruling that would cost.

    Examples:
      focus explain KEN
          In or out, the price of overruling, who makes room, the score at which it changes sides.

      focus explain KEN --card
          Also what its score is made of, down to source and date, services and partners.

      focus explain KEN --out GHA
          The same where Ghana must not be in. All levers of focus plan are understood.

      focus explain --capacities
          What one more staff-week or USD 10,000 would buy, and where more stops helping.

      focus explain --rules
          The plan without rules, then the price of each as it is added.

      focus explain --levers --capacity europe+=2 --fund core-=50000
          What two weeks more bought, and what USD 50,000 less cost.

      focus explain KEN --gap 0
          Exact prices, however long that takes.

    Every price is what was found and, where the search leaves a gap, what is proven.
    Where no plan meets all conditions: the smallest sets of them to give up.

    It takes a plan and some more for each price: about a quarter of a minute for one candidate on
    the bundled data, longer for --capacities, --rules and --levers.
    """
    from app.cli.explaining import answer

    wanted = {"capacities": capacities, "rules": rules, "levers": levers}
    parts = [name for name, is_wanted in wanted.items() if is_wanted]
    answer(asked, candidates or [], parts, card=card, out=out)
