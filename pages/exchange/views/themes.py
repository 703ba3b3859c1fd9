"""The themes of a district."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.actions import change_theme, create_theme, remove_theme, take_themes
from communities.rules.starter_set import SOURCE, THEMES
from pages.access import AuthenticatedRequest, district_access
from pages.exchange.forms import ThemeForm
from pages.forms.refusals import done, pressed

from .page import page

FIELDS = ("name", "pillar", "source")


@require_safe
def themes(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """All themes, and those of the report where some are not here."""
    district, enters = district_access(request, slug)
    rows = list(district.themes.all())
    names = {row.name for row in rows}
    left = [name for name, _pillar in THEMES if name not in names]
    return page(request, "exchange/themes.html", district, enters, themes=rows, left=left, source=SOURCE)


@require_POST
def take(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Take over the themes of the report."""
    district, _enters = district_access(request, slug)

    def taken() -> None:
        count = len(take_themes(district=district, by=request.user, now=timezone.now()))
        words = ngettext("{count} theme was taken over.", "{count} themes were taken over.", count)
        messages.success(request, words.format(count=count))

    pressed(request, taken)
    return redirect("exchange:themes", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Enter a theme."""
    district, enters = district_access(request, slug)
    form = ThemeForm(request.POST or None)
    if form.is_bound and done(
        form, lambda: create_theme(district=district, values=form.cleaned_data, by=request.user, now=timezone.now())
    ):
        messages.success(request, _("“{name}” was added.").format(name=form.cleaned_data["name"]))
        return redirect("exchange:themes", slug)
    return page(request, "exchange/theme.html", district, enters, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Change a theme."""
    district, enters = district_access(request, slug)
    row = get_object_or_404(district.themes, pk=pk)
    seen = {name: getattr(row, name) for name in FIELDS}
    form = ThemeForm(request.POST or None, initial=seen)
    if form.is_bound and done(
        form,
        lambda: change_theme(theme=row, values=form.cleaned_data, seen=seen, by=request.user, now=timezone.now()),
    ):
        messages.success(request, _("Saved."))
        return redirect("exchange:themes", slug)
    return page(request, "exchange/theme.html", district, enters, form=form, theme=row)


@require_POST
def remove(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Take a theme away."""
    district, _enters = district_access(request, slug)
    row = get_object_or_404(district.themes, pk=pk)
    words = _("“{object}” is removed.").format(object=row)
    gone = pressed(request, lambda: remove_theme(theme=row, by=request.user, now=timezone.now()), words)
    return redirect("exchange:themes", slug) if gone else redirect("exchange:theme", slug, pk)
