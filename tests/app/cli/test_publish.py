"""Public pages of the small example, read by the standard library's parser of HTML.

Oracle: ``sha256sum --check``'s own format; every link has to lead to a file that is there; the
record among the pages verifies.
"""

import hashlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from app.export import site
from optimizer.study import Study
from questions.asking import ask
from questions.plan import PlanQuestion
from reports import publication
from reports.publication import METHOD_SUMS
from tests.app.cli.conftest import Focus, inputs, run
from tests.folders import SMALL
from tests.hostile import hostile_example
from tests.rounds import BB2, Played, decide


class Page(HTMLParser):
    """Collects the tags and the links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def pages(folder: Path) -> Iterator[tuple[Path, Page]]:
    for file in sorted(folder.rglob("*.html")):
        yield file, Page(file.read_text("utf-8"))


@pytest.fixture(scope="module")
def published(focus: Focus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    assert focus("record", root / "decision.zip", "--others", "0").status == 0
    ended = run("publish", root / "site", root / "decision.zip")
    assert ended.status == 0, ended.words
    made = root / "site"
    sums = hashlib.sha256((made / site.SUMS).read_bytes()).hexdigest()
    assert f"SHA-256 of SHA256SUMS: {sums}" in ended.words
    return made


def test_every_file_stands_in_the_list_of_hashes(published: Path) -> None:
    lines = (published / site.SUMS).read_text("utf-8").splitlines()
    stated = {name: found for found, name in (line.split("  ", 1) for line in lines)}
    there = {str(one.relative_to(published)) for one in published.rglob("*") if one.is_file()}
    assert there == {*stated, site.SUMS}
    for name, expected in stated.items():
        assert hashlib.sha256((published / name).read_bytes()).hexdigest() == expected


def test_every_link_leads_somewhere_and_nothing_is_fetched(published: Path) -> None:
    for file, page in pages(published):
        assert not {"script", "img", "link", "iframe", "form"} & set(page.tags), file
        assert not any(name.startswith("on") for name in page.attributes), file
        assert page.tags.count("h1") == 1
        for link in page.links:
            if link.startswith(("http://", "https://", "#")):
                continue
            assert (file.parent / unquote(link)).is_file(), (file, link)


def test_every_candidate_has_a_page_with_its_score_and_its_price(published: Path) -> None:
    there = {one.stem for one in (published / "candidates").iterdir()}
    assert len(there) == 8
    page = (published / "candidates" / f"{site.slug('country:AAA')}.html").read_text("utf-8")
    assert "<h1>Alphaland</h1>" in page
    assert "What would it cost to decide otherwise?" in page
    assert "What the score is made of" in page


def test_the_record_among_the_pages_holds(published: Path) -> None:
    assert run("verify", published / site.RECORD, "--quick").status == 0


def test_ids_make_names_that_no_other_id_makes() -> None:
    ids = ["a:b", "a_b", "a b", "a-b", "A:b", "a/../b", "ä", "a_3a_b"]
    names = [site.slug(one) for one in ids]
    assert len({name.casefold() for name in names}) == len(ids) - 1
    assert len(set(names)) == len(ids)
    assert not any(set("/\\. ") & set(name) for name in names)


def test_hostile_names_are_shown_as_typed(tmp_path: Path) -> None:
    root = hostile_example(tmp_path / "hostile").root
    record = tmp_path / "decision.zip"
    ended = run("record", record, *inputs(root), "--others", "0", "--no-prices")
    assert ended.status == 0, ended.words
    assert run("publish", tmp_path / "site", record).status == 0
    for file, page in pages(tmp_path / "site"):
        assert not {"script", "img"} & set(page.tags), file


def test_the_method_alone_is_the_same_whatever_the_data(tmp_path: Path) -> None:
    ended = run("publish", tmp_path / "method", "--method", *inputs())
    assert ended.status == 0, ended.words
    names = {
        str(one.relative_to(tmp_path / "method")) for one in (tmp_path / "method").rglob("*.*")
    }
    assert "index.html" in names
    assert not any("dataset" in name or "candidates" in name for name in names)
    text = (tmp_path / "method" / "index.html").read_text("utf-8")
    assert "Alphaland" not in text


def test_a_changed_record_is_not_published(published: Path, tmp_path: Path) -> None:
    content = (published / site.RECORD).read_bytes()
    place = content.index(b"country:AAA")
    (tmp_path / "a.zip").write_bytes(content[:place] + b"C" + content[place + 1 :])
    ended = run("publish", tmp_path / "site", tmp_path / "a.zip")
    assert ended.status == 2
    assert "dataset/candidates.csv" in ended.words
    assert not (tmp_path / "site").exists()
    assert run("publish", tmp_path / "site").status == 2
    seal = run("publish", tmp_path / "site", published / site.RECORD, "--seal", "0" * 12)
    assert "must be the seal of the record" in seal.words.replace("Must", "must")
    ended = run("publish", SMALL, published / site.RECORD)
    assert ended.status == 2


def test_the_method_can_be_published_before_the_data(published: Path, tmp_path: Path) -> None:
    """Oracle: ``sha256sum`` by the standard library, of files of two publications."""
    method, record = tmp_path / "method", published / site.RECORD
    ended = run("publish", method, "--method", *inputs())
    sums = hashlib.sha256((method / METHOD_SUMS).read_bytes()).hexdigest()
    assert f"Hash of the method: {sums}." in ended.words
    assert sums in (method / "index.html").read_text("utf-8")
    web = ("--first-at", "https://example.org/m")
    for name, first, more in (("folder", method, ()), ("hash", sums, web), ("few", sums[:12], ())):
        ended = run("publish", tmp_path / name, record, "--first", first, *more)
        assert ended.status == 0, ended.words
        page = (tmp_path / name / "method.html").read_text("utf-8")
        assert "published before the data, under the same hash" in page
        assert sums in page
        assert (tmp_path / name / METHOD_SUMS).read_bytes() == (method / METHOD_SUMS).read_bytes()
    copy = tmp_path / "folder" / "method-first"
    assert (copy / site.SUMS).read_bytes() == (method / site.SUMS).read_bytes()
    assert 'href="method-first/index.html"' in (tmp_path / "folder/method.html").read_text("utf-8")
    assert 'href="https://example.org/m"' in (tmp_path / "hash/method.html").read_text("utf-8")
    plain = (published / "method.html").read_text("utf-8")
    assert "published before the data" not in plain
    assert sums in plain


def test_another_method_is_not_said_to_be_the_same(published: Path, tmp_path: Path) -> None:
    method, record = tmp_path / "method", published / site.RECORD
    run("publish", method, "--method", *inputs())
    rules = method / "configuration" / "rules.yaml"
    rules.write_text(rules.read_text("utf-8") + "\n", "utf-8")
    ended = run("publish", tmp_path / "a", record, "--first", method)
    assert ended.status == 2
    assert "must be as it was published (configuration/rules.yaml is not)" in ended.words
    assert "must be the method that the record has (configuration/rules.yaml is ano" in ended.words
    assert run("publish", tmp_path / "b", record, "--first", "0" * 64).status == 2
    assert run("publish", tmp_path / "c", record, "--first-at", "https://example.org").status == 2
    assert not any((tmp_path / name).exists() for name in "abc")


def test_candidates_say_where_they_stand_and_lead_to_each_other(published: Path) -> None:
    index = (published / "index.html").read_text("utf-8")
    assert f'<a href="candidates/{site.slug("country:AAA")}.html">Alphaland</a>' in index
    inside = (published / "candidates" / f"{site.slug('country:AAA')}.html").read_text("utf-8")
    assert "Alphaland is on the list." in inside
    told = [one.read_text("utf-8") for one in (published / "candidates").iterdir()]
    assert any(publication.NO_PRICE in one for one in told) or all(
        "decide otherwise" in one for one in told
    )


def test_a_departure_is_told_where_it_was_decided(small_study: Study, tmp_path: Path) -> None:
    place = tmp_path / "records.sqlite3"
    decide(Played(place, small_study, ask(small_study, PlanQuestion())))
    words = ("--round", "2020-annual", "--records", str(place), "--as", "lea")
    record = tmp_path / "round.zip"
    assert run("record", record, *words, "--others", "0", "--draws", "0").status == 0
    assert run("verify", record).status == 0
    assert run("publish", tmp_path / "site", record).status == 0
    page = (tmp_path / "site" / "candidates" / f"{site.slug(BB2)}.html").read_text("utf-8")
    assert "is put in against the plan, which cost" in page
    assert "“promised in 2019”" in page
    assert "not worked out" not in page
    assert 'href="minutes.html"' in (tmp_path / "site" / "downloads.html").read_text("utf-8")
