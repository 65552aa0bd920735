"""The page Review: a round on the small example, state by state, as each role sees it.

Oracle: worked out by hand. Alphaland lies in Europe; Betaland and what lies in it in Africa. The
plan recommends Betaland and Open contracts of Africa. Cy belongs to the bank, which is engaged for
Betaland. What is done on the page is looked up in the records.
"""

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.web import who
from optimizer.study import Study
from questions.answer import Answer
from questions.asking import ask
from questions.plan import Planned, PlanQuestion
from questions.shares import SharesQuestion
from records import database, decisions, people, ratings, recusal, rounds, stances
from records.decisions import WHOLE, Signature
from records.ratings import Accepted
from records.sign_in import Presence
from records.store import Records
from records.view import view
from reports.escape import markdown
from tests.app.web.screens.conftest import PATIENCE, Opener, answer, read, until, words
from tests.hostile import ATTACKS
from tests.rounds import BB1, BB2, BBB, PORT, Played


@pytest.fixture(scope="module")
def recommended(small_study: Study) -> Answer[Planned]:
    return ask(small_study, PlanQuestion())


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_app: None) -> Path:  # noqa: ARG001
    """Return where the app looks for its records."""
    file = tmp_path / "records.sqlite3"
    monkeypatch.setenv(database.RECORDS, str(file))
    return file


@pytest.fixture
def played(address: Path, small_study: Study, recommended: Answer[Planned]) -> Played:
    """Return a round on the small example, of which the app has the records."""
    return Played(address, small_study, recommended)


class Screens:
    """Opens the page as somebody of the roster."""

    def __init__(self, opened: Opener, played: Played, patch: pytest.MonkeyPatch) -> None:
        self._opened, self.played, self._patch = opened, played, patch

    def act_as(self, name: str) -> None:
        """Let whoever looks from now on be somebody."""
        self._patch.setattr(who, "presence", lambda: Presence("known", self.played.person(name)))

    def page(self, name: str) -> AppTest:
        """Return another page of the app, for whoever looks."""
        return self._opened(name)

    def __call__(self, name: str, part: str = "") -> AppTest:
        self.act_as(name)
        page = self._opened("review")
        if part:
            choice = next(one for one in page.segmented_control if "review-part" in str(one.key))
            choice.set_value(part).run()
            assert not page.exception
        return page


@pytest.fixture
def see(opened: Opener, played: Played, monkeypatch: pytest.MonkeyPatch) -> Screens:
    return Screens(opened, played, monkeypatch)


def field(group: Iterable[Any], place: str, name: str) -> Any:
    """Return the field of a place of the round."""
    return next(one for one in group if f":2020-annual/{place}:{name}:" in str(one.key))


def there(group: Iterable[Any], place: str) -> bool:
    return any(f"2020-annual/{place}" in str(one.key) for one in group)


def press(page: AppTest, place: str) -> AppTest:
    """Press the button of a place."""
    next(one for one in page.button if str(one.key).endswith(place)).click().run()
    assert not page.exception
    return page


def objects(page: AppTest, candidate: str, reason: str, about: str = "figure") -> AppTest:
    place = f"stance/{candidate}"
    field(page.segmented_control, place, "stance").set_value("object").run()
    field(page.segmented_control, place, "about").set_value(about).run()
    field(page.text_input, place, "words").set_value(reason).run()
    assert not page.exception
    return page


def accepted(played: Played) -> list[tuple[str, object, str]]:
    return [(one.candidate, one.value, one.reason) for one in played.view.accepted]


def said(played: Played) -> list[tuple[str, str, str, str]]:
    return [(one.person, one.candidate, one.stance, one.words) for one in played.view.stances]


def assert_shown(page: AppTest, texts: Sequence[str]) -> None:
    """See that texts stand on a page as Markdown shows them when nothing in it is obeyed."""
    raw = "\n".join(str(one.value) for group in (page.markdown, page.caption) for one in group)
    for one in texts:
        inside = markdown(f"x {one}").removeprefix("x ")
        assert read(inside) in read(raw)
        assert inside == one or one not in raw


def test_a_round_is_opened_on_what_the_session_looks_at(
    address: Path,
    opened: Opener,
    recommended: Answer[Planned],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOCUS_PERSON", "Maria")
    page = opened("review")
    title = next(one for one in page.text_input if ":open:title:" in str(one.key))
    title.set_value("Annual round 2020").run()
    button = next(one for one in page.button if one.label == "Open the round")
    assert not button.disabled
    button.click().run()
    assert not page.exception
    assert "Annual round 2020" in words(page)
    records = Records.at(str(address))
    with records.reading() as connection:
        (found,) = rounds.every_round(connection)
        assert (found.id, found.state) == ("annual-round-2020", "draft")
        assert rounds.plan(connection, found) == recommended.result


def test_the_draft_says_who_takes_part_and_begins_once(see: Screens) -> None:
    page = see("lea")
    table = page.dataframe[0].value
    assert set(table["Who"]) >= {"Ann", "Bo", "Cy", "Eve", "Lea"}
    assert not there(see("bo").button, "step")
    page = see("lea")
    press(page, "step/rating")
    assert see.played.round.state == "rating"
    assert [one.state for one in see.played.round.steps] == ["draft", "rating"]


def test_rating_is_blind_until_ones_own_is_in(see: Screens) -> None:
    see.played.move("rating")
    see.played.rate("bo", BBB, "none", "budget of the unit was cut")
    page = see("ann")
    place = f"rating/{BBB}/will"
    assert "1 has rated; shown once your own is in" in words(page)
    assert "budget of the unit" not in words(page)
    field(page.segmented_control, place, "value").set_value("strong").run()
    page.button(key="rate-keep").click().run()
    assert "must have a reason" in words(page)
    assert field(page.segmented_control, place, "value").value == "strong"
    field(page.text_input, place, "reason").set_value("new minister").run()
    page.button(key="rate-keep").click().run()
    assert not page.exception
    mine = [one for one in see.played.view.given if one.person == "ann"]
    assert [(one.candidate, one.value, one.reason) for one in mine] == [
        (BBB, "strong", "new minister")
    ]
    page = see("ann")
    chosen = next(one for one in page.selectbox if "rate-at" in str(one.key))
    chosen.set_value(BBB).run()
    assert "budget of the unit was cut" in words(page)


def test_who_is_recused_or_of_another_region_rates_nothing(see: Screens) -> None:
    see.played.move("rating")
    for name in ("cy", "lea"):
        page = see(name)
        assert not there(page.segmented_control, f"rating/{BBB}")
    page = see("eve")
    assert answer(page).startswith("Europe")
    page.segmented_control(key="review-region").set_value("Africa").run()
    assert not there(page.segmented_control, "rating")


def test_accepted_ratings_move_the_plan_and_the_page_says_so(see: Screens) -> None:
    see.played.move("rating")
    for name in ("ann", "bo"):
        see.played.rate(name, BBB, "strong", "new minister")
    page = see("ann", "agree")
    place = f"accepted/{BBB}/will"
    field(page.text_input, place, "reason").set_value("we talked it over").run()
    press(page, place)
    (agreed,) = see.played.view.accepted
    assert (agreed.value, agreed.reason, agreed.by) == ("strong", "we talked it over", "ann")
    see.played.move("review")
    until(see("ann"), "1 rating was accepted")
    assert see.played.view.kept is not None


def test_all_medians_are_accepted_for_one_reason(see: Screens) -> None:
    see.played.move("rating")
    for name, value in (("ann", "none"), ("bo", "strong")):
        see.played.rate(name, BBB, value)
        see.played.rate(name, PORT, "strong")
    page = see("ann", "agree")
    place = "medians/Africa"
    press(page, place)
    assert "must have a reason" in words(page)
    assert accepted(see.played) == []
    field(page.text_input, place, "reason").set_value("as the panel says").run()
    press(page, place)
    assert accepted(see.played) == [
        (BBB, "none", "as the panel says"),
        (PORT, "strong", "as the panel says"),
    ]


def test_a_stance_is_kept_at_once_and_others_are_shown_then(see: Screens) -> None:
    see.played.move("review")
    see.played.say("ann", BBB, "object", "The forum has not met.", "figure")
    page = see("bo")
    assert answer(page) == "Africa: 0 of 2 have answered; closes on 12 March."
    assert "The forum has not met." not in words(page)
    field(page.segmented_control, f"stance/{BBB}", "stance").set_value("agree").run()
    assert not page.exception
    assert ("bo", BBB, "agree", "") in said(see.played)
    assert "Ann: objects to a figure. “The forum has not met.”" in words(page)
    assert "1 agrees, 1 objects" in words(page)
    assert "If every objection were followed" in words(page)
    until(page, "That costs")


def test_an_objection_needs_its_reason_and_is_changed_until_the_close(see: Screens) -> None:
    see.played.move("review")
    page = see("bo")
    place = f"stance/{BBB}"
    field(page.segmented_control, place, "stance").set_value("object").run()
    press(page, place)
    assert "must have a reason" in words(page)
    assert "must say what it objects to" in words(page)
    assert said(see.played) == []
    objects(page, BBB, "No forum.")
    press(page, place)
    field(page.segmented_control, place, "stance").set_value("unsure").run()
    next(one for one in page.button if str(one.key).startswith("back:")).click().run()
    assert not page.exception
    assert said(see.played) == []
    field(page.segmented_control, place, "stance").set_value("agree").run()
    assert not page.exception
    with see.played.records.reading() as connection:
        every = stances.history(connection, see.played.round, BBB)
    assert [(one.stance, one.words) for one in every] == [
        ("object", "No forum."),
        ("unsure", "No forum."),
        ("agree", ""),
    ]


def test_a_draft_survives_and_nobody_else_sees_it(see: Screens) -> None:
    see.played.move("review")
    objects(see("bo"), BBB, "I have not finished this sen", "rule")
    page = see("bo")
    place = f"stance/{BBB}"
    assert field(page.segmented_control, place, "stance").value == "object"
    assert field(page.segmented_control, place, "about").value == "rule"
    assert field(page.text_input, place, "words").value == "I have not finished this sen"
    assert "Not kept yet" in words(page)
    assert said(see.played) == []
    other = see("ann")
    assert not there(other.text_input, place)
    assert "finished" not in words(other)


def test_who_is_slower_is_told_and_keeps_the_text(see: Screens) -> None:
    see.played.move("review")
    page = objects(see("bo"), BBB, "Typed in the first window.")
    see.played.say("bo", BBB, "agree")
    press(page, f"stance/{BBB}")
    assert "in the meantime; what you typed is kept" in words(page)
    assert said(see.played) == [("bo", BBB, "agree", "")]
    assert field(page.text_input, f"stance/{BBB}", "words").value == "Typed in the first window."
    press(page, f"stance/{BBB}")
    assert said(see.played) == [("bo", BBB, "object", "Typed in the first window.")]


def test_a_stale_window_shows_what_is_said_by_now(see: Screens) -> None:
    see.played.move("review")
    see.played.say("bo", BBB, "agree", "first")
    page = see("bo")
    assert field(page.text_input, f"stance/{BBB}", "words").value == "first"
    see.played.say("bo", BBB, "unsure", "second")
    page.run()
    assert field(page.segmented_control, f"stance/{BBB}", "stance").value == "unsure"
    assert field(page.text_input, f"stance/{BBB}", "words").value == "second"


def test_a_stale_window_of_a_round_that_moved_on_writes_nothing(see: Screens) -> None:
    see.played.move("review")
    page = objects(see("bo"), BBB, "Too late.")
    see.played.move("decided")
    press(page, f"stance/{BBB}")
    assert said(see.played) == []
    assert not there(page.text_input, f"stance/{BBB}")


def test_those_recused_are_in_sight_and_do_not_count(see: Screens) -> None:
    see.played.move("review")
    page = see("cy")
    assert "you are recused from" in answer(page)
    assert "You are recused: Bank of Good Works is engaged there" in words(page)
    field(page.segmented_control, f"stance/{BBB}", "stance").set_value("agree").run()
    assert "nobody has answered; with those who are recused: 1 agrees" in words(page)
    assert "you (recused): agrees" in words(page)


def test_one_recuses_oneself_and_takes_it_back(see: Screens) -> None:
    see.played.move("review")
    page = see("bo", "people")
    page.selectbox(key="recuse:0").set_value(BBB).run()
    field(page.text_input, "recusal", "words").set_value("I wrote its report").run()
    press(page, "recusal")
    mine = see.played.view.recused["bo"]
    assert {one: found.words for one, found in mine.items()} == {BBB: "I wrote its report"}
    assert "You are recused from Betaland (you said so: I wrote its report)." in words(page)
    page.button(key=f"unrecuse:{BBB}").click().run()
    assert not page.exception
    assert not see.played.view.recused["bo"]


def test_people_of_another_region_and_of_none_say_nothing_there(see: Screens) -> None:
    see.played.move("review")
    page = see("eve")
    page.segmented_control(key="review-region").set_value("Africa").run()
    assert not there(page.segmented_control, "stance")
    page = see("ann", "decide")
    page.segmented_control(key="review-region").set_value("Europe").run()
    assert not there(page.button, "signature")
    assert not there(page.selectbox, "override")


def test_the_chair_departs_from_the_plan_at_its_price_and_signs(see: Screens) -> None:
    see.played.move("review")
    page = see("ann", "decide")
    chosen = next(one for one in page.selectbox if "override" in str(one.key))
    chosen.set_value(BB2).run()
    until(page, "costs")
    place = "override/Africa"
    field(page.text_input, place, "reason").set_value("promised in 2019").run()
    press(page, place)
    (departure,) = see.played.view.overrides
    assert (departure.candidate, departure.direction) == (BB2, "in")
    assert departure.reason == "promised in 2019"
    assert departure.price.found > 0
    assert departure.answer
    assert "is put in against the plan" in words(page)
    press(page, "signature/Africa")
    assert "must have enough people who answered" in words(page)
    assert see.played.view.signatures == {}
    field(page.text_input, "signature/Africa", "words").set_value("Time is up.").run()
    press(page, "signature/Africa")
    signed = see.played.view.signatures["Africa"]
    assert set(signed.ids) == {BBB, BB1, BB2}
    assert (signed.words, signed.by) == ("Time is up.", "ann")


def test_leadership_signs_closes_and_begins_the_next_round(
    see: Screens, small_study: Study
) -> None:
    see.played.move("review")
    press(see("lea"), "step/decided")
    page = see("lea", "decide")
    assert page.button(key="go:2020-annual/step/closed").disabled
    field(page.text_input, "signature/", "words").set_value("Nobody answered.").run()
    next(one for one in page.button if one.label == "Sign the whole list").click().run()
    assert not page.exception
    press(page, "step/closed")
    assert see.played.round.closed
    adopted = see.played.view.signatures[WHOLE].ids
    page = see("lea")
    assert "Adopted on" in words(page)
    page = see("lea", "next")
    title = next(one for one in page.text_input if ":open:title:" in str(one.key))
    title.set_value("Autumn").run()
    next(one for one in page.button if one.label == "Open the round").click().run()
    assert not page.exception
    with see.played.records.reading() as connection:
        following = rounds.round_of(connection)
        found = view(connection, following)
    assert (following.id, following.previous) == ("autumn", "2020-annual")
    assert {one.id for one in found.study.dataset.candidates if one.incumbent} == set(adopted)
    assert {one.id for one in small_study.dataset.candidates if one.incumbent} != set(adopted)


def test_a_closed_round_is_read_only(see: Screens) -> None:
    see.played.move("closed")
    for name in ("ann", "lea"):
        for part in ("minutes", "list", "agree", "people"):
            page = see(name, part)
            keys = [str(one.key) for one in (*page.button, *page.text_input)]
            own = {key for key in keys if "2020-annual/" in key}
            assert own <= {KEEP}, own


KEEP = "keep:2020-annual/shares"


def test_how_sure_the_list_is_stays_with_the_round(see: Screens, small_study: Study) -> None:
    """Of itself for a draft, and when it is decided; for a closed round when somebody says so.

    Oracle: the question asked alone.
    """
    expected = ask(small_study, SharesQuestion()).result
    assert see.played.view.shares is None
    page = see("lea", "status")
    assert "not kept with the round" in words(page) or see.played.view.shares is not None
    until(page, "best lists of 100 draws")
    assert see.played.view.shares == expected


def test_a_closed_round_is_given_how_sure_its_list_was_by_a_button(
    see: Screens, small_study: Study
) -> None:
    see.played.move("closed")
    page = see("bo", "minutes")
    assert "How sure each area is, is not kept with the round" in words(page)
    until_enabled(page)
    assert see.played.view.shares is None
    press(page, KEEP)
    assert see.played.view.shares == ask(small_study, SharesQuestion()).result
    assert "best lists of 100 draws" in words(page)


def until_enabled(page: AppTest) -> None:
    """Render a page anew until the draws of the round are done."""
    end = time.monotonic() + PATIENCE
    while page.button(key=KEEP).disabled and time.monotonic() < end:
        page.run()


def test_nobody_sees_nothing(opened: Opener, address: Path) -> None:
    page = opened("review")
    assert "shown to those who take part" in answer(page)
    assert not address.exists()


def test_what_is_clicked_twice_is_done_once(see: Screens) -> None:
    """The second click, of a window that shows the draft still, is not told as a mistake."""
    first, second = see("lea"), see("lea")
    for page in (first, second):
        press(page, "step/rating")
        assert not page.error
    assert [one.state for one in see.played.round.steps] == ["draft", "rating"]


def test_overview_says_where_the_round_stands_and_whom_it_waits_for(see: Screens) -> None:
    see.played.move("review")
    see.played.say("bo", BBB, "agree")
    see.act_as("bo")
    page = see.page("overview")
    assert "Annual round 2020 is in review, until 12 March 2020" in words(page)
    assert "0 of 3 people have answered." in words(page)
    waited = "Waited for: Ann (2 stances and 1 signature), Bo (1 stance) and Eve (2 stances)."
    assert waited in words(page)


def test_hostile_text_is_shown_as_typed(see: Screens) -> None:
    """In every stored field that the page shows: nothing of it is obeyed, nothing is lost."""
    attacks = iter(ATTACKS * 3)
    played, shown = see.played, []

    def text() -> str:
        shown.append(next(attacks))
        return shown[-1]

    person = played.person("bo")
    people.put(played.records, "ada", person.but(name=text()))
    played.move("rating")
    for name in ("ann", "bo"):
        played.rate(name, BBB, "strong", text())
    agreed = Accepted(candidate=BBB, measure="will", value="strong", reason=text())
    ratings.accept(played.records, "ann", played.round, played.study, agreed, 0)
    found = see("bo")
    chosen = next(one for one in found.selectbox if "rate-at" in str(one.key))
    chosen.set_value(BBB).run()
    assert_shown(found, shown[:3])
    played.move("review")
    played.say("bo", BBB, "object", text(), "other")
    played.say("ann", BBB, "object", text(), "other")
    assert_shown(see("bo"), [shown[0], *shown[4:]])


def test_hostile_titles_reasons_and_signatures_are_shown_as_typed(
    opened: Opener,
    address: Path,
    small_study: Study,
    recommended: Answer[Planned],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What leadership and chairs write, on every page that tells it."""
    title, own, reason, signed = ATTACKS[:4]
    see = Screens(opened, Played(address, small_study, recommended, title=title), monkeypatch)
    played = see.played
    played.move("review")
    recusal.recuse(played.records, "ann", played.round, small_study, BB1, own)
    assert_shown(see("ann"), [title])
    assert_shown(see.page("overview"), [title])
    played.depart(BB2, "in", reason)
    list_ = tuple(
        one for one in played.view.decided() if small_study.dataset.by_id[one].region == "Africa"
    )
    africa = Signature(region="Africa", ids=list_, words=signed)
    decisions.sign(played.records, "ann", played.round, small_study, africa)
    assert_shown(see("lea", "decide"), [title, reason])
    told = see("lea", "status")
    assert_shown(told, [title])
    assert any(signed in str(one.value.to_dict()) for one in told.dataframe)
    played.close()
    assert_shown(see("lea"), [title])
    assert_shown(see.page("reassess"), [title, reason])
