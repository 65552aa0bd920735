"""Gates, said once for everybody rather than in every row."""

import streamlit as st

from reports.words import count, count_of, listing
from scoring.kind_scores import KindScores


def gates_in_a_sentence(scores: KindScores) -> None:
    """Say who fails a gate and has no place, and which gates are still open for how many."""
    failing: dict[str, list[str]] = {}
    unknown: dict[str, int] = {}
    for name, results in zip(scores.names, scores.gates, strict=True):
        for result in results:
            if result.state == "fail":
                failing.setdefault(result.label, []).append(name)
            elif result.state == "unknown":
                unknown[result.label] = unknown.get(result.label, 0) + 1
    sentences = [
        f"**{label}**: {listing(names)} {'fails' if len(names) == 1 else 'fail'} it and "
        f"{'has' if len(names) == 1 else 'have'} no place."
        for label, names in failing.items()
    ]
    sentences += [
        f"**{label}**: no evidence yet for "
        + (
            f"any of {count_of(len(scores.ids), scores.spec)}"
            if number == len(scores.ids)
            else f"{number} of {count(len(scores.ids), 'candidate')}"
        )
        + ", so nobody is removed for it."
        for label, number in unknown.items()
    ]
    if sentences:
        st.caption(":material/door_front: " + " ".join(sentences))
