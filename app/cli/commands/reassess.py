"""``focus reassess``: what changed since the last round, and why."""

import dataclasses
from pathlib import Path

from app.cli.failure import finish
from app.cli.options import Asked, Kept, Out, given, options


@options(ends=True)
def reassess(
    *,
    before_data: Path | None = given(
        "DIR", "Folder of the earlier round's dataset. Default: the same as now."
    ),
    before_config: Path | None = given(
        "DIR", "Folder of the earlier round's configuration. Default: the same as now."
    ),
    before_as_of: str | None = given(
        "DATE", "The earlier round as of then. Default: as now, or as its own folder says."
    ),
    since: str | None = given(
        "ROUND",
        "Instead of files: a round out of the records, as it was kept; last = the one that was "
        "closed last.",
        "--round",
    ),
    years: str | None = given(
        "YEARS",
        "Instead of an earlier round: the lists of later years, one after the other, as "
        "2021,2022,2023 or 2021..2023.",
    ),
    noise: int | None = given(
        "N",
        "Also tell how many changes doubt alone would have made of the earlier list, by N draws "
        "of its weights and of what was not known (40, say).",
    ),
    kept: Kept,
    asked: Asked,
    out: Out,
) -> None:
    """Say who enters and leaves against an earlier round, and what each change comes from.

    The levers are those of the round now; the earlier one is planned as its files, or as the
    records, say.

    Examples:
      focus reassess --before-data last/data --before-config last/config
          Every change put down to evidence, list in force, weights, capacity and rules.

      focus reassess --capacity europe-=20 --weight country.influence=0.4 --in GHA
          The bundled plan without levers against the one with them: which lever did what.

      focus reassess --evidence evidence.csv
          One new table of evidence against the dataset without it: what it changes, and why.

      focus reassess --before-as-of 2019
          The same tables as of the end of 2019: what has become known since, and what it did.

      focus reassess --round last --data mine --config mine/settings
          What changed since the round that was closed last: its data, configuration, levers and
          accepted ratings come out of the records.

      focus reassess --years 2021..2023
          The lists of three more years as these criteria would have them, with what was known each
          year: who enters, who leaves, why, and what holding still would have cost.

      focus reassess --cycle strategy-2023 --as-of 2020 --years 2021,2022
          What the criteria of the draft strategy would have said in 2020 and after, with what was
          known each year; it says of which measures nothing was known yet.

    Every mix of the two rounds is planned: with all five causes different that is 32 plans.

    Each of them takes some seconds on the bundled data.
    """
    from app.cli.asking import Asking
    from app.cli.looking_back import earlier_round
    from app.cli.reading import Reader
    from app.cli.render import show
    from optimizer.attribution import ATTRIBUTION
    from optimizer.study import BASELINE
    from questions.churn import churn_question
    from questions.reassess import ReassessQuestion
    from reports.churn import of_rounds
    from reports.reassess import report
    from reports.setting import Setting

    reader = Reader(asked, out)
    if years is not None:
        from app.cli.years import year_after_year

        others = {"--before-data": before_data, "--before-config": before_config,
                  "--before-as-of": before_as_of, "--round": since,
                  "--evidence": asked.evidence, "--noise": noise}  # fmt: skip
        year_after_year(reader, years, others, out)
        return
    limits = reader.limits(each=ATTRIBUTION)
    reader.within("--noise", noise)
    study = earlier = reader.study
    files = {
        "--before-data": before_data,
        "--before-config": before_config,
        "--before-as-of": before_as_of,
    }
    before = earlier_round(reader, kept, since, files)
    if before is not None:
        earlier = before.rated
    elif any(one is not None for one in (*files.values(), asked.evidence)):
        as_of = before_as_of or (asked.as_of if before_data is None else None)
        earlier = reader.opened(
            before_data or asked.data, before_config or asked.config, as_of, "--before-as-of"
        )
    asking = Asking.of(reader, limits)
    levers = BASELINE if before is None else before.round.scenario
    question = ReassessQuestion.since(
        earlier, asking.scenario, limits.plan, limits.each, before=levers
    )
    found = asking.ask(question, "Planning what lies between")
    told = report(
        found,
        Setting(study, asking.scenario, queue=asking.queue),
        earlier=Setting(earlier, levers, queue=asking.queue),
        since=before,
        causes=question.rounds(study).causes,
        stopped=asking.stop.by,
    )
    if noise is not None and found is not None and found.attribution is not None:
        study, drawn = churn_question(
            *(earlier, levers, found.attribution.before.ids), plan=limits.plan, draws=noise
        )
        other = dataclasses.replace(asking, study=study, scenario=drawn.scenario)
        sample = other.ask(drawn, "Planning the earlier round again")
        if sample is not None:
            drawn_told = of_rounds(sample, drawn, found, Setting(study, drawn.scenario))
            told = told.followed_by(drawn_told)
    show(asking.taken(told), out)
    finish(answered=found is not None and found.attribution is not None)
