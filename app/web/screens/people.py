"""People: who takes part?"""

from app.web import asking, render, state, who
from app.web.people import administration, mine
from app.web.widgets import fields
from app.web.widgets.choices import one_of
from app.web.widgets.header import header
from records import people as roster
from records.permissions import Act, may
from reports import people

# Parts of the page, for those who look after the roster.
PARTS = {
    "roster": "Who takes part",
    "change": "Add or change somebody",
    "invite": "Invite",
    "reminder": "Remind",
    "mine": "What you belong to",
}
# Sentence for those whom the roster does not know.
CLOSED = "Whom the roster knows sees here who takes part."


def show() -> None:
    """Render the page."""
    study, person, records = state.study(), who.person(), who.records()
    if records is None or not may(person, Act.READ):
        header("people", CLOSED)
        return
    setting = asking.setting(study, state.session().scenario)
    if not may(person, Act.MANAGE_PEOPLE):
        header("people", people.yourself(person))
        mine.show(person, setting)
        return
    with records.reading() as connection:
        everybody, invited = roster.roster(connection), roster.invited(connection)
    told = people.report(everybody, invited, setting)
    header("people", told.answer)
    fields.notices()
    match one_of("Part of the page", PARTS, "people-part", titled=False):
        case "change":
            administration.change(everybody, setting)
        case "invite":
            administration.invite(setting)
            render.section(told["invited"], "people")
        case "reminder":
            administration.remind(person)
        case "mine":
            mine.show(person, setting)
        case _:
            render.section(told["roster"], "people", titled=False)


show()
