"""Evidence of check items, sent before a contest opens: by who holds a contestant's link, or by the organiser."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities.actions.rows import store
from communities.journal import Verb, record
from communities.models import BYTES, User
from communities.refused import Refused
from communities.rules.files import Looked, looked_at
from communities.writing import update
from contests import verbs
from contests.models import Contest, Contestant, EvidenceLinks, ItemEvidence, RubricItem

from .change import changed, in_setup, refuse_stale

MOST_EACH, MOST_IN_ALL = 3, 60
"""Files of a contestant for one item, and in all."""


@transaction.atomic
def give_evidence_links(*, contest: Contest, by: User, now: datetime, seen: int | None = None) -> EvidenceLinks:
    """Give each contestant a link to send evidence by; links given before are good no longer.

    `seen` is the number of those the caller knew of, 0 for none. Refused("gone", "wrong-state") and "stale".
    """
    contest = in_setup(contest.pk)
    row = EvidenceLinks.objects.filter(contest=contest).first()
    refuse_stale(seen, row.number if row else 0)
    if row is None:
        row = EvidenceLinks(contest=contest)
    else:
        row.number += 1
    store(row)
    changed(contest, verbs.EVIDENCE_LINKS_GIVEN, by=by, now=now, object=contest, for_the_desk=True)
    return row


def add_item_evidence(
    *,
    contestant: Contestant,
    item: RubricItem,
    title: str,
    data: bytes,
    by: User | None,
    now: datetime,
    small: bytes = b"",
    link: int | None = None,
) -> ItemEvidence:
    """Add a picture or a PDF for a check item; without `by` it comes by the contestant's link, whose number `link` is.
    It is looked through before anything is locked.

    Refused("gone"), "evidence-closed" once the contest is open or the link is replaced, "already", "another-contest"
    where the item is none of this contest's, "too-many-files-of-item", "too-many-evidence", "invalid", "no-evidence",
    "picture-too-heavy", "picture-too-wide", "picture-broken", "pdf-too-heavy", "no-pdf", "pdf-locked", "pdf-too-long"
    and "pdf-active".
    """
    found: Looked = looked_at(data, small)
    with transaction.atomic():
        contest = _open_for_evidence(contestant, by, link)
        if item.round.contest_id != contest.pk:
            raise Refused("another-contest")
        there = list(ItemEvidence.objects.filter(contestant=contestant).values_list("item", "digest"))
        if (item.pk, found.digest) in there:
            raise Refused("already")
        if sum(of == item.pk for of, _digest in there) >= MOST_EACH:
            raise Refused("too-many-files-of-item", most=MOST_EACH)
        if len(there) >= MOST_IN_ALL:
            raise Refused("too-many-evidence", most=MOST_IN_ALL)
        sent_by = "" if by else str(contestant)
        row = ItemEvidence(contestant=contestant, item=item, title=title, added_at=now, added_by=by, sent_by=sent_by)
        for name, value in found.columns.items():
            setattr(row, name, value)
        store(row)
        _note(contest, verbs.EVIDENCE_ADDED, row, by, now)
    return row


@transaction.atomic
def remove_item_evidence(*, file: ItemEvidence, by: User | None, now: datetime, link: int | None = None) -> None:
    """Take a file away again; without `by` it is done by the contestant's link.

    Refused("gone"), "evidence-closed" and "already".
    """
    contest = _open_for_evidence(file.contestant, by, link)
    row = ItemEvidence.objects.filter(pk=file.pk).select_related("item", "contestant").defer(*BYTES).first()
    if row is None:
        raise Refused("already")
    _note(contest, verbs.EVIDENCE_REMOVED, row, by, now)
    row.delete()


def _open_for_evidence(contestant: Contestant, by: User | None, link: int | None) -> Contest:
    try:
        contest = in_setup(contestant.contest_id)
    except Refused as refused:
        raise (Refused("evidence-closed") if refused.code == "wrong-state" else refused) from None
    good = by is not None or EvidenceLinks.objects.filter(contest=contest, number=link or 0).exists()
    if not good or not Contestant.objects.filter(pk=contestant.pk).exists():
        raise Refused("evidence-closed")
    return contest


def _note(contest: Contest, verb: Verb, row: ItemEvidence, by: User | None, now: datetime) -> None:
    detail = {"item": str(row.item), "title": row.title}
    if by is not None:
        changed(contest, verb, by=by, now=now, object=row.contestant, detail=detail, for_the_desk=True)
        return
    contest.desk_version += 1
    update(contest)
    record(
        verb=verb,
        at=now,
        who=None,
        label=str(row.contestant),
        district_id=contest.district_id,
        contest_id=contest.pk,
        contest_label=contest.title,
        object=str(row.contestant),
        detail=detail,
    )
