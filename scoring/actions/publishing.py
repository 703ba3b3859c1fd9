"""Results are frozen, superseded, and handed out as certificates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from communities.models import User
from communities.refused import Refused
from contests.actions.change import changed, locked, locked_in, reason_given, refuse_stale, refuse_unless_in
from contests.models import Contest, ContestState
from scoring import verbs
from scoring.models import Certificate, Publication
from scoring.queries import certificates_of, in_force
from scoring.results import awarded, certificates_due, lapsed, members_in, publishable

LONGEST_PREFIX = 40


@transaction.atomic
def publish_results(
    *, contest: Contest, by: User, now: datetime, reason: str = "", seen: int | None = None
) -> Publication:
    """Freeze the results: complete, or with a recorded reason why not.

    `seen` is the version of the contest whose standings the caller saw, None for whichever it is. Refused("already")
    where they are published, "stale" where the contest has changed since, and "wrong-state", "not-final",
    "cannot-be-computed", "rehearsal" for one that never counts.
    """
    current = locked(contest.pk)
    if current.rehearsal:
        raise Refused("rehearsal")
    if current.state == ContestState.PUBLISHED:
        raise Refused("already", state=current.state)
    refuse_unless_in(current, ContestState.CLOSED)
    refuse_stale(seen, current.version)
    publication = _freeze(current, by=by, now=now, reason=reason.strip())
    current.state = ContestState.PUBLISHED
    changed(current, verbs.RESULTS_PUBLISHED, by=by, now=now, detail={"number": publication.number, "reason": reason})
    return publication


@transaction.atomic
def supersede(*, contest: Contest, reason: str, by: User, now: datetime, seen: int | None = None) -> Publication:
    """Publish anew, with a reason; the earlier one stays readable; certificates that no longer hold are revoked.

    `seen` is the version of the contest whose standings the caller saw, None for whichever it is. Refused("already")
    where the same person has published them since with the same reason, "stale" where the contest has changed since,
    "nothing-new" where publication `number` says the same, and "wrong-state", "not-final", "reason-needed",
    "cannot-be-computed".
    """
    current = locked_in(contest.pk, ContestState.PUBLISHED)
    last = in_force(current)
    if seen not in (None, current.version) and last and (last.by_id, last.reason) == (by.pk, reason.strip()):
        raise Refused("already", number=last.number)
    refuse_stale(seen, current.version)
    publication = _freeze(current, by=by, now=now, reason=reason_given(reason))
    revoked = _revoke_unfounded(publication, by=by, now=now, reason=publication.reason)
    detail = {"number": publication.number, "reason": publication.reason, "revoked": revoked}
    changed(current, verbs.RESULTS_SUPERSEDED, by=by, now=now, detail=detail)
    return publication


def _freeze(contest: Contest, *, by: User, now: datetime, reason: str) -> Publication:
    frozen = publishable(contest)
    if not frozen.final and not reason:
        raise Refused("not-final", missing=frozen.missing)
    last = in_force(contest)
    if last is not None and _same(last.data, frozen.data):
        raise Refused("nothing-new", number=last.number)
    return Publication.objects.create(
        contest=contest,
        number=last.number + 1 if last else 1,
        data=frozen.data,
        title=contest.title,
        venue=contest.venue,
        date=contest.date,
        final=frozen.final,
        reason=reason_given(reason) if reason else "",
        at=now,
        by=by,
    )


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two publications say the same: pressed twice, or nothing was corrected."""
    return all(one.get(part) == other.get(part) for part in ("contest", "result", "fingerprint"))


def _revoke_unfounded(publication: Publication, *, by: User, now: datetime, reason: str) -> list[str]:
    founded = set(awarded(publication.data["result"]))

    def holds(row: Certificate) -> bool:
        who = row.contestant.number
        return (who, row.award) in founded and row.member <= len(members_in(publication, who))

    given = Certificate.objects.filter(contestant__contest=publication.contest_id, revoked_at__isnull=True)
    gone = [row for row in given.select_related("contestant") if not holds(row)]
    for certificate in gone:
        _revoke(certificate, by=by, now=now, reason=reason)
    return [certificate.serial for certificate in gone]


def _revoke(certificate: Certificate, *, by: User, now: datetime, reason: str) -> None:
    certificate.revoked_at, certificate.revoked_by, certificate.revoke_reason = now, by, reason
    certificate.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])


@transaction.atomic
def issue_certificates(
    *, contest: Contest, prefix: str, by: User, now: datetime, each: bool = False
) -> list[Certificate]:
    """A certificate for every award of the publication in force that has none; serials go on from the last.

    A team gets one with all its members, or with `each` one for each of them. Refused("bad-serial") where the beginning
    cannot be one, and "serial-taken", "wrong-state", "gone".
    """
    current = locked_in(contest.pk, ContestState.PUBLISHED)
    return _issue(current, prefix, each=lambda _pair: each, by=by, now=now)


def _issue(
    current: Contest, prefix: str, *, each: Callable[[tuple[str, str]], bool], by: User, now: datetime
) -> list[Certificate]:
    publication = in_force(current)
    if publication is None or not 0 < len(prefix) <= LONGEST_PREFIX:
        raise Refused("bad-serial", prefix=prefix, most=LONGEST_PREFIX)
    people = {c.number: c for c in current.contestants.all()}
    due = list(certificates_due(publication, _given(current), each=each))
    due.sort(key=lambda one: people[one[0]].position)  # as contestants are listed: a serial tells no place
    first = Certificate.objects.filter(contestant__contest=current).count() + 1
    rows = [
        Certificate(
            publication=publication,
            contestant=people[who],
            award=award,
            member=member,
            serial=f"{prefix}-{number:04d}",
            issued_at=now,
            issued_by=by,
        )
        for number, (who, award, member) in enumerate(due, start=first)
    ]
    taken = Certificate.objects.filter(serial__istartswith=f"{prefix}-").values_list("serial", flat=True)
    if not {serial.casefold() for serial in taken}.isdisjoint(row.serial.casefold() for row in rows):
        raise Refused("serial-taken", prefix=prefix)
    Certificate.objects.bulk_create(rows, batch_size=500)
    if rows:
        changed(current, verbs.CERTIFICATES_ISSUED, by=by, now=now, detail={"serials": [row.serial for row in rows]})
    return rows


@transaction.atomic
def renew_certificates(
    *, contest: Contest, prefix: str, reason: str, by: User, now: datetime, seen: Collection[str] | None = None
) -> list[Certificate]:
    """Revoke, with a reason, the certificates that no longer say what the publication in force says; issue them anew.

    `seen` are the serials of those the caller saw. Refused("already") where there are none, "stale" where there are
    others, and "wrong-state", "reason-needed", "bad-serial", "serial-taken", "gone".
    """
    current = locked_in(contest.pk, ContestState.PUBLISHED)
    found = [row.certificate for row in lapsed(certificates_of(current), in_force(current))]
    if not found:
        raise Refused("already", certificates=[])
    refuse_stale(None if seen is None else sorted(seen), sorted(row.serial for row in found))
    why = reason_given(reason)
    for certificate in found:
        _revoke(certificate, by=by, now=now, reason=why)
        changed(current, verbs.CERTIFICATE_REVOKED, by=by, now=now, object=certificate, detail={"reason": why})
    single = {(row.contestant.number, row.award) for row in found if row.member}
    return _issue(current, prefix, each=lambda pair: pair in single, by=by, now=now)


def _given(contest: Contest) -> list[tuple[tuple[str, str], int]]:
    rows = Certificate.objects.filter(contestant__contest=contest, revoked_at__isnull=True)
    return [((who, award), member) for who, award, member in rows.values_list("contestant__number", "award", "member")]


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, reason: str, by: User, now: datetime) -> Certificate:
    """A certificate no longer holds; it stays on record.

    Refused("already") where it was revoked, and "wrong-state", "reason-needed".
    """
    contest = locked_in(certificate.publication.contest_id, ContestState.PUBLISHED)
    certificate.refresh_from_db()
    if certificate.revoked_at is not None:
        raise Refused("already", revoked_at=certificate.revoked_at)
    _revoke(certificate, by=by, now=now, reason=reason_given(reason))
    changed(contest, verbs.CERTIFICATE_REVOKED, by=by, now=now, object=certificate, detail={"reason": reason})
    return certificate
