"""What has gone wrong on the server, for administrators."""

from __future__ import annotations

import django_tables2 as tables
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from communities.faults import SIGN_IN, Fault, latest_faults
from pages.access import AuthenticatedRequest, administrators_only


class FaultTable(tables.Table):  # type: ignore[misc]  # django-tables2 has no types
    """Newest first."""

    at = tables.DateTimeColumn(verbose_name=gettext_lazy("When"), format="Y-m-d H:i:s", orderable=False)
    number = tables.Column(verbose_name=gettext_lazy("Number"), orderable=False)
    what = tables.Column(verbose_name=gettext_lazy("What happened"), orderable=False)
    who = tables.Column(verbose_name=gettext_lazy("Account"), orderable=False, default="")
    where = tables.Column(verbose_name=gettext_lazy("Address"), orderable=False, default="")
    code = tables.Column(verbose_name=gettext_lazy("Lines of code"), orderable=False, default="")

    class Meta:
        attrs = {"class": "table journal"}  # noqa: RUF012

    def render_what(self, value: str, record: Fault) -> str:
        """A sentence for a sign-in; the kind of error otherwise."""
        return _("Sign-in refused, from %(address)s") % {"address": value} if record.kind == SIGN_IN else value

    def render_code(self, value: list[str]) -> str:
        """The last ones, which tell most."""
        return " › ".join(value[-3:])


@require_safe
def faults(request: AuthenticatedRequest) -> HttpResponse:
    """The last faults and refused sign-ins."""
    administrators_only(request)
    found = latest_faults(settings.FAULTS)
    return render(request, "administration/faults.html", {"table": FaultTable(found), "any": bool(found)})
