"""What the database keeps for `stage` beyond single rows: one contest, and what the hall was told stays as it was."""

from communities.triggers import as_it_came, kept, same_contest
from contests.guards import rehearsed

SHOW = "(SELECT contest_id FROM stage_show WHERE id = {row}.show_id)"
PERFORMANCE = "(SELECT contest_id FROM contests_performance WHERE id = {row}.performance_id)"
BANK = (
    "(SELECT contest_id FROM contests_round WHERE id ="
    " (SELECT round_id FROM stage_questionbank WHERE id = {row}.of_bank_id))"
)
CONTESTANT = "(SELECT contest_id FROM contests_contestant WHERE id = {row}.contestant_id)"
OWN = "{row}.contest_id"
AS_RELEASED = ("show_id", "number", "kind", "performance_id", "content", "at", "by_id", "reason")
AS_DRAWN = (
    "show_id",
    "position",
    "of_bank_id",
    "performance_id",
    "question",
    "text",
    "seed",
    "pool",
    "bank",
    "again",
    "at",
    "by_id",
)

FILES = "(SELECT show_id FROM stage_mediafile WHERE id = {row}.%s)"

MEDIA_GUARDS = (
    same_contest(
        "stage_mediafile",
        name="media_one_contest",
        of=SHOW,
        others=("(SELECT contest_id FROM contests_contestant WHERE id = {row}.contestant_id)",),
    ),
    same_contest(
        "stage_show", name="picture_one_show", of="{row}.id", others=(FILES % "picture_id", FILES % "beside_id")
    ),
    same_contest(
        "stage_cue_media",
        name="cue_media_one_show",
        of="(SELECT show_id FROM stage_cue WHERE id = {row}.cue_id)",
        others=(FILES % "mediafile_id",),
    ),
)
AT_FIRST = (
    same_contest("stage_show", name="show_one_contest", of=OWN, others=(PERFORMANCE,)),
    same_contest("stage_release", name="release_one_contest", of=SHOW, others=(PERFORMANCE,)),
    same_contest("stage_stageclock", name="clock_one_contest", of=SHOW, others=(PERFORMANCE,)),
    as_it_came("stage_release", name="release_as_made", columns=AS_RELEASED, until=("taken_back_at",)),
    kept("stage_release", name="release_kept", but=rehearsed(SHOW)),
)
"""What the first migration sets up."""

QUESTIONS = (
    same_contest("stage_questiondraw", name="draw_one_contest", of=SHOW, others=(PERFORMANCE, BANK)),
    as_it_came("stage_questiondraw", name="draw_as_made", columns=AS_DRAWN, until=("annulled_at",)),
    kept("stage_questiondraw", name="draw_kept", but=rehearsed(SHOW)),
    same_contest("stage_cue", name="comment_one_contest", of=SHOW, others=(CONTESTANT,)),
)
"""What came with the questions that are drawn."""

SEALED = (as_it_came("stage_questiondraw", name="draw_sealed_as_made", columns=("seal", "seal_number")),)
"""What came with the seals of questions."""

GUARDS = (*AT_FIRST, *MEDIA_GUARDS, *QUESTIONS, *SEALED)
