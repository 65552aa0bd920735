"""Answers under the key of their question: result, proof, engine, work."""

from typing import Any

import sqlalchemy as sql
from pydantic import BaseModel
from sqlalchemy.engine import Connection

from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.answer import Answer
from questions.plan import Planned, PlanQuestion
from questions.question import Question, moved_levers, plain
from questions.shares import Shares, SharesQuestion
from records.permissions import Act
from records.schema import answers
from records.store import Records, Writer
from records.trail import canonical


def keep(writer: Writer, study: Study, answer: Answer[Any]) -> str:
    """Keep a final answer, unless it is there already; return its key.

    Raises:
        ValueError: it was stopped early, or its result is no frozen value.
    """
    if not answer.final or not isinstance(answer.result, BaseModel):
        msg = f"only final answers are kept, not this one of {answer.question.name!r}"
        raise ValueError(msg)
    key, question = answer.question.key(study), answer.question
    there = sql.select(answers.c.act).where(answers.c.key == key)
    if writer.connection.execute(there).first() is None:
        proof = answer.proof
        writer.add(
            "answers",
            key=key,
            question=question.name,
            asked=_asked(question),
            result=answer.result.model_dump_json(),
            proof="" if proof is None else proof.model_dump_json(),
            engine=answer.engine,
            work=answer.work.model_dump_json(),
            dataset=answer.inputs.dataset,
            configuration=answer.inputs.configuration,
        )
    return key


def _asked(question: Question[Any]) -> str:
    """Return what was asked, as canonical JSON: parameters and levers."""
    parameters = {
        name: plain(getattr(question, name))
        for name in type(question).model_fields
        if name != "scenario"
    }
    return canonical({"parameters": parameters, "scenario": moved_levers(question.scenario)})


def keep_alone(records: Records, who: str, about: str, study: Study, answer: Answer[Any]) -> None:
    """Keep an answer for whoever looks at a round later, as an act of its own.

    Raises:
        RefusedError: they may not.
        ValueError: it was stopped early.
    """
    with records.writing(who, Act.KEEP_ANSWER, about) as writer:
        writer.allow()
        keep(writer, study, answer)


def plan_of(connection: Connection, study: Study, question: Question[Planned]) -> Planned | None:
    """Return the plan that was kept of a study, whichever version found it; None of none."""
    row = _kept(connection, study, question)
    return None if row is None else Planned.model_validate_json(row.result)


def engine_of(connection: Connection, study: Study, question: Question[Planned]) -> str:
    """Return the versions that found the plan that was kept of a study; blank of none."""
    row = _kept(connection, study, question)
    return "" if row is None else str(row.engine)


def shares_of(connection: Connection, study: Study, scenario: Scenario) -> Shares | None:
    """Return how sure each area of a study is, of the most draws that were kept; None of none."""
    rows = connection.execute(_about(study, SharesQuestion.name))
    found = [(Shares.model_validate_json(row.result), row.asked) for row in rows]
    asked = [
        one
        for one, text in found
        if text == _asked(SharesQuestion(scenario=scenario, draws=one.draws))
    ]
    return max(asked, key=lambda one: one.draws, default=None)


def _kept(
    connection: Connection, study: Study, question: Question[Planned]
) -> sql.Row[Any, Any] | None:
    own = _about(study, question.name).where(answers.c.asked == _asked(question))
    return connection.execute(own.limit(1)).first()


def _about(study: Study, question: str) -> sql.Select[Any]:
    """Select what was kept of a question of this name on a study, the earliest first."""
    return (
        sql.select(answers.c.result, answers.c.engine, answers.c.asked)
        .where(
            answers.c.question == question,
            answers.c.dataset == study.dataset_hash,
            answers.c.configuration == study.configuration_hash,
        )
        .order_by(answers.c.act)
    )


def planned(connection: Connection, key: str) -> Planned | None:
    """Return a plan that was kept; None where there is none under this key."""
    row = connection.execute(
        sql.select(answers.c.result).where(
            answers.c.key == key, answers.c.question == PlanQuestion.name
        )
    ).first()
    return None if row is None else Planned.model_validate_json(row.result)


def dataset_of(connection: Connection, key: str) -> str:
    """Return the hash of the tables that an answer was made from; blank where it is not kept."""
    row = connection.execute(sql.select(answers.c.dataset).where(answers.c.key == key)).first()
    return "" if row is None else str(row.dataset)
