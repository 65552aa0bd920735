"""Answers under the key of their question: result, proof, engine, work."""

from typing import Any

import sqlalchemy as sql
from pydantic import BaseModel
from sqlalchemy.engine import Connection

from optimizer.study import Study
from questions.answer import Answer
from questions.plan import Planned, PlanQuestion
from questions.question import moved_levers, plain
from records.schema import answers
from records.store import Writer
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
        parameters = {
            name: plain(getattr(question, name))
            for name in type(question).model_fields
            if name != "scenario"
        }
        proof = answer.proof
        writer.add(
            "answers",
            key=key,
            question=question.name,
            asked=canonical(
                {"parameters": parameters, "scenario": moved_levers(question.scenario)}
            ),
            result=answer.result.model_dump_json(),
            proof="" if proof is None else proof.model_dump_json(),
            engine=answer.engine,
            work=answer.work.model_dump_json(),
            dataset=answer.inputs.dataset,
            configuration=answer.inputs.configuration,
        )
    return key


def planned(connection: Connection, key: str) -> Planned | None:
    """Return a plan that was kept; None where there is none under this key."""
    row = connection.execute(
        sql.select(answers.c.result).where(
            answers.c.key == key, answers.c.question == PlanQuestion.name
        )
    ).first()
    return None if row is None else Planned.model_validate_json(row.result)
