"""The audit trail: who did what, each event sealed with the hash of the one before."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Self


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Who did what to what. `hash` covers every other field, so the trail's last one covers all."""

    event_id: int
    at: datetime
    actor: str
    verb: str
    subject: str
    detail: str
    previous_hash: str
    hash: str

    @classmethod
    def after(
        cls, last: Self | None, at: datetime, *, actor: str, verb: str, subject: str, detail: str
    ) -> Self:
        """The event that follows `last`, or the first one."""
        event_id = last.event_id + 1 if last else 1
        previous = last.hash if last else ""
        words = (at.astimezone(UTC).isoformat(), actor, verb, subject, detail, previous)
        seal = sha256(json.dumps([event_id, *words]).encode()).hexdigest()
        return cls(event_id, at, actor, verb, subject, detail, previous, seal)


def first_forged(trail: Iterable[AuditEvent]) -> AuditEvent | None:
    """The first event, oldest first, that was changed or stands behind one that is gone."""
    last: AuditEvent | None = None
    for event in trail:
        if event != _sealed_again(last, event):
            return event
        last = event
    return None


def _sealed_again(last: AuditEvent | None, event: AuditEvent) -> AuditEvent:
    return AuditEvent.after(
        last,
        event.at,
        actor=event.actor,
        verb=event.verb,
        subject=event.subject,
        detail=event.detail,
    )
