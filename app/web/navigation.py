"""The pages of the app, in the order of the menu."""

from typing import NamedTuple


class Screen(NamedTuple):
    """One page: its name, the sign beside it, and its question."""

    title: str
    sign: str
    question: str
    roster: bool = False
    """Whether it stands in the menu only of those whom the roster knows."""
    public: bool = False
    """Whether it stands in the menu only while a round is open to the public."""

    @property
    def path(self) -> str:
        """Its address."""
        return self.title.lower()

    @property
    def file(self) -> str:
        """Its file in ``screens``."""
        return f"{self.path.replace('-', '_')}.py"

    @property
    def icon(self) -> str:
        """Its sign, as Streamlit calls it."""
        return f":material/{self.sign}:"


SCREENS: tuple[Screen, ...] = (
    Screen("Overview", "public", "Where do we stand?"),
    Screen("Evidence", "search_insights", "What do we know?"),
    Screen("Criteria", "balance", "What counts?"),
    Screen("Ranking", "format_list_numbered", "Who comes first, and how sure is that?"),
    Screen("What-if", "tune", "What should we do with what we have?"),
    Screen("Roadmap", "timeline", "What comes when?"),
    Screen("Compare", "view_week", "Which scenario?"),
    Screen("Shortlists", "fact_check", "What is on the table of each region's taskforce?"),
    Screen("Reassess", "compare_arrows", "What changed since the last list, and why?"),
    Screen("Consultation", "forum", "What does the public say?", public=True),
    Screen("Partners", "hub", "Who else is there?"),
    Screen("Review", "how_to_vote", "What does the taskforce say?"),
    Screen("Report", "description", "What do we take away?"),
    Screen("People", "group", "Who takes part?", roster=True),
)


def screen(path: str) -> Screen:
    """Return the page with an address.

    Raises:
        KeyError: there is none.
    """
    return {screen.path: screen for screen in SCREENS}[path]
