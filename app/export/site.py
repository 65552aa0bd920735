"""Public pages: a static site that anybody can read, keep and check, made of a decision record.

No script, no network, nothing to install: pages, tables and the record itself, with the hash of
every file in ``SHA256SUMS``. The method alone can be published first, before any data.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from app.export.record import BRIEF, Read, acts_of, decision_of, place, read, study_of
from app.export.tables import csv
from config import write as configuration_files
from optimizer.study import Study
from questions.decision import Decision
from questions.jobs import JobQueue
from questions.partners import CandidateQuestion, PlannedOverlapQuestion
from records.adopted import Adopted
from reports import card, criteria, explain, publication
from reports import method as how_made
from reports.escape import html
from reports.html import document, fragment
from reports.publication import METHOD_SUMS
from reports.record import prices
from reports.report import Column, Report, Section, Table
from reports.setting import Setting
from reports.source import source_line
from reports.words import count
from scoring.profile import profile

SUMS = "SHA256SUMS"
RECORD = "decision-record.zip"
STYLE = """
body { font-size: 11pt; max-width: 60rem; padding: 0 1rem 2rem } table { font-size: 9.5pt }
.small { font-size: 9.5pt } nav { margin: 1rem 0; font-size: 10.5pt } nav a { margin-right: 1.2rem }
a { color: #0b57a4 } a:focus, main:focus-visible { outline: 3px solid #e69f00 }
td { overflow-wrap: break-word } td.link { overflow-wrap: anywhere }
.skip { position: absolute;
left: -999rem } .skip:focus { left: 1rem } main { overflow-x: auto }
@media print { nav, .skip { display: none } }
"""
PAGES = {
    "index.html": "The list", "candidates.html": "Candidates", "method.html": "Method",
    "downloads.html": "Downloads and record",
}  # fmt: skip
FIRST = "method-first/"
"""Folder of the method as it was published before the data."""
NAME = '<td class="name">'
"""How a cell with the name of a candidate begins."""
BODY = re.compile(r"<h1>.*?</h1>\n(.*?)(?:</main>)?\s*</body>", re.DOTALL)
"""What stands below the heading of a page of the record."""
LISTED = (
    Column("label", "Candidate", opens="id"), Column("kind_label", "Kind"),
    Column("region", "Region"), Column("score", "Score", "score"),
    Column("inside", "On the list", "yes"),
)  # fmt: skip
ABOUT: Mapping[str, str] = {
    RECORD: "The decision record: everything below and more, to be checked with focus verify",
    "candidates.csv": "Every candidate with its score and whether it is on the list",
    SUMS: "The SHA-256 of every file of these pages",
}


@dataclass(frozen=True)
class Site:
    """What pages are made of."""

    study: Study
    decision: Decision
    record: Read
    content: bytes
    """The record as a file."""
    listed: frozenset[str]
    """Ids of the list, as decided."""
    adopted: Adopted | None = None
    """What was decided in the round; None = there was none."""
    first: Mapping[str, bytes] = field(default_factory=dict)
    """The method as it was published before the data: path → content; none = it was not."""
    first_at: str = ""
    """Where that stands on the web; blank = it is among these pages, or nowhere."""
    promised: bool = False
    """Whether the method is known to be the one that was published before the data."""

    @classmethod
    def of(cls, content: bytes, **first: Any) -> "Site":  # noqa: ANN401 (as the fields have them)
        """Return the pages of a record whose files are as they were made.

        ``first`` are the fields on the method as it was published before the data.

        Raises:
            InputError: it is no decision record.
        """
        found = read(content)
        study = study_of(found.files, found.manifest["inputs"])
        listed = frozenset(json.loads(found.files[place(BRIEF)])["list"])
        decision, acts = decision_of(found.files), acts_of(found.files)
        return cls(study, decision, found, content, listed, acts, **first)

    @cached_property
    def setting(self) -> Setting:
        """What reports need."""
        return Setting(self.study, self.decision.scenario, self.decision.planned.plan, self.queue)

    @cached_property
    def queue(self) -> JobQueue:
        """Keeps the score sheet."""
        return JobQueue(cores=0)

    def files(self) -> dict[str, bytes]:
        """Return every page, the record, and last the hashes of all: path → content."""
        made = {**self._pages(), **dict(self._cards())}
        made[RECORD] = self.content
        made["candidates.csv"] = csv(self._everybody.frame())
        data = ("dataset/", "configuration/", "vintage")
        made |= {name: one for name, one in self.record.files.items() if name.startswith(data)}
        made[METHOD_SUMS] = method_sums(made)
        made |= {f"{FIRST}{name}": one for name, one in self.first.items()}
        return summed(made)

    def _pages(self) -> dict[str, bytes]:
        source = source_line(self.study)
        brief = BODY.search(self.record.files["reports/brief.html"].decode())
        minutes = self.record.files.get("reports/minutes.html", b"")
        more = BODY.search(minutes.decode())
        seal = f"<p class='small'>Seal of the decision record: {html(self.record.seal)}</p>"
        pages = {
            "index.html": f"{self._linked(brief[1]) if brief else ''}{seal}",
            "candidates.html": fragment(
                Report("all", "", f"{count(len(self.study.dataset.candidates), 'candidate')}.",
                       sections=(Section("all", tables=(self._everybody,)),)),
                links=self._link,
            ),
            "method.html": f"{self._promise}{method_body(self.setting)}"
            f"<h2>{html(how_made.TITLE)}</h2>{fragment(how_made.report(self.setting))}",
            "downloads.html": self._downloads(),
        }  # fmt: skip
        titles = {**PAGES, "index.html": self.record.title}
        made = {
            name: document(
                titles[name],
                body,
                top=_top(name),
                style=STYLE,
                source="" if name == "index.html" else source,
            )
            for name, body in pages.items()
        }
        if more:
            title = "Record of decisions"
            body = self._linked(more[1])
            made["minutes.html"] = document(title, body, top=_top(""), style=STYLE)
        return made

    def _linked(self, body: str) -> str:
        """Return a page of the record in which names of candidates lead to their pages."""
        labels = [html(self.setting.label(one)) for one in self.study.dataset.by_id]
        once = {label for label, times in Counter(labels).items() if times == 1}
        pages = {
            label: self._link(one)
            for label, one in zip(labels, self.study.dataset.by_id, strict=True)
            if label in once
        }

        def link(found: re.Match[str]) -> str:
            where = pages.get(found[1])
            return f'{NAME}<a href="{html(where)}">{found[1]}</a></td>' if where else found[0]

        return re.sub(f"{NAME}([^<]*)</td>", link, body)

    @property
    def _promise(self) -> str:
        """Return that the method is the one that was published before the data, where it is."""
        sums = hashlib.sha256(method_sums(self.record.files)).hexdigest()
        parts = [_said(publication.METHOD_SAME)] if self.promised else []
        where = self.first_at or (f"{FIRST}index.html" if self.first else "")
        if self.promised and where:
            parts.append(f'<p><a href="{html(where)}" rel="noreferrer">'
                         f"{html(publication.METHOD_LINK)}</a></p>")  # fmt: skip
        parts += [_said(publication.method_hash(sums), "small")]
        moved = publication.moved(self.decision.scenario, self.study)
        return "\n".join([*parts, *([_said(moved)] if moved else [])])

    @cached_property
    def _everybody(self) -> Table:
        """Every candidate, kinds in order, the best first."""
        scores = self.setting.scorecard
        kinds = list(self.study.configuration.criteria.kinds)
        best = sorted(
            self.setting.candidates,
            key=lambda one: (kinds.index(self.setting.kind(one)), -scores.of(one).score, one),
        )
        rows = tuple(
            {**self.setting.who(one), "score": scores.of(one).score, "inside": one in self.listed}
            for one in best
        )
        return Table("candidates", LISTED, rows)

    def _cards(self) -> Iterator[tuple[str, bytes]]:
        """Yield the page of every candidate: scorecard, reasons, evidence, price of a departure."""
        setting, plan, source = self.setting, self.decision.planned.plan, source_line(self.study)
        repeated = self.queue.answer(self.study, PlannedOverlapQuestion.of(plan)).result
        dear = self.decision.prices
        departures = {one.candidate: one for one in self.adopted.overrides} if self.adopted else {}
        for one in self.study.dataset.by_id:
            partners = self.queue.answer(self.study, CandidateQuestion(candidate=one)).result
            found = profile(setting.scorecard, self.study.dataset, one)
            told = card.report(found, partners, repeated, setting)
            lines = publication.decided(
                one, listed=one in self.listed, departures=departures, setting=setting
            )
            said = [_said(card.who(one, setting)), *map(_said, lines)]
            said += [fragment(told, pictures=False, links=self._beside)]
            said += [f"<h2>{html(publication.PRICE)}</h2>"]
            if one in dear:
                said += [fragment(explain.overruling(dear[one], setting), links=self._beside)]
            else:
                said += [_said(publication.NO_PRICE)]
            about = html(publication.RECORD_LINK)
            said += [f'<p><a href="../downloads.html">{about}</a></p>']
            yield (
                f"candidates/{slug(one)}.html",
                document(told.title, "\n".join(said), top=_top("", "../"), style=STYLE,
                         source=source),
            )  # fmt: skip

    def _link(self, candidate: str) -> str:
        return f"candidates/{slug(candidate)}.html" if self._known(candidate) else ""

    def _beside(self, candidate: str) -> str:
        return f"{slug(candidate)}.html" if self._known(candidate) else ""

    def _known(self, candidate: str) -> bool:
        return candidate in self.study.dataset.by_id

    def _downloads(self) -> str:
        tables = [name for name in self.record.files if name.startswith(("dataset/", "config"))]
        links = {**ABOUT, **dict.fromkeys((*tables, METHOD_SUMS), "")}
        items = "".join(
            f'<li><a href="{html(name)}">{html(name)}</a>{": " if about else ""}{html(about)}</li>'
            for name, about in links.items()
        )
        minutes = "reports/minutes.html" in self.record.files
        link = '<p><a href="minutes.html">Record of decisions of the round</a></p>'
        more = link if minutes else ""
        told = fragment(prices(self.decision, self.setting)) if self.decision.overrulings else ""
        heading = "<h2>What does it cost to decide otherwise?</h2>" if told else ""
        return f"{more}<h2>Files</h2><ul>{items}</ul>{heading}{told}"


def method(study: Study) -> dict[str, bytes]:
    """Return the method alone: what counts, and by how much, before any data."""
    settings = {
        f"configuration/{name}": text.encode()
        for name, text in configuration_files.texts(study.configuration).items()
    }
    settings[METHOD_SUMS] = method_sums(settings)
    items = "".join(f'<li><a href="{html(name)}">{html(name)}</a></li>' for name in settings)
    sums = hashlib.sha256(settings[METHOD_SUMS]).hexdigest()
    top = _said(publication.METHOD_FIRST) + _said(publication.method_hash(sums), "small")
    tested = f"<h2>{html(how_made.TITLES[how_made.TESTED])}</h2>{fragment(how_made.tested())}"
    body = f"{top}{method_body(Setting(study))}{tested}<h2>Files</h2><ul>{items}</ul>"
    title = f"Method: {study.configuration.criteria.title}"
    return summed({"index.html": document(title, body, style=STYLE), **settings})


def method_sums(files: Mapping[str, bytes]) -> bytes:
    """Return the list of hashes of the settings among files: the same before and after the data."""
    return _sums({name: one for name, one in files.items() if name.startswith("configuration/")})


def method_body(setting: Setting) -> str:
    """Return what counts for every kind, in HTML; nothing of it rests on data."""
    kinds = setting.configuration.criteria.kinds
    parts = []
    for name, kind in kinds.items():
        parts.append(f"<h2>{html(kind.label)}</h2>{fragment(criteria.report(name, setting))}")
        for one in kind.criteria.values():
            said = " ".join(criteria.about(one))
            parts.append(f"<h3>{html(one.label)}</h3><p>{html(said)}</p>")
    return "\n".join(parts)


def summed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files with the list of their hashes, as ``sha256sum --check`` reads it."""
    return {**files, SUMS: _sums(files)}


def unlike(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the files of a publication that are not as it says they were."""
    text = files.get(SUMS, b"").decode(errors="replace")
    lines = (line.partition("  ") for line in text.splitlines())
    stated = {name: found for found, _, name in lines}
    yield from sorted(name for name in stated if name not in files)
    for name, content in sorted(files.items()):
        if name != SUMS and stated.get(name) != hashlib.sha256(content).hexdigest():
            yield name


def _sums(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(lines).encode()


def _said(text: str, style: str = "") -> str:
    kind = f' class="{style}"' if style else ""
    return f"<p{kind}>{html(text)}</p>"


def slug(candidate: str) -> str:
    """Return an id as a name of a file that no other id has."""
    return re.sub(r"[^A-Za-z0-9-]", lambda found: f"_{ord(found[0]):x}_", candidate)


def _top(current: str, up: str = "") -> str:
    here = {current: ' aria-current="page"'}
    links = "".join(
        f'<a href="{up}{name}"{here.get(name, "")}>{html(title)}</a>'
        for name, title in PAGES.items()
    )
    return f'<a class="skip" href="#main">To the content</a><nav aria-label="Pages">{links}</nav>'
