"""What the public says of a list: totals and words, beside the taskforce, never counted in."""

from collections.abc import Iterator, Mapping, Sequence

from records.comments import Comment, Tally, tallies
from records.rounds import Round
from reports.charts.colours import ENTERS, LEAVES
from reports.columns import CANDIDATE, KIND, REGION, WORDS
from reports.report import Column, Note, Picture, Report, Row, Section, chart, fields, tabled
from reports.setting import Setting
from reports.words import ABSENT, count, day, listing, moment, sentence, so_many, verb

TITLE = "What does the public say?"
NO_VOTES = (
    "Whoever has the address of the page can say so, from several devices more than once: these "
    "are voices, no votes, and they count in no score and no stance."
)
VIEWS: Mapping[str, str] = {"agree": "agrees", "disagree": "disagrees", "comment": "comments"}
"""What one of the public says."""
BUTTONS: Mapping[str, str] = {"agree": "Agree", "disagree": "Disagree", "comment": "Only comment"}
"""The same, as one chooses it."""
NOBODY = "Somebody"
"""How a commenter is called whose name is not given, or not shown."""
ENOUGH = 2
"""Voices on the smaller side from which a candidate is said to be disputed."""
ITEMS = (
    CANDIDATE, Column("agree", "Agree", "count"), Column("disagree", "Disagree", "count"),
    Column("comment", "Only comment", "count", narrow=False),
    Column("support", "Supported", "count",
           help="How often somebody supported one of the comments."),
    KIND, REGION,
)  # fmt: skip
SAYINGS = (
    CANDIDATE, Column("view_words", "Who"), WORDS,
    Column("votes", "Supported", "count"), Column("when", "When", narrow=False),
    Column("source", "From", narrow=False),
)  # fmt: skip
BESIDE = (
    CANDIDATE, Column("taskforce", "What the taskforce says"),
    Column("public", "What the public says"),
)  # fmt: skip
ORDERS: Mapping[str, str] = {
    "list": "As listed", "voices": "Most voices", "disputed": "Most disputed",
    "support": "Most supported",
}  # fmt: skip
"""Orders of candidates, and what they are called."""


def report(
    said: Sequence[Comment],
    of: Round,
    setting: Setting,
    listed: Sequence[str],
    *,
    names: bool | None = None,
) -> Report:
    """Return what the public says of a list.

    Args:
        said: the comments; those that are hidden are counted, and nothing more.
        names: whether names are shown; None = as the round's setting says.
    """
    named = of.requirements.commenters == "named" if names is None else names
    found = tallies(said)
    shown = [one for one in said if not one.hidden]
    order = [one for one in setting.candidates if one in listed or one in found]
    rows = tuple(_item(found.get(one, Tally(candidate=one)), setting) for one in order)
    words = tuple(_saying(one, setting, named=named) for one in shown if one.words)
    hidden = len(said) - len(shown)
    notes = [Note("reading", NO_VOTES)]
    if hidden:
        notes.append(Note("reading", f"{count(hidden, 'comment')} {verb(hidden, 'are')} hidden."))
    return Report(
        id="consultation",
        title=TITLE,
        answer=_answer(found, rows, of),
        text=tuple(_text(rows, words)),
        sections=(
            tabled("items", "Candidate by candidate", ITEMS, rows, pictures=_picture(rows)),
            tabled("comments", "In words", SAYINGS, words, most=20, rest="more comments"),
        ),
        notes=tuple(notes),
        facts={"round": of.id, "open": of.requirements.consultation, "hidden": hidden},
    )  # fmt: skip


def beside(said: Sequence[Comment], taskforce: Sequence[Row]) -> Section:
    """Return what the public says next to what the taskforce does.

    Args:
        taskforce: rows of the review, with ``said`` as far as whoever looks may see it.
    """
    found = tallies(said)
    rows = tuple(
        {
            **{name: row[name] for name in ("id", "label", "kind", "kind_label", "region")},
            "taskforce": row["said"],
            "public": totals(found.get(str(row["id"]))),
            **_numbers(found.get(str(row["id"]), Tally(candidate=str(row["id"])))),
        }
        for row in taskforce
    )
    return tabled(
        "public", "What the public says, beside the taskforce", BESIDE, rows, said=(NO_VOTES,)
    )


def totals(found: Tally | None) -> str:
    """Return how many of the public say what of a candidate."""
    if found is None or not found.voices:
        return "nothing yet"
    told = [
        f"{number} {words if number == 1 else words.removesuffix('s')}"
        for number, words in (
            (found.agree, "agrees"), (found.disagree, "disagrees"),
            (found.comment, "only comments"),
        )
        if number
    ]  # fmt: skip
    times = f"; supported {count(found.support, 'time')}" if found.support else ""
    return f"{listing(told)}{times}"


def brought(new: int, of: int) -> str:
    """Return how many comments were taken from a table, in a sentence."""
    same = of - new
    kept = f"{count(new, 'comment')} {verb(new, 'are')} kept"
    return f"{kept}; {so_many(same, 'were')} there already." if same else f"{kept}."


def who(one: Comment, *, named: bool) -> str:
    """Return who of the public says what."""
    name = one.name if named and one.name else NOBODY
    return f"{name} {VIEWS[one.view]}"


def about(one: Comment, setting: Setting, *, named: bool) -> str:
    """Return on whom somebody of the public says what, and who supports that, without the words."""
    votes = f"supported {count(one.votes, 'time')}" if one.votes else "not supported yet"
    return f"{setting.label(one.candidate)}: {who(one, named=named)}, {votes}."


def ordered(rows: Sequence[Row], by: str) -> tuple[Row, ...]:
    """Return candidates in one of :data:`ORDERS`; of equals those first that are listed first."""
    if by == "list":
        return tuple(rows)
    then = "voices" if by == "disputed" else by
    return tuple(sorted(rows, key=lambda row: (-row[by], -row[then])))


def closes(of: Round) -> str:
    """Return until when one can comment, in a sentence."""
    until = f" until {day(of.until)}" if of.until else ""
    return f"Anybody can comment on the list of {of.title}{until}."


def _numbers(found: Tally) -> Row:
    return {**fields(found, "candidate"), "voices": found.voices, "disputed": found.disputed}


def _item(found: Tally, setting: Setting) -> Row:
    return {
        **setting.who(found.candidate),
        **_numbers(found),
        "name": setting.label(found.candidate),
        "first": found.agree,
        "second": found.disagree,
        "sides": found.agree + found.disagree,
    }


def _saying(one: Comment, setting: Setting, *, named: bool) -> Row:
    return {
        **fields(one, "id", "candidate", "hidden", "version"),
        **setting.who(one.candidate),
        "comment": one.id,
        "view_words": who(one, named=named),
        "name": one.name if named else "",
        "when": moment(one.at) if one.at else ABSENT,
    }


def _answer(found: Mapping[str, Tally], rows: Sequence[Row], of: Round) -> str:
    voices = sum(one.voices for one in found.values())
    if not voices:
        return f"The public has said nothing yet of the list of {of.title}."
    told = [
        f"{count(voices, 'voice')} of the public on {count(len(found), 'candidate')}",
        *_extremes(rows),
    ]
    return sentence("; ".join(told))


def _extremes(rows: Sequence[Row]) -> Iterator[str]:
    most = ordered(rows, "voices")[0]
    yield f"most on {most['label']} ({_said(most)})"
    disputed = [row for row in rows if min(row["agree"], row["disagree"]) >= ENOUGH]
    if disputed:
        first = ordered(disputed, "disputed")[0]
        if first["id"] != most["id"]:
            yield f"most disputed is {first['label']} ({_said(first)})"


def _said(row: Row) -> str:
    """Return who says what of a candidate, without how often they were supported."""
    sides = {name: row[name] for name in VIEWS}
    return totals(Tally(candidate=str(row["id"]), **sides))


def _text(rows: Sequence[Row], words: Sequence[Row]) -> Iterator[str]:
    against = [row["label"] for row in rows if row["disagree"] > row["agree"]]
    if against:
        yield f"More disagree than agree on {listing(against, 3)}."
    supported = max(words, key=lambda row: row["votes"], default=None)
    if supported is not None and supported["votes"]:
        yield (
            f"Most supported ({count(supported['votes'], 'time')}), on {supported['label']}: "
            f"“{supported['words']}”"
        )


def _picture(rows: Sequence[Row]) -> Iterator[Picture]:
    """Yield who agrees and disagrees, those with most voices on top."""
    sided = [row for row in ordered(rows, "sides") if row["sides"]]
    if not sided:
        return
    both, parts = Column("sides", "Take a side", "count"), (("agree", ENTERS), ("disagree", LEAVES))
    told = [f"{row['label']} {_said({**row, 'comment': 0})}" for row in sided]
    yield Picture(
        id="voices",
        draw=chart("bars.two_part_bars", sided, parts, "Voices", both),
        describe=f"Who of the public agrees and disagrees: {listing(told, len(told))}.",
        text="Those on whom most take a side are on top.",
        opens="chosen",
    )
