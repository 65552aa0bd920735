"""From lever to picture: the real app in a browser, next to the bare solve.

A lever is moved in headless Chromium, as a person moves it; the time runs until the capacity chart
shows the new capacity and the answer is one to the new scenario. The bare solve is what the app has
to do for the same scenario without any screen: frame, compile, first plan. Their ratio is the
app's own overhead. Every scenario is asked for the first time.

    python -m benchmarks.app_latency
"""

import statistics
import time
from collections.abc import Sequence

from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.table import Table

from optimizer.scenario import Scenario
from optimizer.search.best_plan import best_plan
from optimizer.search.effort import LEAST, PLAN
from optimizer.search.find_plan import find_plan
from optimizer.study import open_study
from tests.app.web.server import FLAGS, chromium, running

TEAM = "europe"
FIELD = "Regional team, Europe, staff-weeks per half-year"
WEEKS = tuple(131.0 - step for step in range(20))
"""Scenarios, each another capacity of the same team."""
PROVEN = 120_000.0
"""Milliseconds for the baseline's proof, which is made once."""

DRAWN = """
([weeks, reserved]) => {
  const chart = [...document.querySelectorAll('[data-testid=stVegaLiteChart] path[aria-label]')];
  const told = document.querySelector('.st-key-levers')?.innerText.includes(`→ ${weeks} weeks`);
  const text = document.querySelector('[data-testid=stHeading]')?.innerText ?? '';
  const seen = chart.some(mark => mark.ariaLabel.includes('Regional team, Europe')
    && mark.ariaLabel.includes(`: ${reserved};`));
  return told && text.includes('baseline') && seen;
}
"""
"""Whether the page shows the plan of a capacity: its lever, its answer and its bar."""


def bare() -> list[float]:
    """Return the seconds of framing, compiling and finding a first plan, per scenario."""
    study = open_study()
    before = find_plan(study.problem(), PLAN)
    seconds = []
    for weeks in WEEKS:
        began = time.perf_counter()
        problem = study.problem(Scenario(weeks={TEAM: weeks}))
        plan = best_plan(problem, LEAST, starts=(before.decisions,))
        seconds.append(time.perf_counter() - began)
        if not plan.found:
            msg = f"no plan for {weeks:g} weeks"
            raise RuntimeError(msg)
    return seconds


def moved(page: Page, weeks: float, share: float) -> float:
    """Move the lever and return the seconds until its plan is on the screen."""
    field = page.get_by_label(FIELD)
    field.fill(f"{weeks:g}")
    began = time.perf_counter()
    field.press("Enter")
    reserved = f"{weeks * share:g}"
    page.wait_for_function(DRAWN, arg=[f"{weeks:g}", reserved], polling="raf")
    return time.perf_counter() - began


def in_browser(executable: str) -> list[float]:
    """Return the seconds from lever to picture in the real app, per scenario."""
    share = open_study().configuration.capacity.teams[TEAM].universal_share
    with running() as app, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{app.url}/?page=what-if")
        page.get_by_role("button", name="Stop").wait_for()
        page.get_by_role("button", name="Stop").wait_for(state="detached", timeout=PROVEN)
        seconds = [moved(page, weeks, share) for weeks in WEEKS]
        browser.close()
    return seconds


def row(name: str, seconds: Sequence[float], base: float) -> tuple[str, ...]:
    """Return a line of the table."""
    ordered = sorted(seconds)
    middle = statistics.median(ordered)
    late = ordered[int(0.95 * (len(ordered) - 1))]
    return (
        name, f"{middle:.2f} s", f"{late:.2f} s", f"{ordered[-1]:.2f} s", f"{middle / base:.1f} ×",
    )  # fmt: skip


def main() -> None:
    """Measure and print."""
    executable = chromium()
    if executable is None:
        print("no Chromium here, so nothing is measured")
        return
    plain = bare()
    shown = in_browser(executable)
    base = statistics.median(plain)
    table = Table("", "median", "95 %", "most", "ratio", title=f"{len(WEEKS)} moves of one lever")
    table.add_row(*row("bare: frame, compile, first plan", plain, base))
    table.add_row(*row("app: lever to picture", shown, base))
    Console().print(table)


if __name__ == "__main__":
    main()
