"""Settings: read from the environment, refused with the variable's name, and all told in the README."""

from pathlib import Path

import pytest

from dropwire.config import REPOSITORY, Settings
from dropwire.errors import ConfigError


def test_paths_follow_the_working_folder_unless_told_otherwise():
    settings = Settings.from_env({"DROPWIRE_HOME": "/somewhere", "DROPWIRE_ARCHIVE": "memory://raw"})
    assert settings.home == Path("/somewhere")
    assert str(settings.inbox_path) == "/somewhere/drops/inbox"
    assert str(settings.archive_path) == "memory://raw"


@pytest.mark.parametrize(("name", "value"), [("SETTLE_SECONDS", "soon"), ("SHARD_BYTES", "0"), ("SHARD_BYTES", "8 MB")])
def test_a_wrong_value_names_its_variable(name, value):
    with pytest.raises(ConfigError, match=f"DROPWIRE_{name}='{value}'"):
        Settings.from_env({f"DROPWIRE_{name}": value})


def test_an_empty_variable_is_no_setting():
    assert Settings.from_env({"DROPWIRE_INBOX": ""}) == Settings.from_env({})


def test_every_setting_stands_in_the_readme():
    table = (REPOSITORY / "README.md").read_text(encoding="utf-8").split("## Settings")[1]
    missing = [name for name in Settings.model_fields if f"`DROPWIRE_{name.upper()}`" not in table]
    assert not missing
