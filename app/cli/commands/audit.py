"""``focus audit``: is the ranking sound? The ten steps of the OECD/JRC Handbook."""

from app.cli.options import Asked, Kind, Out, given, options, usual


@options(levers=("weights", "measures"), search=())
def audit(
    *,
    asked: Asked,
    kind: Kind = None,
    draws: int | None = given(
        "N", "Rows of six rankings each, for the doubt; more are more precise. Default: 200."
    ),
    seed: int = usual(0, "N", "The same seed gives the same rows."),
    out: Out,
) -> None:
    """Say whether the rankings are sound, step by step as the OECD/JRC Handbook asks.

    Examples:
      focus audit --kind country
          What counts and why, what is known, what stands in for what is missing, which criteria
          say the same, what other scales and other ways of adding up would do, what moves the
          scores, where the doubt comes from, what else the scores go with, and what is not done.

      focus audit --save audit.docx
          Every kind, as a document; .xlsx has every table.

      focus audit --kind theme --weight collaboration=10%
          The same with other weights.

    It takes some seconds for each kind on the bundled data. The same seed gives the same answer.

    Exit status: 0 done, 2 an input is not as it must be.
    """
    from app.cli.reading import Reader
    from app.cli.render import show
    from app.export.takeaway import Takeaway
    from questions.asking import ask
    from questions.audit import AuditQuestion
    from questions.jobs import JobQueue
    from reports.audit import of_kinds
    from reports.setting import Setting
    from reports.source import source_line
    from scoring.method_doubt import ROWS

    reader = Reader(asked, out)
    reader.within("--draws", draws)
    reader.within("--seed", seed)
    study, kind = reader.study, reader.kind(kind)
    scenario = reader.scenario(kind=kind)
    queue = JobQueue(cores=0)
    kinds = [name for name in study.configuration.criteria.kinds if kind in (None, name)]
    found = [
        ask(
            study,
            AuditQuestion(scenario=scenario, kind=name, rows=draws or ROWS, seed=seed),
            queue=queue,
        ).result
        for name in kinds
    ]
    told = of_kinds(found, Setting(study, scenario, queue=queue))
    show(Takeaway(told, source_line(study)), out)
