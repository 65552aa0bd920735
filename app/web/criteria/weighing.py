"""Ways to come to weights: by hand, by swings, by pairs, by order of importance.

Each shows its fields and returns a draft: criterion → share, summing to 1. A draft changes nothing
until it is applied to the scenario.
"""

import hashlib
from collections.abc import Callable, Mapping
from itertools import combinations

import streamlit as st

from config.criteria import Kind
from config.problems import InputError
from reports.escape import markdown
from scoring.pairwise import ACCEPTED, PairwiseWeights, pairwise_weights
from scoring.weights import normalised, rank_order_centroid, swing_weights

PERCENT = 100.0
RATIOS = tuple(1 / ratio for ratio in range(9, 1, -1)) + tuple(float(r) for r in range(1, 10))
"""What a comparison may say: from one ninth as much to nine times as much (Saaty's scale)."""

Weights = Mapping[str, float]
Way = Callable[[str, Kind, Weights], dict[str, float] | None]

WAYS = {
    "hand": "By hand",
    "swing": "By swings",
    "pairs": "By pairs",
    "order": "By order",
}
"""The ways of one person, in words."""


def draft(way: str, kind_id: str, kind: Kind, now: Weights) -> dict[str, float] | None:
    """Show the fields of a way, and return the weights they give; None where they give none.

    ``now`` are the shares in the scenario, to begin with.
    """
    ways: Mapping[str, Way] = {
        "hand": _by_hand,
        "swing": _by_swings,
        "pairs": _by_pairs,
        "order": _by_order,
    }
    try:
        return ways[way](kind_id, kind, now)
    except InputError as error:
        for problem in error.problems:
            st.error(markdown(f"{problem.must[0].upper()}{problem.must[1:]}. {problem.do}"))
        return None


def forget(kind_id: str) -> None:
    """Let the fields of every way begin anew with the weights of the scenario."""
    begins = tuple(f"{field}:{kind_id}:" for field in ("hand", "swing", "pair", "order"))
    for key in [str(key) for key in st.session_state if str(key).startswith(begins)]:
        del st.session_state[key]


def _by_hand(kind_id: str, kind: Kind, now: Weights) -> dict[str, float]:
    st.caption(
        "Any numbers will do: what counts is their proportion, shown as shares of 100 on the right."
    )
    mark = hashlib.sha256(repr(sorted(now.items())).encode()).hexdigest()[:8]
    given = {
        name: st.number_input(
            markdown(criterion.label),
            min_value=0.0,
            max_value=1000.0,
            value=round(now[name] * PERCENT, 1),
            step=1.0,
            format="%g",
            key=f"hand:{kind_id}:{name}:{mark}",
            persist_state="session",
        )
        for name, criterion in kind.criteria.items()
    }
    return normalised(
        {
            name: now[name] * PERCENT
            if value == round(now[name] * PERCENT, 1)
            else float(value or 0.0)
            for name, value in given.items()
        }
    )


def _by_swings(kind_id: str, kind: Kind, now: Weights) -> dict[str, float]:
    st.caption(
        "Imagine a candidate at its worst on everything. Which criterion would you lift to its "
        "best first? That swing is worth 100; what is each other swing worth next to it?"
    )
    largest = max(now.values())
    swings = {
        name: st.slider(
            markdown(criterion.label),
            0,
            100,
            value=round(now[name] / largest * PERCENT),
            step=5,
            key=f"swing:{kind_id}:{name}",
            persist_state="session",
        )
        for name, criterion in kind.criteria.items()
    }
    if max(swings.values()) < PERCENT and any(swings.values()):
        st.info("The swing you would make first is worth 100 by definition; the proportions count.")
    return swing_weights({name: float(value) for name, value in swings.items()})


def _by_order(kind_id: str, kind: Kind, now: Weights) -> dict[str, float]:
    st.caption(
        "1 = most important; the same number = equally important. The weights are the middle of "
        "all those that respect this order (rank-order centroid)."
    )
    steps = sorted({round(share, 6) for share in now.values()}, reverse=True)
    ranks = {
        name: int(
            st.number_input(
                markdown(criterion.label),
                min_value=1,
                max_value=len(kind.criteria),
                value=steps.index(round(now[name], 6)) + 1,
                step=1,
                key=f"order:{kind_id}:{name}",
                persist_state="session",
            )
            or len(kind.criteria)
        )
        for name, criterion in kind.criteria.items()
    }
    return rank_order_centroid(ranks)


def _by_pairs(kind_id: str, kind: Kind, now: Weights) -> dict[str, float]:
    st.caption(
        "For each pair: how many times as much is going from worst to best on the one worth as on "
        "the other? In the middle = equal."
    )
    labels = {name: markdown(criterion.label) for name, criterion in kind.criteria.items()}
    place = st.container()
    given: dict[tuple[str, str], float] = {}
    for first in list(labels)[:-1]:
        with st.expander(f"{labels[first]}, against …"):
            for pair in combinations(labels, 2):
                if pair[0] == first:
                    given[pair] = _comparison(kind_id, pair, labels, now)
    found = pairwise_weights(list(labels), given)
    with place:
        _consistency(kind_id, found, given, labels)
    return dict(found.weights)


def _comparison(
    kind_id: str, pair: tuple[str, str], labels: Mapping[str, str], now: Weights
) -> float:
    """Show one comparison, and return how many times as much the first is worth as the second."""
    first, second = pair
    wanted = now[first] / now[second] if now[second] > 0 else RATIOS[-1]
    chosen = st.select_slider(
        labels[second],
        options=list(RATIOS),
        value=nearest(wanted),
        format_func=lambda ratio: comparison_words(float(ratio)),
        key=pair_key(kind_id, pair),
        persist_state="session",
    )
    return float(chosen)


def _consistency(
    kind_id: str,
    found: PairwiseWeights,
    given: Mapping[tuple[str, str], float],
    labels: Mapping[str, str],
) -> None:
    ratio = "not known" if found.consistency_ratio is None else f"{found.consistency_ratio:.2f}"
    verdict = "fit together" if found.accepted else "contradict each other"
    st.markdown(
        f"**Consistency ratio {ratio}: your comparisons {verdict}** (up to {ACCEPTED:g} is "
        f"commonly accepted; random index of {found.table.value})."
    )
    pair, fitting = found.least_consistent, found.consistent_value
    if pair is None or fitting is None:
        return
    said = given[pair] if pair in given else 1 / given[pair[1], pair[0]]
    st.markdown(
        f"Fits least: **{labels[pair[0]]}** against **{labels[pair[1]]}**: you said "
        f"{comparison_words(said)}, all the others together say {comparison_words(fitting)}."
    )

    def mend() -> None:
        st.session_state[pair_key(kind_id, pair)] = nearest(fitting)

    if nearest(fitting) != said:
        st.button("Change this one to fit", on_click=mend, icon=":material/build:")


def pair_key(kind_id: str, pair: tuple[str, str]) -> str:
    """Return the key of a comparison's slider."""
    return f"pair:{kind_id}:{pair[0]}:{pair[1]}"


def nearest(ratio: float) -> float:
    """Return the comparison of the scale that is nearest, as a ratio."""
    return min(RATIOS, key=lambda known: max(known / ratio, ratio / known) if ratio > 0 else known)


def comparison_words(ratio: float) -> str:
    """Return a comparison in words: ``3 times as much``, ``⅓ … as much``, ``equal``."""
    if abs(ratio - 1) < 0.05:
        return "equal"
    if ratio > 1:
        return f"{ratio:.2g} times as much"
    return f"1/{1 / ratio:.2g} as much"
