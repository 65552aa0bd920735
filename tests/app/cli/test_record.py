"""Decision records, made and looked at again.

Oracle: the record of the same study, of which one thing was changed by hand; another solver (SCIP);
every byte of the file as it was made.
"""

import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.export import record
from app.export.archive import unzipped, zipped
from config.problems import InputError
from optimizer.search.other_solvers import available_solvers, solver_names
from optimizer.study import Study, open_study
from questions import jobs, question
from questions.asking import ask
from questions.decision import DecisionQuestion
from questions.plan import PlanQuestion
from questions.shares import SharesQuestion
from records import answers
from tests.app.cli.conftest import Ended, Focus, run
from tests.folders import SMALL
from tests.rounds import BB2, Played, decide

FLIPS = 150
"""Bytes that are changed, besides the first and the last of the archive."""
ENDS = 40


@pytest.fixture(scope="module")
def made(focus: Focus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a record with alternatives and prices, under a lever."""
    file = tmp_path_factory.mktemp("record") / "decision.zip"
    ended = focus("record", file, "--in", "AAA", "--title", "Our decision")
    assert ended.status == 0
    assert "The record of “Our decision” is made" in ended.words
    return file


def forge(content: bytes, name: str, change: Callable[[Any], None], *, seal: bool = True) -> bytes:
    files = unzipped(content)
    value = json.loads(files[name])
    change(value)
    files[name] = json.dumps(value).encode()
    if seal:
        manifest = json.loads(files[record.MANIFEST])
        manifest["files"][name] = record._about(files[name])
        manifest["seal"] = record.sealed(manifest)
        files[record.MANIFEST] = json.dumps(manifest).encode()
    return zipped(files, packed=False)


@pytest.fixture
def forged(made: Path, tmp_path: Path) -> Callable[..., Ended]:
    """Return what verifies the record with a file changed, as somebody would who seals it anew."""

    def changed(name: str, change: Callable[[Any], None], *words: str, seal: bool = True) -> Ended:
        place = tmp_path / "forged.zip"
        place.write_bytes(forge(made.read_bytes(), name, change, seal=seal))
        return run("verify", place, "--json", *words)

    return changed


def test_it_holds_on_a_machine_that_has_only_the_record(made: Path) -> None:
    ended = run("verify", made)
    assert ended.status == 0, ended.words
    assert "holds" in ended.words
    assert "the plan was made again within what is stated of it" in ended.words
    assert "HiGHS found nothing that is worth more than what is stated" in ended.words


@pytest.mark.parametrize("solver", ["SCIP", "CBC"])
def test_it_holds_by_another_solver(made: Path, solver: str) -> None:
    name = {called: name for name, called in solver_names().items()}.get(solver)
    if name is None:
        pytest.skip(f"{solver} is not installed")
    ended = run("verify", made, "--solver", solver, "--json")
    assert ended.status == 0, ended.words
    told = {row["what"]: row for row in ended.json["checks"]}
    decision = record.decision_of(unzipped(made.read_bytes()))
    stated = 1 + len(decision.alternatives) + len(decision.overrulings)
    (put,) = (row for what, row in told.items() if what.endswith(f"put to {name}"))
    assert put["times"] == stated
    assert {row["outcome"] for row in told.values()} == {"holds", "not looked at"}
    assert told["Decisions of the round, held against plan, tables and minutes"]["times"] == 0


def test_it_reads_back_as_the_study_that_was_planned(made: Path) -> None:
    found = record.read(made.read_bytes())
    study = record.study_of(found.files, found.manifest["inputs"])
    before = open_study(SMALL / "dataset", SMALL / "configuration")
    assert study.dataset_hash == before.dataset_hash == found.manifest["inputs"]["dataset"]
    assert study.configuration_hash == before.configuration_hash
    assert record.decision_of(found.files).scenario.must == {"country:AAA"}


def test_the_same_decision_is_the_same_file(focus: Focus, made: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    focus("record", again, "--in", "AAA", "--title", "Our decision")
    assert again.read_bytes() == made.read_bytes()


def test_every_changed_byte_is_named(made: Path) -> None:
    content, chosen = made.read_bytes(), random.Random(7)  # noqa: S311
    names = {*unzipped(content), record.ARCHIVE}
    places = [*range(ENDS), *range(len(content) - ENDS, len(content))]
    for place in [*places, *chosen.sample(range(len(content)), FLIPS)]:
        other = bytearray(content)
        other[place] ^= 1 << chosen.randrange(8)
        faults = record.read(bytes(other)).faults
        assert faults, place
        owner = _owner(content, place)
        if owner is not None:
            assert owner in {fault.file for fault in faults}, (place, owner, faults)
        assert all(fault.file in names or fault.kind in ("added", "changed") for fault in faults)


def _owner(content: bytes, place: int) -> str | None:
    """Return the file whose content a byte is part of; None where it is part of the archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for one in archive.infolist():
            begins = one.header_offset + 30 + len(one.filename)
            if begins <= place < begins + one.file_size:
                return one.filename
    return None


def test_a_changed_byte_is_told(made: Path, tmp_path: Path) -> None:
    content = made.read_bytes()
    place = content.index(b"country:AAA")
    file = tmp_path / "changed.zip"
    file.write_bytes(content[:place] + b"C" + content[place + 1 :])
    ended = run("verify", file, "--quick")
    assert ended.status == 1
    assert "does not hold: dataset/candidates.csv: the file is not as it was made" in ended.words


def test_what_is_no_file_is_never_read_to_its_end(tmp_path: Path) -> None:
    for words in (("verify", "/dev/zero"), ("publish", tmp_path / "site", "/dev/zero")):
        ended = run(*words)
        assert ended.status == 2
        assert "must be a file (found '/dev/zero')" in ended.words


def test_lists_in_lists_without_end_are_a_fault_like_any_other(made: Path, tmp_path: Path) -> None:
    place = tmp_path / "deep.zip"
    for name, kind in ((record.MANIFEST, "seal"), ("decision.json", "changed")):
        files = {**unzipped(made.read_bytes()), name: b"[" * 100_000}
        place.write_bytes(zipped(files, packed=False))
        ended = run("verify", place, "--quick", "--json")
        assert ended.status == 1
        assert ended.json["faults"][0]["kind"] == kind


def test_an_archive_that_is_packed_anew_is_told_once(made: Path, tmp_path: Path) -> None:
    place = tmp_path / "packed.zip"
    place.write_bytes(zipped(unzipped(made.read_bytes())))
    told = run("verify", place, "--json").json["faults"]
    assert [row["kind"] for row in told].count("archive") == 1


def test_a_plan_that_is_worth_less_than_stated_is_found(forged: Callable[..., Ended]) -> None:
    def dearer(decision: dict[str, Any]) -> None:
        decision["planned"]["plan"]["value"] += 1.0
        decision["planned"]["plan"]["bound"] += 1.0

    ended = forged("decision.json", dearer, "--quick")
    assert ended.status == 1
    assert {"value", "words"} <= {row["kind"] for row in ended.json["faults"]}


def test_a_price_that_does_not_follow_is_found(forged: Callable[..., Ended]) -> None:
    def cheaper(decision: dict[str, Any]) -> None:
        decision["overrulings"][0]["points"]["low"] += 0.5
        decision["overrulings"][0]["points"]["found"] += 0.5
        decision["overrulings"][0]["points"]["high"] += 0.5

    ended = forged("decision.json", cheaper, "--quick")
    assert "price" in {row["kind"] for row in ended.json["faults"]}


def test_a_plan_that_is_not_the_best_is_found_by_searching(forged: Callable[..., Ended]) -> None:
    def second_best(decision: dict[str, Any]) -> None:
        other = next(one["after"] for one in decision["overrulings"] if one["status"] == "found")
        other["bound"] = other["value"]
        decision["planned"]["plan"] = other
        decision["overrulings"], decision["alternatives"] = [], []

    ended = forged("decision.json", second_best)
    assert "bound" in {row["kind"] for row in ended.json["faults"]}
    outcome = {row["what"]: row["outcome"] for row in ended.json["checks"]}
    assert {told for what, told in outcome.items() if "put to" in what} == {"does not hold"}
    if "SCIP_PY" in available_solvers():
        ended = forged("decision.json", second_best, "--solver", "SCIP")
        outcome = {row["what"]: row["outcome"] for row in ended.json["checks"]}
        assert {told for what, told in outcome.items() if "put to" in what} == {"does not hold"}


def test_a_bound_of_a_price_that_is_too_low_is_refuted(forged: Callable[..., Ended]) -> None:
    """Forged whole: value, bound, gap and price follow from each other, and the words go along."""

    def dearer(decision: dict[str, Any]) -> None:
        best = decision["planned"]["plan"]
        price = max(decision["overrulings"], key=lambda one: (one["points"] or {"low": 0})["low"])
        worse = min(
            (
                one
                for one in decision["overrulings"]
                if one["status"] == "found" and one["forced"] == price["forced"]
            ),
            key=lambda one: one["after"]["value"],
        )
        worse["after"]["bound"] = worse["after"]["value"] - 0.5
        assert worse["after"]["bound"] < best["value"]

    ended = forged("decision.json", dearer, "--quick")
    assert "bound" in {row["kind"] for row in ended.json["faults"]}


def test_what_is_said_besides_has_to_follow(forged: Callable[..., Ended]) -> None:
    def nobody_makes_room(decision: dict[str, Any]) -> None:
        for price in decision["overrulings"]:
            if price["change"] is not None:
                price["change"]["left"], price["change"]["entered"] = [], []

    def more_weeks(decision: dict[str, Any]) -> None:
        decision["planned"]["plan"]["capacity"][0]["available"] += 10

    for change in (nobody_makes_room, more_weeks):
        ended = forged("decision.json", change, "--quick")
        assert "details" in {row["kind"] for row in ended.json["faults"]}, change


def test_other_words_are_found(forged: Callable[..., Ended]) -> None:
    def nicer(report: dict[str, Any]) -> None:
        report["answer"] = "All is well."

    ended = forged("reports/plan.json", nicer, "--quick")
    assert [(row["kind"], row["where"]) for row in ended.json["faults"]] == [
        ("words", "reports/plan.json")
    ]


def test_a_seal_that_was_noted_tells_another_record(
    made: Path, forged: Callable[..., Ended]
) -> None:
    seal = record.read(made.read_bytes()).seal
    assert run("verify", made, "--quick", "--seal", seal[:12]).status == 0
    ended = forged("vintage.json", lambda vintage: vintage.update(undated=99), "--quick",
                   "--seal", seal)  # fmt: skip
    assert "noted" in {row["kind"] for row in ended.json["faults"]}


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    for name, content in (("a.zip", b"nothing"), ("b.zip", zipped({"a": b"b"}))):
        (tmp_path / name).write_bytes(content)
        ended = run("verify", tmp_path / name)
        assert ended.status == 2
        assert "ust be a decision record of Focus" in ended.words
    assert run("verify", tmp_path / "none.zip").status == 2
    with pytest.raises(InputError):
        record.read(b"")


def test_nothing_is_written_where_it_must_not_be(focus: Focus, made: Path, tmp_path: Path) -> None:
    before = made.read_bytes()
    ended = focus("record", made, "--no-prices")
    assert ended.status == 2
    assert "must not exist yet" in ended.words
    assert "must end in .zip" in focus("record", tmp_path / "a.pdf").words
    assert made.read_bytes() == before


def test_the_record_of_a_round_has_what_was_decided(small_study: Study, tmp_path: Path) -> None:
    file, place = tmp_path / "round.zip", tmp_path / "records.sqlite3"
    decide(Played(place, small_study, ask(small_study, PlanQuestion())))
    words = ("--round", "2020-annual", "--records", str(place), "--as", "lea")
    ended = run("record", file, *words, "--no-prices", "--others", "0")
    assert ended.status == 0, ended.words
    files = unzipped(file.read_bytes())
    acts = json.loads(files[record.ROUND])
    assert [(one["candidate"], one["reason"]) for one in acts["overrides"]] == [
        (BB2, "promised in 2019")
    ]
    assert set(acts["signatures"]) == {"", "Africa"}
    assert len(acts["head"]["hash"]) == 64
    assert "The forum has not met." in files["reports/minutes.json"].decode()
    assert run("verify", file).status == 0


def test_the_record_of_a_round_states_the_shares_that_were_kept(
    small_study: Study, tmp_path: Path
) -> None:
    """Without draws of its own, too; drawn again when it is verified. Oracle: the question."""
    file, place = tmp_path / "round.zip", tmp_path / "records.sqlite3"
    played = Played(place, small_study, ask(small_study, PlanQuestion()))
    decide(played)
    rated = played.view.rated
    answer = ask(rated, SharesQuestion(draws=20))
    answers.keep_alone(played.records, "lea", "2020-annual", rated, answer)
    words = ("--round", "2020-annual", "--records", str(place), "--as", "lea", "--no-prices")
    for draws, stated in (("0", 20), ("10", 20), ("30", 30)):
        few = (*words, "--others", "0", "--overwrite", "--draws", draws)
        assert run("record", file, *few).status == 0
        decision = record.decision_of(unzipped(file.read_bytes()))
        expected = ask(rated, SharesQuestion(draws=stated)).result
        assert (decision.draws, decision.shares) == (stated, expected.shares)
    assert run("verify", file).status == 0

    def surer(decision: dict[str, Any]) -> None:
        decision["shares"][BB2] = 0.123

    file.write_bytes(forge(file.read_bytes(), "decision.json", surer))
    ended = run("verify", file, "--json")
    assert ended.status == 1
    assert [row["kind"] for row in ended.json["faults"]] == ["words"]


def test_a_plan_of_an_earlier_version_has_only_to_agree(
    small_study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A round keeps the plan that was decided on; a later version may rightly find another."""
    file, place = tmp_path / "round.zip", tmp_path / "records.sqlite3"
    with monkeypatch.context() as earlier:
        earlier.setattr(question, "engine", lambda: "focus 0.0.1, highspy 0")
        earlier.setattr(jobs, "engine", lambda: "focus 0.0.1, highspy 0")
        decide(Played(place, small_study, ask(small_study, PlanQuestion())))
    words = ("--round", "2020-annual", "--records", str(place), "--as", "lea")
    assert run("record", file, *words, "--no-prices", "--draws", "0").status == 0
    acts = record.acts_of(unzipped(file.read_bytes()))
    assert acts is not None
    assert acts.planned_with == "focus 0.0.1, highspy 0"
    decision = record.decision_of(unzipped(file.read_bytes()))
    assert set(decision.prices) == {BB2}
    assert run("verify", file).status == 0


@pytest.mark.long
def test_the_bundled_decision_holds_with_its_prices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every tenth of the usual prices, one other list: all of them take six minutes.

    The small example has all of its own above.
    """
    usual = DecisionQuestion._priced
    monkeypatch.setattr(DecisionQuestion, "_priced", lambda *asked: usual(*asked)[::10])
    file = tmp_path / "decision.zip"
    assert run("record", file, "--others", "1", "--draws", "0").status == 0
    decision = record.decision_of(unzipped(file.read_bytes()))
    assert len(decision.overrulings) > 4
    solver = ("--solver", "SCIP") if "SCIP_PY" in available_solvers() else ()
    ended = run("verify", file, *solver)
    assert ended.status == 0, ended.words
