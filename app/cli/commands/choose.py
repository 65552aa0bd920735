"""``focus choose``: which weights does somebody mean, by easy questions?"""

from app.cli.options import Asked, Out, given, options, usual


@options(search=(), ends=True)
def choose(
    *,
    asked: Asked,
    kind: str | None = given("KIND", "The kind whose weights are asked. Default: the first."),
    answers: list[str] | None = given(
        "TEXT",
        "What was answered so far, once for each question: 'FIRST over SECOND on A/B', with like "
        "for about the same, or for cannot say.",
        "--answer",
    ),
    seed: int = usual(0, "N", "The same seed asks the same."),
    out: Out,
) -> None:
    """Find the weights that somebody means, by choosing between two candidates at a time.

    Examples:
      focus choose --kind country
          The first question: two countries of which each is better on one criterion. In a terminal
          it goes on asking until the plan is settled.

      focus choose --kind country --answer "KEN over GHA on ability_to_help/stability"
          The next question after one answer; what the answers say of weights and plan.

    Asked is what tells most about who is in the plan; it ends when no weights that fit the answers
    change it much, not when the weights are known. Answers that cannot all hold are named.

    The first question takes some plans: half a minute on the bundled data. The same answers and
    seed give the same question.
    """
    from app.cli.choosing import ask_about

    ask_about(asked, kind, tuple(answers or ()), seed, out)
