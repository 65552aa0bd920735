"""Shared values of the scoring tests: one small example with every feature, worked by hand."""

import pytest

from config.criteria import Criteria
from data.dataset import Candidate, Dataset, Evidence, Link


def evidence(
    candidate: str,
    measure: str,
    value: float | str,
    low: float | None = None,
    high: float | None = None,
    basis: str = "observed",
    as_of: str = "2019",
) -> Evidence:
    return Evidence.model_validate(
        {
            "candidate": candidate,
            "measure": measure,
            "value": value,
            "low": low,
            "high": high,
            "basis": basis,
            "source": "test",
            "as_of": as_of,
        }
    )


@pytest.fixture(scope="session")
def hand_criteria() -> Criteria:
    return Criteria.model_validate(
        {
            "kinds": {
                "country": {
                    "label": "Countries",
                    "singular": "Country",
                    "worth": 100,
                    "criteria": {
                        "will": {
                            "label": "Will",
                            "weight": 5,
                            "measures": [
                                {
                                    "measure": "csp",
                                    "value": {"type": "linear", "worst": 0, "best": 1},
                                },
                                {
                                    "measure": "rating",
                                    "value": {
                                        "type": "levels",
                                        "levels": {"none": 0, "some": 50, "strong": 100},
                                    },
                                },
                            ],
                            "source": "hand",
                        },
                        "corruption": {
                            "label": "Corruption",
                            "weight": 3,
                            "measure": "perceived",
                            "value": {"type": "linear", "worst": 10, "best": 0},
                            "missing": "midpoint",
                            "source": "hand",
                        },
                        "press": {
                            "label": "Press",
                            "weight": 2,
                            "measures": [
                                {
                                    "measure": "freedom",
                                    "value": {
                                        "type": "points",
                                        "points": [[0, 0], [50, 80], [100, 20]],
                                    },
                                },
                                {
                                    "measure": "laws",
                                    "value": {
                                        "type": "threshold",
                                        "at": 3,
                                        "below": 40,
                                        "above": 90,
                                    },
                                },
                            ],
                            "combine": "min",
                            "missing": "low",
                            "source": "hand",
                        },
                    },
                    "gates": {
                        "values": {
                            "label": "Values Check",
                            "measure": "values",
                            "at_least": 3,
                            "source": "hand",
                        },
                        "member": {
                            "label": "Membership",
                            "attribute": "status",
                            "in": "active",
                            "source": "hand",
                        },
                    },
                },
                "commitment": {
                    "label": "Commitments",
                    "singular": "Commitment",
                    "worth": 10,
                    "criteria": {
                        "ambition": {
                            "label": "Ambition",
                            "weight": 3,
                            "measure": "ambition",
                            "value": {"type": "linear", "worst": 0, "best": 4},
                            "source": "hand",
                        },
                        "focus": {
                            "label": "Focus overlap",
                            "weight": 1,
                            "overlap": {"in_country": 3, "on_theme": 1},
                            "source": "hand",
                        },
                    },
                },
                "theme": {
                    "label": "Themes",
                    "singular": "Theme",
                    "worth": 10,
                    "criteria": {
                        "partners": {
                            "label": "Partners",
                            "weight": 1,
                            "measure": "partner_strength",
                            "value": {"type": "linear", "worst": 0, "best": 1},
                            "source": "hand",
                        }
                    },
                },
            },
            "measures": {
                "csp": {"label": "Participation", "scale": [0, 1]},
                "rating": {"label": "Rating", "judgement": True},
                "perceived": {"label": "Perceived corruption", "scale": [0, 10]},
                "freedom": {"label": "Press freedom", "scale": [0, 100]},
                "laws": {"label": "Press laws", "scale": [0, 5]},
                "values": {"label": "Values", "scale": [0, 4]},
                "ambition": {"label": "Ambition", "scale": [0, 4]},
                "partner_strength": {"label": "Partners", "derived": "partner_strength"},
            },
        }
    )


@pytest.fixture(scope="session")
def hand_dataset() -> Dataset:
    return Dataset(
        candidates=(
            Candidate(id="country:C", kind="country", name="Cee", region="South"),
            Candidate(id="country:A", kind="country", name="Aye", region="North", incumbent=True),
            Candidate(id="country:B", kind="country", name="Bee", status="suspended"),
            Candidate(id="commitment:1", kind="commitment", name="One"),
            Candidate(id="commitment:2", kind="commitment", name="Two"),
            Candidate(id="commitment:3", kind="commitment", name="Three"),
            Candidate(id="theme:x", kind="theme", name="Ex", incumbent=True),
            Candidate(id="theme:y", kind="theme", name="Why"),
        ),
        evidence=(
            evidence("country:A", "csp", 0.8),
            evidence("country:A", "rating", "some", basis="judgement"),
            evidence("country:A", "perceived", 4.0, low=3.0, high=6.0),
            evidence("country:A", "freedom", 50.0, low=25.0, high=75.0),
            evidence("country:A", "laws", 5.0),
            evidence("country:A", "values", 4.0),
            evidence("country:B", "csp", 0.4),
            evidence("country:B", "rating", "strong", basis="assumption"),
            evidence("country:B", "perceived", 0.0),
            evidence("country:B", "freedom", 75.0),
            evidence("country:B", "laws", 2.0),
            evidence("country:B", "values", 2.0),
            evidence("country:C", "perceived", 12.0),
            evidence("country:C", "freedom", 100.0),
            evidence("commitment:1", "ambition", 4.0),
            evidence("commitment:2", "ambition", 2.0),
        ),
        links=(
            Link(candidate="commitment:1", target="country:C", relation="in_country"),
            Link(candidate="commitment:1", target="theme:x", relation="on_theme"),
            Link(candidate="commitment:1", target="theme:y", relation="on_theme"),
            Link(candidate="commitment:2", target="country:A", relation="in_country"),
            Link(candidate="commitment:2", target="theme:x", relation="on_theme"),
        ),
    )
