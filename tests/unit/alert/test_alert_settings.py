"""alerts.yaml: errors with their lines, quiet hours, and secrets."""

from datetime import UTC, datetime

import pytest

from dropwire.alert import AlertSettings, Quiet, redact, secrets_of
from dropwire.config import ALERTS
from dropwire.errors import ConfigError
from dropwire.yamlfile import read_yaml

GOOD = """channels:
  duty: {variable: DUTY_URL}
audiences:
  - name: duty
    channels: [duty]
    quiet: {from: "22:00", until: "06:00", timezone: Asia/Jakarta}
"""


def test_the_file_that_ships_is_in_order():
    assert read_yaml(ALERTS, AlertSettings)[0].audiences


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("DUTY_URL", "mailto://me:pass@host", 2, "NAME of an environment variable"),
        ("{variable: DUTY_URL}", "{}", 2, "either `variable` or `connection`"),
        ("[duty]", "[dutty]", 1, "no channel `dutty`; there are duty"),
        ('"22:00"', '"25:00"', 6, "no time of day"),
        ("Asia/Jakarta", "Java", 6, "no time zone"),
        ("name: duty", "name: duty\n    minimum: huge", 5, "'info', 'warning' or 'critical'"),
        ("quiet:", "quite:", 6, "quite"),
        ("  duty:", "  duty: {variable: A}\n  duty:", 3, "twice"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, old, new, line, words):
    path = tmp_path / "alerts.yaml"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        read_yaml(path, AlertSettings)
    assert f"alerts.yaml:{line}:" in str(error.value)
    assert words in str(error.value)
    assert "pass@" not in str(error.value)


@pytest.mark.parametrize(
    ("hour", "ends"),
    [(14, None), (15, 23), (20, 23), (22, 23), (23, None)],  # UTC; Jakarta is seven hours ahead
)
def test_quiet_hours_go_over_midnight(hour, ends):
    quiet = Quiet.model_validate({"from": "22:00", "until": "06:00", "timezone": "Asia/Jakarta"})
    end = quiet.ends(datetime(2024, 5, 13, hour, 30, tzinfo=UTC))
    assert (end and end.astimezone(UTC).hour) == ends


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("postgresql://dropwire:s3cr3t-x@db/warehouse is down", "s3cr3t-x"),
        ("password=hunter22 was refused", "hunter22"),
        ('{"api_key": "abcdef123"}', "abcdef123"),
        ("Authorization: Bearer eyJhbGciOi", "eyJhbGciOi"),
        ("posting to https://hooks.slack.com/services/T0AAA/B0BBBB/xyzxyz1 failed", "xyzxyz1"),
    ],
)
def test_secrets_are_hidden(text, hidden):
    secrets = secrets_of("slack://T0AAA/B0BBBB/xyzxyz1/")
    assert hidden in text
    assert hidden not in redact(text, secrets)


def test_ordinary_words_stay():
    text = "The author of the article 12 of https://tin.example/a?id=3 said: the token of peace"
    assert redact(text) == text
