"""Reading a configuration folder."""

from pathlib import Path

from config.load import load_configuration


def test_the_small_configuration_reads(small_configuration_folder: Path) -> None:
    configuration = load_configuration(small_configuration_folder)
    assert list(configuration.criteria.kinds) == ["country", "commitment", "theme"]
    assert len(configuration.content_hash) == 64
