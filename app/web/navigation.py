"""The pages of the app, in the order of the menu."""

from typing import NamedTuple


class Screen(NamedTuple):
    """One page: its file in ``screens``, its name, its address and its question."""

    file: str
    title: str
    path: str
    icon: str
    question: str
    roster: bool = False
    """Whether it stands in the menu only of those whom the roster knows."""
    public: bool = False
    """Whether it stands in the menu only while a round is open to the public."""


SCREENS: tuple[Screen, ...] = (
    Screen("overview.py", "Overview", "overview", ":material/public:", "Where do we stand?"),
    Screen("evidence.py", "Evidence", "evidence", ":material/search_insights:", "What do we know?"),
    Screen("criteria.py", "Criteria", "criteria", ":material/balance:", "What counts?"),
    Screen(
        "ranking.py",
        "Ranking",
        "ranking",
        ":material/format_list_numbered:",
        "Who comes first, and how sure is that?",
    ),
    Screen(
        "what_if.py",
        "What-if",
        "what-if",
        ":material/tune:",
        "What should we do with what we have?",
    ),
    Screen("roadmap.py", "Roadmap", "roadmap", ":material/timeline:", "What comes when?"),
    Screen("compare.py", "Compare", "compare", ":material/view_week:", "Which scenario?"),
    Screen(
        "shortlists.py",
        "Shortlists",
        "shortlists",
        ":material/fact_check:",
        "What is on the table of each region's taskforce?",
    ),
    Screen(
        "reassess.py",
        "Reassess",
        "reassess",
        ":material/compare_arrows:",
        "What changed since the last list, and why?",
    ),
    Screen(
        "consultation.py",
        "Consultation",
        "consultation",
        ":material/forum:",
        "What does the public say?",
        public=True,
    ),
    Screen("partners.py", "Partners", "partners", ":material/hub:", "Who else is there?"),
    Screen(
        "review.py", "Review", "review", ":material/how_to_vote:", "What does the taskforce say?"
    ),
    Screen("report.py", "Report", "report", ":material/description:", "What do we take away?"),
    Screen("people.py", "People", "people", ":material/group:", "Who takes part?", roster=True),
)


def screen(path: str) -> Screen:
    """Return the page with an address.

    Raises:
        KeyError: there is none.
    """
    return {screen.path: screen for screen in SCREENS}[path]
