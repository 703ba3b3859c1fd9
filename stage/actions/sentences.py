"""The sentences of the emcee, as the organiser wants them said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from communities.models import User
from communities.refused import Refused
from contests.models import Contest
from stage import verbs
from stage.models import Show
from stage.rules.sentences import refuse_unsound

from .change import locked_show, show_changed


@transaction.atomic
def change_sentences(
    *,
    contest: Contest,
    sentences: Mapping[str, str],
    by: User,
    now: datetime,
    seen: Mapping[str, str] | None = None,
) -> Show:
    """Change some sentences, by their ids; an empty one is said as usual again.

    `seen` are the sentences as the caller saw them: only what differs from them is written. Refused("gone"); "stale"
    where somebody has changed one of them since; and as `refuse_unsound` refuses, with the fact `sentence`.
    """
    show = locked_show(contest)
    wanted = {id: text.strip() for id, text in sentences.items() if seen is None or text.strip() != seen.get(id, "")}
    overtaken = [id for id in wanted if seen is not None and show.sentences.get(id, "") != seen.get(id, "")]
    if overtaken:
        raise Refused("stale", seen=dict(show.sentences), fields=overtaken)
    for id, text in wanted.items():
        try:
            refuse_unsound(id, text)
        except Refused as refused:
            raise Refused(refused.code, **{**refused.facts, "sentence": id}) from None
    before = {id: show.sentences.get(id, "") for id in wanted}
    changes = {id: text for id, text in wanted.items() if text != before[id]}
    show.sentences = {id: text for id, text in {**show.sentences, **changes}.items() if text}
    if changes:
        detail = {"sentences": changes, "before": {id: before[id] for id in changes}}
        show_changed(show, verbs.SENTENCES_CHANGED, by=by, now=now, detail=detail)
    return show
