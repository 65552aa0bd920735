"""What JSON told of plans before reports did; goes when its users have reports."""

from optimizer.bounded_value import BoundedValue

Json = dict[str, object]


def priced_json(points: BoundedValue | None) -> Json | None:
    """Return what is found and proven; ``found`` is null where the figure is no news."""
    if points is None:
        return None
    return {"found": points.estimate, "low": points.low, "high": points.high}
