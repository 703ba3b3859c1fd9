"""The sentences of the emcee: each with the places it can name, and with what it would sound like."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.refused import Refused
from communities.wording import sentence
from pages.access import DESK as READERS
from pages.access import AuthenticatedRequest, access_to
from pages.desk.forms.sentences import SentencesForm
from pages.wording.spoken import preview
from stage.actions import change_sentences
from stage.models import Show
from stage.queries import show_of
from stage.rules.sentences import PLACES, Part, refuse_unsound


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: its field, the usual one, the places it can name, and an example."""

    field: BoundField
    usual: str
    places: list[str]
    parts: list[Part]


@require_http_methods(["GET", "HEAD", "POST"])
def sentences(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All sentences; looked at before they are saved, if somebody wants to."""
    access = access_to(request, pk, read=READERS)
    show = show_of(access.contest)
    now = {id: show.sentences.get(id, "") for id in PLACES}
    form = SentencesForm(request.POST if request.method == "POST" else None, contest=access.contest, initial=now)
    sound = form.is_valid() and _is_sound(form)
    if sound and "look" not in request.POST and _saved(request, show, form, now):
        messages.success(request, _("The sentences are saved. The emcee's page has them now."))
        return redirect("desk:sentences", pk)
    typed = form.sentences() if sound else now
    example = Show(contest=access.contest, sentences={id: text for id, text in typed.items() if text})
    rows = [
        Row(form[id], form.usual[id], [f"{{{name}}}" for name in names], preview(example, id))
        for id, names in PLACES.items()
    ]
    context = {"contest": access.contest, "access": access, "form": form, "rows": rows}
    return render(request, "desk/sentences.html", {**context, "looked": sound})


def _is_sound(form: SentencesForm) -> bool:
    """Whether every sentence can be said; otherwise each field says why not."""
    for id, text in form.sentences().items():
        try:
            refuse_unsound(id, text)
        except Refused as refused:
            form.add_error(id, sentence(refused))
    return not form.errors


def _saved(request: AuthenticatedRequest, show: Show, form: SentencesForm, seen: dict[str, str]) -> bool:
    """Whether they were saved; otherwise the form says why not."""
    try:
        change_sentences(
            contest=show.contest, sentences=form.sentences(), seen=seen, by=request.user, now=timezone.now()
        )
    except Refused as refused:
        form.add_error(None, sentence(refused))
        return False
    return True
