"""Where is nobody on record, and who could be asked?"""

from ecosystem.gaps import Served
from questions.partners import Gaps
from reports.partners import leads
from reports.partners.words import SERVED, SOME, missing_services, partner_names, whose, why_ask
from reports.report import Column, Note, Report, Section, Table
from reports.setting import Setting
from reports.words import count

ASK_FIRST = Note(
    "missing",
    "A gap in the records first of all: ask before you conclude that nobody is there.",
)


def report(found: Gaps, setting: Setting) -> Report:
    """Return where focus areas lack partners.

    Args:
        found: the gaps, and who could be asked.
        setting: names, and the plan whose focus areas they are; no plan = the list in force.
    """
    nobody = sum(gap.served in (Served.NO_RECORD, Served.RECORDED_AS_NONE) for gap in found.gaps)
    lack = sum(bool(gap.missing) for gap in found.gaps)
    rows = tuple(
        {
            **gap.model_dump(mode="json"),
            "could_be_asked": [
                one.model_dump(mode="json") for one in found.could_be_asked[gap.candidate]
            ],
            "area": setting.label(gap.candidate),
            "how": SERVED[gap.served],
            "lacking": missing_services(gap.missing, setting) if gap.missing else None,
            "maybe": partner_names(gap.perhaps, setting),
        }
        for gap in found.gaps
    )
    columns = (
        leads.AREA,
        Column("how", "Served"),
        Column("lacking", "Nobody on record with"),
        Column("maybe", "Perhaps given by", help="Their service there is not named."),
    )
    asked = tuple(
        {
            "candidate": gap.candidate,
            "area": setting.label(gap.candidate),
            "partner": one.partner,
            "name": setting.partner(one.partner),
            "because": why_ask(one, setting),
            "fit": one.fit,
        }
        for gap in found.gaps
        for one in found.could_be_asked[gap.candidate]
    )
    ask = (leads.AREA, Column("name", "Could be asked"), Column("because", "Because it"))
    return Report(
        id="partners",
        title="Where is nobody on record?",
        answer=f"{count(nobody, 'focus area')} of {whose(setting)} "
        f"{'has' if nobody == 1 else 'have'} no partner on record; {lack} of {len(found.focus)} "
        f"{'lacks' if lack == 1 else 'lack'} a partner for some service that one could lead.",
        sections=(
            Section("gaps", tables=(Table("gaps", columns, rows, most=SOME),)),
            Section("ask", "Whom to ask", tables=(Table("whom_to_ask", ask, asked, most=SOME),)),
        ),
        notes=(ASK_FIRST,),
    )
