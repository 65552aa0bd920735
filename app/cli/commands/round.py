"""``focus round``: a round from opening to close, from the command line."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import (
    AsJson,
    Asked,
    Kept,
    Later,
    Out,
    argument,
    given,
    group_of,
    option,
    options,
    switch,
    usual,
    word,
)  # fmt: skip

if TYPE_CHECKING:
    from app.cli import looking_back
    from app.cli import round as work
else:
    looking_back, work = Later("app.cli.looking_back"), Later("app.cli.round")

round = group_of("A round: open it, rate, review, decide, close it, and find it again.")  # noqa: A001
Which = Annotated[
    str | None,
    option("ROUND", "Which round. Default: the one that is going on, else the latest.", "--round"),
]
Closed = Annotated[
    str | None, option("ROUND", "Which round. Default: the one that was closed last.", "--round")
]
Because = Annotated[str, option("TEXT", "Why, in a few words.", "--because")]
TakeBack = Annotated[bool, typer.Option("--take-back", help="Take it back.")]
All = Annotated[bool, typer.Option("--all", help="Show tables whole.")]

Draws = Annotated[
    int,
    typer.Option(metavar="N", help="Best lists that tell how sure each area is; 0 = not now."),
]
USUAL_DRAWS = 100
Candidate = Annotated[str, word("CANDIDATE", "An id, its last part, or a name.")]
Region = Annotated[
    str | None,
    word("REGION", "A region, by its name or its first word. Default: your own; none = themes."),
]


@dataclass(frozen=True)
class OneAct(Kept):
    """On which round somebody acts, in whose records, and how it is told."""

    which: Which = None
    as_json: AsJson = False


@dataclass(frozen=True)
class Rated:
    """A rating as typed."""

    candidate: Candidate
    measure: str = argument("MEASURE", "A measure, by id or label.")
    value: str | None = argument("VALUE", "A number, or the name of a level.", optional=True)
    low: str | None = given("NUMBER", "The least that it could be.")
    high: str | None = given("NUMBER", "The most that it could be.")
    reason: Because = ""
    take_back: TakeBack = False


@dataclass(frozen=True)
class Opened:
    """What a round is opened with, as typed."""

    name: str = argument("NAME", "What it is called in addresses, as 2021-annual.")
    title: str | None = given("TEXT", "What people read. Default: the name.")
    rating_until: str | None = given("DAY", "Last day of ratings, 2020-02-20.")
    review_until: str | None = given("DAY", "Last day of the review.")
    after: str | None = given(
        "ROUND",
        "The round before: its list is in force, and what it knew is known, unless --data names a "
        "newer dataset.",
    )
    draws: Draws = USUAL_DRAWS


@round.command("open")
@options()
def open_(*, opened: Opened, kept: Kept, asked: Asked, as_json: AsJson = False) -> None:
    """Open a round: the dataset, the configuration and the recommended plan are kept.

    Then how sure each area is: about half a second of processor time for each draw on the bundled
    data. Ctrl-C leaves that away, and the round is open; focus round shares keeps it later.

    Examples:
      focus round open 2020-annual --title "Annual round 2020" --review-until 2020-03-12
          On the bundled data; what is recommended is planned first.

      focus round open 2021-annual --after 2020-annual
          On what the round before knew, its ratings included; its list is in force.

      focus round open 2021-annual --after 2020-annual --evidence new.csv
          The same with new evidence laid over it; --data names a new dataset altogether.

    Quorum, agreement and names come from rounds.yaml of the configuration.

    Exit status: 0 done, 1 there is no plan, 2 an input is not as it must be, 3 it may not be done.
    """
    work.open_round(asked, opened, kept, as_json=as_json)


@round.command("list")
@options()
def list_(*, kept: Kept, as_json: AsJson = False) -> None:
    """List all rounds.

    Examples:
      focus round list
          Every round, the latest first, with its state.
    """
    work.every_round(kept, as_json=as_json)


@round.command()
@options()
def status(
    *,
    which: Which = None,
    opening: bool = switch("Instead: what it was opened with."),
    kept: Kept,
    out: Out,
) -> None:
    """Say where a round stands: state, days, who is waited for, the list, who has signed.

    Examples:
      focus round status
          The round that is going on.

      focus round status --round 2020-annual --opening
          What a round was opened with: dates, people, recusals, the recommended plan.
    """
    work.status(kept, which, out, opening=opening)


@round.command()
@options()
def begin(
    *, state: str = argument("rating|review", "What begins."), words: Because = "", act: OneAct
) -> None:
    """Let people rate, or end the ratings and begin the review.

    Examples:
      focus round begin rating
          From a draft to ratings.

      focus round begin review --as lea
          From ratings to stances.
    """
    work.begin(act, state, words)


@round.command()
@options()
def decide(*, words: Because = "", draws: Draws = USUAL_DRAWS, act: OneAct) -> None:
    """End the review: from here on only leadership departs from the plan, and signs.

    Where ratings were accepted, it is worked out and kept anew how sure each area is; Ctrl-C leaves
    that away.

    Examples:
      focus round decide --as lea
          From the review to the decision.
    """
    work.move(act, "decided", words, draws=draws)


@round.command()
@options()
def close(*, words: Because = "", act: OneAct) -> None:
    """Close the round: nothing in it can be changed any more.

    Examples:
      focus round close --as lea --because "Adopted by the Steering Committee."
          The last step. The minutes stay: focus round minutes.
    """
    work.move(act, "closed", words)


@round.command()
@options()
def ratings(
    *, region: Region = None, every: All = False, which: Which = None, kept: Kept, out: Out
) -> None:
    """Show the ratings of a region: what is missing, how far people agree, what that does.

    Examples:
      focus round ratings Africa --as ann
          What others rate is shown once one's own rating of the same is in.
    """
    work.show_ratings(kept, which, region, out, every=every)


@round.command()
@options()
def rate(*, typed: Rated, act: OneAct) -> None:
    """Rate what only people can rate, with a reason.

    Examples:
      focus round rate KEN political_will strong --because "New minister." --as ann
          A level by its name; numbers are understood where the measure has them.

      focus round rate KEN political_will --take-back --as ann
          Take one's own rating back.
    """
    work.rate(act, typed)


@round.command()
@options()
def accept(*, typed: Rated, act: OneAct) -> None:
    """Take over what a panel agreed on: it counts as evidence from then on.

    Examples:
      focus round accept KEN political_will --because "Talked it over." --as ann
          The panel's median, with its range.

      focus round accept KEN political_will strong --because "Talked it over." --as ann
          Another value.
    """
    work.accept(act, typed)


@round.command()
@options()
def review(
    *, region: Region = None, every: All = False, which: Which = None, kept: Kept, out: Out
) -> None:
    """Show the review of a region: who is recommended, what is said of them, most disputed first.

    Examples:
      focus round review Africa --as ann
          What others say of a candidate is shown once one's own stance on it is in.
    """
    work.show_review(kept, which, region, out, every=every)


@round.command()
@options()
def stance(
    *,
    candidate: Candidate,
    said: str | None = argument("agree|object|cannot-say", "What you say of it.", optional=True),
    about: str | None = given(
        "WHAT", "What is objected to: figure, rating, partner, rule, other.", "--to"
    ),
    words: Because = "",
    take_back: TakeBack = False,
    act: OneAct,
) -> None:
    """Say what you think of a candidate: agree, object or cannot say.

    Examples:
      focus round stance KEN agree --as ann
          That it should be a focus area.

      focus round stance KEN object --to figure --because "The forum has not met." --as bo
          An objection needs a reason, and says what it objects to.
    """
    work.take_stance(act, candidate, said, about, words, take_back=take_back)


@round.command()
@options()
def recuse(
    *, candidate: Candidate, words: Because = "", take_back: TakeBack = False, act: OneAct
) -> None:
    """Say that you do not count on a candidate, besides what your interests say already.

    Examples:
      focus round recuse KEN --because "I advise its government." --as bo
          Shown to all, with the count that includes you.
    """
    work.recuse(act, candidate, words, take_back=take_back)


@round.command()
@options()
def override(
    *,
    candidate: Candidate,
    direction: str | None = argument("in|out", "What is decided.", optional=True),
    reason: Because = "",
    take_back: TakeBack = False,
    act: OneAct,
) -> None:
    """Depart from the plan, with a reason: what it costs is worked out and kept.

    Examples:
      focus round override TUN in --because "Promised in 2019." --as ann
          In, against the plan.

      focus round override TUN --take-back --as ann
          The plan holds again.

    It takes some five seconds on the bundled data.

    Exit status: 0 done, 1 there is no plan with it, 2 an input is not as it must be, 3 it may not
    be done.
    """
    work.override(act, candidate, direction, reason, take_back=take_back)


@round.command()
@options()
def sign(
    *,
    region: Region = None,
    whole: bool = switch("The whole list, for leadership, once it is decided."),
    words: Because = "",
    act: OneAct,
) -> None:
    """Sign the list on the table: a region's, or the whole.

    Examples:
      focus round sign Africa --as ann
          By the chair, while the round is in review.

      focus round sign Africa --because "Time is up." --as ann
          With fewer answers than rounds.yaml asks for: the words stand in the minutes.

      focus round sign --whole --as lea
          By leadership; this is the list in force of the next round.
    """
    work.sign(act, region, words, whole=whole)


@round.command()
@options()
def shares(
    *,
    draws: int = usual(USUAL_DRAWS, "N", "Best lists that tell how sure each area is, at least."),
    which: Which = None,
    kept: Kept,
    out: Out,
) -> None:
    """Tell how sure each area of a round is; where that is not kept yet, work it out and keep it.

    Examples:
      focus round shares --as lea
          The share of the best lists of 100 draws that has each area.

      focus round shares --round 2019-annual --draws 400 --as lea
          Of a round that is closed, and more exactly.

    It is worked out from what the round kept, so that it can be done at any time. focus learn
    --stated rounds says later whether shares held.
    """
    work.shares(kept, which, draws, out)


@round.command()
@options()
def minutes(*, which: Which = None, kept: Kept, out: Out) -> None:
    """Tell what was decided, on which data, by whom and why.

    Examples:
      focus round minutes
          The round that is going on, or the latest.

      focus round minutes --round 2020-annual --save minutes.docx --save minutes.html
          As a document, and as a page that prints on A4 and Letter, with all hashes.
    """
    work.minutes(kept, which, out)


@round.command()
@options(levers=())
def regret(*, which: Closed = None, kept: Kept, asked: Asked, out: Out) -> None:
    """Say what the departures from a round's plan cost: then, and with the evidence of today.

    Examples:
      focus round regret --data mine
          The round that was closed last, seen with today's tables.

      focus round regret --round 2020-annual
          Another one; everything but the evidence is as it was then.

    It takes some five seconds for each departure on the bundled data.
    """
    looking_back.regret(asked, kept, which, out=out)


@round.command()
@options()
def outcome(
    *,
    what: str = argument("FILE|status", "A CSV table of outcomes; or what is there."),
    which: Closed = None,
    kept: Kept,
    out: Out,
) -> None:
    """Record what became of a round's list: services, weeks and money, results; against plan.

    Examples:
      focus round outcome outcomes.csv --as lea
          Takes candidate, period, measure, value, source and note of each row.

      focus round outcome status --round 2020-annual
          What was planned, what was delivered and used, what is not told yet.

    A table that is not as it must be is told whole, and nothing of it is kept. The same table
    again changes nothing.
    """
    looking_back.outcome(kept, which, what, out=out)


@round.command()
@options()
def comments(
    *,
    what: str = argument("FILE|status", "A CSV table of comments; or what is there."),
    which: Which = None,
    kept: Kept,
    out: Out,
) -> None:
    """Bring what the public says of the list from a table, or tell what it says.

    Examples:
      focus round comments survey.csv --as una
          Takes candidate, view (agree, disagree, comment), words, name, votes and id of each row.

      focus round comments status
          Totals by candidate, and the comments.

    What the public says counts in no score and no stance. The same table again brings nobody new.
    """
    looking_back.comments_of(kept, which, what, out=out)
