"""Where is nobody on record, and who could be asked?"""

from ecosystem.gaps import Served
from questions.partners import Gaps
from reports.partners.words import (
    AREA,
    ASK,
    SERVED,
    SOME,
    missing_services,
    rows,
    who_to_ask,
    whose,
)
from reports.report import Column, Note, Report, tabled
from reports.setting import Setting
from reports.words import count, verb

ASK_FIRST = Note(
    "missing", "A gap in the records first of all: ask before you conclude that nobody is there."
)


def report(found: Gaps, setting: Setting) -> Report:
    """Return where focus areas lack partners.

    Args:
        setting: names, and the plan whose focus areas they are; no plan = the list in force.
    """
    nobody = sum(gap.served in (Served.NO_RECORD, Served.RECORDED_AS_NONE) for gap in found.gaps)
    lack = sum(bool(gap.missing) for gap in found.gaps)
    asked = found.could_be_asked
    lines = rows(
        found.gaps,
        setting,
        lambda gap: {
            "could_be_asked": [one.model_dump(mode="json") for one in asked[gap.candidate]],
            "how": SERVED[gap.served],
            "lacking": missing_services(gap.missing, setting) if gap.missing else None,
            "maybe": setting.partners(gap.perhaps),
        },
    )  # fmt: skip
    columns = (
        AREA, Column("how", "Served"), Column("lacking", "Nobody on record with"),
        Column("maybe", "Perhaps given by", help="Their service there is not named."),
    )  # fmt: skip
    near = tuple(
        {"candidate": row["candidate"], "area": row["area"], **who_to_ask(one, setting)}
        for row in lines
        for one in asked[row["candidate"]]
    )
    return Report(
        id="partners",
        title="Where is nobody on record?",
        answer=f"{count(nobody, 'focus area')} of {whose(setting)} "
        f"{verb(nobody, 'have')} no partner on record; {lack} of {len(found.focus)} "
        f"{verb(lack, 'lack')} a partner for some service that one could lead.",
        sections=(
            tabled("gaps", "", columns, lines, most=SOME),
            tabled("whom_to_ask", "Whom to ask", (AREA, *ASK), near, most=SOME),
        ),
        notes=(ASK_FIRST,),
    )
