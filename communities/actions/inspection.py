"""Supervisors say that they have looked at what happened."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities.journal import record, verbs
from communities.models import District, Inspection, Journal, Membership, Role, User
from communities.refused import Refused

from .rows import fresh


@transaction.atomic
def confirm_inspection(*, district: District, upto: Journal, by: User, now: datetime) -> Inspection:
    """A supervisor has looked at what happened in a district, up to a line of the journal that was shown.

    Refused("gone"), "role-ended" for who does not supervise the district, and "already" where the line, or a later one,
    was looked at.
    """
    fresh(district)
    supervises = Membership.objects.filter(user=by, user__is_active=True, district=district, role=Role.SUPERVISOR)
    if not supervises.exists():
        raise Refused("role-ended", roles=[str(Role.SUPERVISOR)])
    found = Inspection.objects.filter(user=by, district=district).first()
    if found is not None and found.line_id >= upto.pk:
        raise Refused("already", at=found.at)
    row = found or Inspection(user=by, district=district)
    row.line, row.at = upto, now
    row.save()
    record(verb=verbs.INSPECTED, at=now, who=by, district_id=district.pk, object=str(district))
    return row
