"""Facts read by hand, each with the place it stands in.

Paragraphs are those of OGP's draft strategy 2023-2028 as it was open for comments, unless another
source is named. Only facts are taken, no sentences. The page at hand begins inside 1.1 and ends
with the heading of 3.1: nothing of what follows there is in this dataset.
"""

from collections.abc import Mapping

from data.importers.ogp_2020.plan import MIDDLE_EAST

STRATEGY = "ogp-draft-strategy-2023"
"""Source id of the draft."""

CYCLE = "2022"
"""Last year that evidence may speak of: comments on the draft closed on 15 February 2023."""

KINDS = ("country", "local", "action", "theme", "platform")

STATUS: Mapping[str, tuple[str, str]] = {
    "AZE": ("suspended", "2018-12"),
    "BIH": ("inactive", "2018-12"),
    "SLV": ("inactive", "2022-03"),
}
"""Members not active in early 2023, and since when (sources ``ogp-status``, ``ogp-status-2023``).

El Salvador lost its membership after 25 March 2023, Azerbaijan was suspended for good in August
2023: both after the draft. Whether Bosnia and Herzegovina came back is not on record here.
"""

PROSPECTIVE: Mapping[str, tuple[str, str, str]] = {
    "TLS": (
        "Timor-Leste",
        "Asia and the Pacific",
        "https://www.opengovpartnership.org/members/timor-leste/",
    ),
    "XKX": ("Kosovo", "Europe", ""),
}
"""Places that were no members in early 2023 and are on record as coming: name, region, page.

Timor-Leste joined in 2023 (source ``ogp-status-2023``). Kosovo has an action plan of 2023 in OGP's
export (``ogp-calendar-2024``); the draft (2.2) leaves to the Steering Committee how countries that
not all recognise may take part.
"""

TRAINING = ("EST", "KEN", "ESP", "NGA")
"""Countries in which civil servants are trained in open government (1.3)."""

PAGOF_2 = ("CIV", "MAR", "SEN", "TUN")
"""Members in PAGOF's second phase, 2022-2025 (source ``pagof``); Benin, no member, is in it too."""

BALKANS = ("ALB", "BIH", "MKD", "MNE", "SRB")
"""Members of the Regional School of Public Administration; the draft says Balkans region (1.3)."""

LATIN_AMERICA = "Latin America and the Caribbean"

REGION_WIDE: tuple[tuple[str, str, str, str], ...] = (
    ("cepal", LATIN_AMERICA, "school_partnership", STRATEGY),
    ("african-leadership-institute", "Africa", "leadership_cohort", STRATEGY),
    ("respa", "Western Balkans", "school_partnership", "respa"),
)
"""Partner, region or part of one, service, source; which countries the draft does not say."""


def subregion(iso: str, region: str) -> str:
    """Return the part of its region in which a member lies, where partners work across one."""
    if region == "Americas":
        return "" if iso in ("CAN", "USA") else LATIN_AMERICA
    if region == "Africa and the Middle East":
        return "" if iso in MIDDLE_EAST else "Africa"
    return "Western Balkans" if iso in BALKANS else ""


CHALLENGE_AREAS: Mapping[str, str] = {
    "Access to Information": "right-to-information",
    "Anti-Corruption": "anti-corruption-institutions",
    "Civic Space": "civic-space",
    "Climate and Environment": "environment-climate",
    "Digital Governance": "digital-governance",
    "Fiscal Openness": "fiscal-openness",
    "Gender and Inclusion": "gender",
    "Justice": "justice",
    "Media Freedom": "media-telecommunications",
    "Public Participation": "public-participation",
}
"""Area of the Open Gov Challenge (late 2023) → the policy area of this dataset nearest to it."""

PLATFORMS: tuple[tuple[str, str, str], ...] = (
    ("g7", "Group of Seven (G7)", ""),
    ("s4d", "Summit for Democracy (S4D)", ""),
    ("cop", "Climate conferences (COP)", "environment-climate"),
    ("iacc", "International Anti-Corruption Conference (IACC)", "anti-corruption-institutions"),
)
"""Id, name and policy area of the platforms that 1.5 names as examples."""
