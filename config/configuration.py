"""The four configuration files together."""

from typing import Self

from config.base import Frozen
from config.capacity import Capacity
from config.criteria import Criteria
from config.rules import Rules
from config.services import Services


class Configuration(Frozen):
    """Everything leadership may change, as loaded from one configuration folder."""

    criteria: Criteria
    services: Services
    capacity: Capacity
    rules: Rules
    content_hash: str = ""
    """SHA-256 of the four files' contents, hexadecimal; empty when not loaded from files."""

    def but(self, **changes: object) -> Self:
        """Return a validated copy; a changed configuration no longer has the hash of the files."""
        return super().but(**{"content_hash": "", **changes})
