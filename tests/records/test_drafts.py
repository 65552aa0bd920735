"""Drafts: kept for whoever types, shown to nobody else, and no record."""

import pytest

from config.problems import InputError
from records import drafts, people, trail
from records.permissions import RefusedError
from records.store import Records
from tests.records.acts import member


def test_a_draft_is_its_writers_alone_and_no_record(records: Records) -> None:
    for who in ("ann", "bo"):
        people.put(records, "admin", member(who, "member"))
    with records.reading() as connection:
        before = trail.head(connection)
    drafts.keep(records, "ann", "stance", "The forum has")
    drafts.keep(records, "ann", "stance", "The forum has not met")
    drafts.keep(records, "bo", "stance", "Fine")
    assert drafts.drafts_of(records, "ann") == {"stance": "The forum has not met"}
    assert drafts.drafts_of(records, "bo") == {"stance": "Fine"}
    drafts.keep(records, "ann", "stance", "")
    assert drafts.drafts_of(records, "ann") == {}
    with records.reading() as connection:
        assert trail.head(connection) == before


def test_nobody_unknown_or_gone_keeps_drafts(records: Records) -> None:
    people.put(records, "admin", member("gone", "member").but(active=False))
    for who, why in (("stranger", "unknown"), ("", "unknown"), ("gone", "inactive")):
        with pytest.raises(RefusedError) as refused:
            drafts.keep(records, who, "stance", "x")
        assert refused.value.verdict.why == why


def test_a_draft_that_is_too_long_is_told_not_cut(records: Records) -> None:
    drafts.keep(records, "admin", "stance", "x" * 20_000)
    with pytest.raises(InputError, match="at most 20,000"):
        drafts.keep(records, "admin", "stance", "x" * 20_001)
    assert len(drafts.drafts_of(records, "admin")["stance"]) == 20_000
