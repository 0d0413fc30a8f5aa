"""Alerts with a life, in few messages: what happened, since when, how many, why probably, and what to do."""

from dropwire.alert.channels import NotSent, send
from dropwire.alert.chart import png
from dropwire.alert.lifecycle import Alert, Changes, Finding, Moment, mute, observe, open_alerts
from dropwire.alert.messages import Links, Message, compose
from dropwire.alert.outbox import Delivery, deliver, post, troubles
from dropwire.alert.redact import redact, secrets_of
from dropwire.alert.settings import SEVERITIES, AlertSettings, Audience, Channel, Quiet, Severity

__all__ = [
    "SEVERITIES", "Alert", "AlertSettings", "Audience", "Changes", "Channel", "Delivery", "Finding", "Links", "Message",
    "Moment", "NotSent", "Quiet", "Severity", "compose", "deliver", "mute", "observe", "open_alerts", "png", "post",
    "redact", "secrets_of", "send", "troubles",
]  # fmt: skip
