"""Why something was not done, in English: who may do it, who was quicker, where records broke."""

from collections.abc import Iterator, Mapping, Sequence

from config.problems import InputError, InputProblem
from records.permissions import EVERY_ROLE, RULES, Act, RefusedError, Role, Rule, State, Verdict
from records.store import StaleError
from records.trail import Fault, Head
from reports.report import Column, Note, Report, tabled
from reports.words import count, listing

PERSONS: Mapping[Role, str] = {
    "reader": "a reader",
    "rater": "a rater",
    "member": "a member of a taskforce",
    "chair": "a chair",
    "analyst": "an analyst",
    "leadership": "leadership",
    "administrator": "an administrator",
}
"""Role → whoever has it."""
STATES: Mapping[State, str] = {
    "draft": "a draft",
    "rating": "in rating",
    "review": "in review",
    "decided": "decided",
    "closed": "closed",
}
"""State → as a round is said to be."""
RULE = (
    Column("act", "What"), Column("who", "Who", "sentence"), Column("when", "When"),
    Column("besides", "Only if", "sentence"),
)  # fmt: skip
ANEW = (
    "Asked anew at every act: a role that was withdrawn, or a round that was closed, counts from "
    "then on."
)
NOTHING_DONE = "Nothing was changed."
ROW = (
    Column("said", "What is not as it was written", "sentence"),
    Column("number", "Row of the trail", "count"),
    Column("table", "Table"),
)  # fmt: skip


def those_who_may(act: Act) -> str:
    """Return who may do something, by role: ``a chair or an analyst``."""
    roles = RULES[act].roles
    every = [words for role, words in PERSONS.items() if role in roles]
    return listing(every, len(every), conjunction="or")


def rules() -> Report:
    """Return who may do what, on what, in which state of a round: all of the rules."""
    rows = tuple(
        {
            "act": str(act),
            "who": "anybody" if not rule.signed_in else "everybody of the roster"
            if rule.roles == EVERY_ROLE else those_who_may(act),
            "roles": sorted(rule.roles),
            "when": "whenever" if rule.states is None
            else listing([words for state, words in STATES.items() if state in rule.states],
                         len(STATES), conjunction="or"),
            "states": None if rule.states is None else sorted(rule.states),
            "besides": listing(_besides(rule)) if list(_besides(rule)) else None,
        }
        for act, rule in RULES.items()
    )  # fmt: skip
    return Report(
        id="rules",
        title="Who may do what?",
        answer="What is not listed may be done by nobody.",
        sections=(tabled("rules", "", RULE, rows),),
        notes=(Note("reading", ANEW),),
    )  # fmt: skip


def _besides(rule: Rule) -> Iterator[str]:
    if rule.own_region:
        whole = rule.own_region == rule.roles
        who = listing([PERSONS[role] for role in PERSONS if role in rule.own_region],
                      conjunction="or")  # fmt: skip
        yield "it lies in a region of theirs" + ("" if whole else f" ({who})")
    if rule.own:
        yield "it is their own"
    if rule.unless_recused:
        yield "they are not recused from it"


def refused(verdict: Verdict) -> str:
    """Return why something may not be done, in a sentence; blank where it may."""
    act, rule = verdict.act, RULES.get(verdict.act)
    if verdict or rule is None:
        return "" if verdict else f"Nobody may {act}."
    told = {
        "unknown": "The roster does not know you.",
        "inactive": "Your access was withdrawn.",
        "role": f"Only {those_who_may(act)} may {act}.",
        "region": _region(verdict),
        "own": f"Only the person whose it is may {act}.",
        "recused": f"You are recused from it, so you cannot {act}.",
        "state": _state(verdict),
    }
    return told[verdict.why]


def why(error: RefusedError) -> str:
    """Return why something was refused, with what it was about where it was one of several."""
    return f"{error.about}: {refused(error.verdict)}" if error.about else refused(error.verdict)


def _region(verdict: Verdict) -> str:
    rule = RULES[verdict.act]
    free = [words for role, words in PERSONS.items() if role in rule.roles - rule.own_region]
    who = listing(["people of its region", *free], conjunction="or") if rule.own_region else (
        "people of its region"
    )  # fmt: skip
    return f"Only {who} may {verdict.act}, and it is not a region of yours."


def _state(verdict: Verdict) -> str:
    if verdict.state is None:
        return "There is no such round."
    if verdict.state == "closed":
        return "The round is closed: nothing in it can be changed any more."
    states = RULES[verdict.act].states or frozenset[State]()
    when = listing([words for state, words in STATES.items() if state in states], conjunction="or")
    if not when or verdict.state in states:
        return f"The round is {STATES[verdict.state]} already, or the step before is missing."
    return (
        f"One can {verdict.act} only while the round is {when}; it is {STATES[verdict.state]} now."
    )


def remedy(verdict: Verdict) -> str:
    """Return what to do about a refusal."""
    return {
        "unknown": "Ask an administrator for an invitation.",
        "inactive": "Ask an administrator.",
        "role": "Ask one of them, or an administrator for that role.",
        "region": "Ask somebody of that region, or an administrator for the region.",
        "own": "Ask them.",
        "recused": "One can still say what one thinks once stances are taken; it does not count.",
        "state": "See: focus round status.",
    }.get(verdict.why, "")


def stale(error: StaleError, names: Mapping[str, str], *, kept: bool = True) -> str:
    """Return who changed the same thing in the meantime, in a sentence.

    Args:
        names: person → name.
        kept: whether what the loser typed is still before their eyes.
    """
    by = str(error.now.get("by", ""))
    who, at = names.get(by, by) or "Somebody", str(error.now.get("at", ""))
    when = f" at {at[11:16]} UTC" if len(at) > 15 else ""
    tail = "what you typed is kept" if kept else "nothing of yours was written"
    return f"{who} changed this{when} in the meantime; {tail}."


def problem_of(error: RefusedError | StaleError, names: Mapping[str, str]) -> InputProblem:
    """Return a refusal, or a lost race, as a problem like any other."""
    if isinstance(error, RefusedError):
        must = refused(error.verdict).removesuffix(".")
        do = f"{NOTHING_DONE} {remedy(error.verdict)}".strip()
        return InputProblem(file="permission", column=error.about or None, must=must, do=do)
    must = stale(error, names, kept=False).removesuffix(".")
    return InputProblem(file="records", must=must, do="Look at it once more, then say it again.")


def sentences(
    error: RefusedError | StaleError | InputError, names: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return why something was not done, in sentences.

    Args:
        names: person → name, for who was quicker.
    """
    if isinstance(error, InputError):
        return tuple(str(problem) for problem in error.problems)
    if isinstance(error, StaleError):
        return (stale(error, names or {}),)
    return (why(error), f"{NOTHING_DONE} {remedy(error.verdict)}".strip())


def fault(found: Fault) -> str:
    """Return where records are not as they were written, in a sentence."""
    number, table = found.number, found.table
    row = f"the row of the table {table} that act {number} wrote"
    if found.kind == "row added" and not number:
        return f"The table {table} has a row that no act wrote."
    if found.kind == "cut off" and table != "trail":
        return f"The trail is cut off: act {number}, of which the table {table} has a row, is gone."
    return {
        "missing": f"Row {number} of the trail is missing.",
        "moved": f"Row {number} of the trail does not follow the row before it.",
        "changed": f"Row {number} of the trail was changed.",
        "row changed": f"{row[0].upper()}{row[1:]} was changed.",
        "row deleted": f"{row[0].upper()}{row[1:]} is missing.",
        "row added": f"The table {table} has a row that act {number} did not write.",
        "cut off": f"The trail is cut off: row {number}, which was noted, is not in it.",
        "unguarded": (
            f"The database no longer keeps the table {table} from being changed: a trigger of it "
            "is gone, or was changed."
        ),
        "head": f"Row {number} of the trail is not the one that was noted: it was written anew.",
    }[found.kind]


def verified(faults: Sequence[Fault], head: Head, noted: Head | None = None) -> Report:
    """Return whether records are as they were written, and where not.

    Args:
        head: the end of the trail.
    """
    rows = tuple(
        {**one.model_dump(), "said": fault(one), "_place": place}
        for place, one in enumerate(faults)
    )
    differ = count(len(rows), "thing differs", "things differ")
    answer = (
        f"The records are not as they were written: {differ}."
        if rows
        else f"The records are as they were written: {count(head.number, 'act')}."
    )
    lead = f"It leads through the head that was noted (row {noted.number})." if noted else (
        "Only a head that was noted elsewhere shows whether acts were cut off at the end."
    )  # fmt: skip
    return Report(
        id="verify",
        title="Are the records as they were written?",
        answer=answer,
        text=(f"Head of the trail: {head.number}:{head.hash}.",),
        sections=(tabled("faults", "What differs", ROW, rows),),
        notes=(Note("reading", lead),) if not rows else (),
        facts={"head": head.model_dump(), "sound": not rows},
    )  # fmt: skip
