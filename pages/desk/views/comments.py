"""What a comment comes down to: the sentence that is kept, and whom it is about."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contests.queries import stage_order_of
from pages.access import AuthenticatedRequest, desk_access
from pages.desk.forms.run_sheet import CommentForm
from stage.actions import note_comment
from stage.actions.cueing import comment_seen
from stage.models import Cue, CueKind
from stage.rules.on_screen import last_called

from .asking import BOARD, Question, asked, posted


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: AuthenticatedRequest, pk: int, cue: int) -> HttpResponse:
    """Note the sentence of a comment while it is on, or later; it offers whoever was on stage last."""
    access = desk_access(request, pk)
    contest = access.contest
    current = Cue.objects.select_related("show__contest", "contestant").filter(pk=cue, show__contest=contest).first()
    if current is None or current.kind != CueKind.COMMENT:
        raise Http404
    people = list(contest.contestants.order_by("position"))
    called = last_called(stage_order_of(contest))
    offered = current.contestant_id or (called.contestant_id if called and not current.said else None)
    form = CommentForm(
        posted(request),
        people=[(str(one.pk), str(one)) for one in people],
        seen=comment_seen(current),
        initial={"said": current.said, "contestant": str(offered or "")},
    )

    def act() -> None:
        given = form.cleaned_data
        who = next((one for one in people if str(one.pk) == given["contestant"]), None)
        chosen = {"said": given["said"], "contestant": who, "seen": form.seen_text or None}
        note_comment(cue=current, **chosen, by=request.user, now=timezone.now())

    question = Question(
        title=_("The sentence to keep: {title}").format(title=current.title),
        consequences=(current.who,) if current.who else (),
        button=_("Save"),
        done=_("The sentence is kept."),
    )
    return asked(request, access, form, question, act, to=BOARD)
