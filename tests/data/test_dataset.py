"""Regions of a dataset, and work across them; oracle: worked by hand."""

from data.dataset import Candidate, Dataset, Engagement, Link, Work

COUNTRY = {"kind": "country", "region": "Africa and the Middle East"}
PLACES = Dataset(
    candidates=(
        Candidate(id="KEN", name="Kenya", attributes={"subregion": "Africa"}, **COUNTRY),
        Candidate(id="KEN-elg", name="Elgeyo", attributes={"subregion": "Africa"}, **COUNTRY),
        Candidate(id="TZA-kig", name="Kigoma", attributes={"subregion": "Africa"}, **COUNTRY),
        Candidate(id="JOR", name="Jordan", **COUNTRY),
        Candidate(id="KE1", name="Register", kind="commitment", region=COUNTRY["region"]),
        Candidate(id="owners", name="Owners", kind="theme"),
    ),
    links=(
        Link(candidate="KEN-elg", target="KEN", relation="in_country"),
        Link(candidate="KE1", target="KEN", relation="in_country"),
        Link(candidate="KE1", target="owners", relation="on_theme"),
    ),
)


def test_who_lies_in_a_region_and_in_no_other_of_it() -> None:
    """Elgeyo and the register lie in Kenya; Kigoma's country is no candidate; Jordan: no Africa."""
    assert PLACES.regions == {
        "Africa": ("KEN", "TZA-kig"),
        "Africa and the Middle East": ("JOR", "KEN", "TZA-kig"),
    }


def test_work_across_a_region_counts_for_each_of_these() -> None:
    bank = Engagement(partner="bank", target="Africa", strength=0.2, source="plan")
    owners = Engagement(partner="bank", target="owners", service="technical", strength=1)
    assert PLACES.but(engagements=(bank, owners)).works == (
        Work(partner="bank", target="KEN", strength=0.2, source="plan", region="Africa"),
        Work(partner="bank", target="TZA-kig", strength=0.2, source="plan", region="Africa"),
        Work(partner="bank", target="owners", service="technical", strength=1),
    )


def test_the_id_of_a_candidate_comes_before_the_name_of_a_region() -> None:
    europe = Candidate(id="Europe", kind="country", name="Europe", region="Europe")
    malta = Candidate(id="MLT", kind="country", name="Malta", region="Europe")
    work = Engagement(partner="bank", target="Europe", strength=1)
    (only,) = Dataset(candidates=(europe, malta), engagements=(work,)).works
    assert (only.target, only.region) == ("Europe", "")
