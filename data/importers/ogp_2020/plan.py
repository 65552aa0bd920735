"""Facts read by hand, each with the place it stands in.

Sections are those of OGP's three-year implementation plan (early 2020), unless another source is
named. Only facts are taken, no sentences.
"""

from collections.abc import Mapping

PLAN = "ogp-plan-2020"
"""Source id of the three-year implementation plan."""

CYCLE = "2020"

FOCUS_COUNTRIES: tuple[str, ...] = (
    "ARM", "BFA", "COL", "ECU", "DEU", "GHA", "IDN", "KEN", "LVA", "MEX", "MKD", "SEN", "KOR",
)  # fmt: skip
"""The thirteen focus countries of 2020 (Countries, 2020 Activities, Selected focus countries)."""

REGIONS: tuple[str, ...] = (
    "Africa and the Middle East",
    "Americas",
    "Asia and the Pacific",
    "Europe",
)
"""OGP's four regions, as its databases write them."""

MISSING_REGIONS: Mapping[str, str] = {
    "AFG": "Asia and the Pacific",
    "AZE": "Asia and the Pacific",
    "BFA": "Africa and the Middle East",
    "BIH": "Europe",
    "LUX": "Europe",
    "MEX": "Americas",
    "MLT": "Europe",
    "PAK": "Asia and the Pacific",
    "SLV": "Americas",
    "SYC": "Africa and the Middle East",
    "ZAF": "Africa and the Middle East",
}
"""Region of the eleven members without one in the list at hand.

Azerbaijan follows its neighbours Armenia and Georgia, which OGP counts to Asia and the Pacific.
"""

STATUS: Mapping[str, str] = {"AZE": "suspended", "BIH": "inactive"}
"""Members not active in early 2020 (OGP news, see source ``ogp-status``); all others are."""

INCOME_GROUP_2020: Mapping[str, str] = {"CPV": "Lower middle income"}
"""World Bank income group of fiscal year 2020 where the list at hand is of a later year."""

JOINED: Mapping[str, str] = {
    "ECU": "2018", "MAR": "2018", "PAK": "2016", "SEN": "2018", "SYC": "2018",
}  # fmt: skip
"""Year of joining of members that came after the cohorts of the list at hand.

The four of 2018, and Pakistan, whose year decides whether it has just joined (sources
``joined-ecuador`` and so on). Of fifteen others that are in no cohort it is not at hand.
"""

IN_TRANSITION: Mapping[str, str] = {"ARM": "yes"}
"""Members whose political transition the plan calls a chance for reform.

It names Armenia (Countries, Overview, first illustrative example). Of nobody else does anybody say
whether it is in one.
"""

MEMBER_NAMES: Mapping[str, str] = {"CIV": "Côte d'Ivoire"}
"""Names written another way than in the list at hand (a plain apostrophe)."""

ALIASES: Mapping[str, str] = {
    "Kyrgyz Republic": "KGZ",
    "Cote d'Ivoire": "CIV",
    "Côte d'Ivoire": "CIV",
    "Slovakia": "SVK",
    "Czechia": "CZE",
    "Macedonia": "MKD",
    "Republic of Korea": "KOR",
    "Korea, Republic of": "KOR",
    "United States of America": "USA",
    "USA": "USA",
    "UK": "GBR",
}
"""Other names of national members in the databases at hand."""

LOCAL_COUNTRIES: Mapping[str, str] = {
    "Tanzania": "TZA",
}
"""Countries of local members that are not national members."""

LOCAL_REGIONS: Mapping[str, str] = {"TZA": "Africa and the Middle East"}

LOCAL_INCOME_GROUPS: Mapping[str, str] = {"TZA": "Low income"}

PROGRAMMES: Mapping[str, tuple[str, ...]] = {
    "eu4integrity": ("ARM", "AZE", "GEO", "MDA", "UKR"),
    "pagof": ("BFA", "CIV", "TUN"),
}
"""Members of a support programme: EU4Integrity (Eastern Partnership), PAGOF (Francophone Africa).

Countries, 2020 Activities, and Annex (Bundled packages); which countries are meant is from the
programmes' own pages (sources ``eu4integrity`` and ``pagof``). Of PAGOF, those of the phase that
ran in 2020; Morocco and Senegal came with the second one, in 2022.
"""

REGION_PROGRAMMES: Mapping[str, str] = {"oas": "Americas"}
"""Programme → the region it is for (Annex, Bundled packages); which countries is not said."""

MIDDLE_EAST: tuple[str, ...] = ("JOR",)
"""Members of OGP's region Africa and the Middle East outside Africa; Israel is in its Europe."""

SUBREGIONS: Mapping[str, tuple[str, ...]] = {
    "Nordic countries": ("DNK", "FIN", "NOR", "SWE"),
    "Western Balkans": ("ALB", "BIH", "MKD", "MNE", "SRB"),
}
"""Part of a region that the plan names (Countries, (Sub)Regional initiatives) → its members.

Who belongs to them the plan does not say: geography does. Serbia, Albania and so on are the members
of the school of the Western Balkans; Iceland, of the Nordic countries, was no member of OGP.
"""


def subregion(iso: str, region: str) -> str:
    """Return the part of its region in which a member lies, where the plan names one."""
    if region == REGIONS[0]:
        return "" if iso in MIDDLE_EAST else "Africa"
    return next((name for name, members in SUBREGIONS.items() if iso in members), "")


CONSIDERED_2020: tuple[str, ...] = ("AM0037", "BF0005", "NG0006", "SEK0002", "PA0028")
"""Focus commitments under consideration (Commitments, 2020 Activities, Selected Focus Commitments).

The plan names them by country and theme. The ids of four are in OGP's list of trust-fund awards
(source ``ogp-mdtf``); Armenia's is the beneficial-ownership commitment of its fourth action plan.
"""

MORE_COMMITMENTS: tuple[Mapping[str, str], ...] = (
    {
        "id": "BF0005",
        "name": "Registration and Complaints Handling Mechanism",
        "country": "BFA",
        "locality": "",
        "ap_number": "1",
        "year_submitted": "2017",
        "end_year": "2019",
        "themes": "public-service-delivery|social-accountability|public-participation"
        "|sustainable-development-goals",
        "url": "https://www.opengovpartnership.org/members/burkina-faso/commitments/BF0005/",
        "source": "ogp-page-bf0005",
    },
    {
        "id": "NG0006",
        "name": "Beneficial Ownership Register",
        "country": "NGA",
        "locality": "",
        "ap_number": "1",
        "year_submitted": "2017",
        "end_year": "2019",
        "themes": "beneficial-ownership|fiscal-openness|private-sector|public-participation",
        "url": "https://www.opengovpartnership.org/members/nigeria/commitments/NG0006/",
        "source": "ogp-page-ng0006",
    },
    {
        "id": "PA0028",
        "name": "Open Contracting in the Transport Sector",
        "country": "PAN",
        "locality": "",
        "ap_number": "3",
        "year_submitted": "2017",
        "end_year": "2019",
        "themes": "open-contracting|infrastructure-transport",
        "url": "https://www.opengovpartnership.org/members/panama/",
        "source": "ogp-mdtf",
    },
    {
        "id": "SEK0002",
        "name": "Public Service - Sanitation",
        "country": "GHA",
        "locality": "Sekondi-Takoradi",
        "ap_number": "1",
        "year_submitted": "2016",
        "end_year": "2020",
        "themes": "water-sanitation|public-service-delivery|infrastructure-transport"
        "|marginalized-communities|subnational",
        "url": (
            "https://www.opengovpartnership.org/members/sekondi-takoradi-ghana/commitments/SEK0002/"
        ),
        "source": "ogp-page-sek0002",
    },
)
"""The commitments under consideration that the commitment databases at hand do not hold.

Titles, plans and policy areas are those of OGP's own pages; of PA0028 only the award list speaks.
"""

MORE_CODINGS: tuple[tuple[str, str, str, str, str], ...] = (
    ("BF0005", "irm_ambition", "low", "2020", "design report of 2017-2019"),
    ("BF0005", "verifiable", "yes", "2020", "design report of 2017-2019"),
    ("BF0005", "relevant", "yes", "2020", "design report of 2017-2019"),
    ("NG0006", "irm_early_results", "marginal", "", "implementation report of 2017-2019, undated"),
    ("NG0006", "verifiable", "yes", "", "design report of 2017-2019, undated"),
    ("NG0006", "relevant", "yes", "", "design report of 2017-2019, undated"),
    ("NG0006", "civic_participation", "yes", "", "design report of 2017-2019, undated"),
)
"""IRM codings that OGP's pages show for them: commitment, measure, level, year, IRM report."""

TRUST_FUND_AWARDS: tuple[str, ...] = ("BF0005", "MN0023", "NG0006", "PA0028", "SEK0002")
"""Implementation awards of the trust fund announced in 2019 (source ``ogp-mdtf``)."""
