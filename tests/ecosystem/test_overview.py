"""The overview; the oracle is the network worked by hand, counted."""

from data.dataset import Partner
from ecosystem.gaps import Served
from ecosystem.overview import overview
from tests.ecosystem.networks import engagement, hand_worked


def test_hand_worked_network_counted() -> None:
    dataset = hand_worked()
    found = overview(
        dataset.but(
            partners=(*dataset.partners, Partner(id="partner:idle", name="Idle", type="thematic")),
            engagements=(*dataset.engagements, engagement("idle", "country:MLT", 0.0)),
        ),
        ["country:KEN", "country:MLT", "country:GHA-sek", "commitment:KE1"],
    )
    assert (found.partners, found.engagements, found.unknown_service) == (5, 8, 2)
    assert (found.unknown_capacity, found.without_work) == (2, ("partner:idle",))
    assert list(found.types.items()) == [("thematic", 3), ("multilateral", 1), ("national", 1)]
    assert found.focus == 4
    assert found.served == {
        Served.NO_RECORD: (),
        Served.RECORDED_AS_NONE: ("country:MLT",),
        Served.FROM_AFAR: ("commitment:KE1", "country:GHA-sek"),
        Served.DIRECTLY: ("country:KEN",),
    }
