"""What-if: what should we do with what we have?"""

from app import state, work
from app.navigation import screen
from app.widgets.header import header
from app.words import gap


def show() -> None:
    """Draw the page."""
    inputs = state.inputs()
    job = work.current(inputs)
    job.wait(work.QUICK_SECONDS * 3)
    answer = job.answer
    header(
        screen("what-if").question,
        "The plan is being made." if answer is None else gap(answer.plan),
    )


show()
