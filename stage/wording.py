"""The sentences of what is refused while a show is prepared and run."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from communities.wording import SENTENCES, Facts, Sentence
from stage.models import Releasing


def leaves_the_way(facts: Facts) -> str:
    """What was chosen at set-up."""
    words = gettext("The way chosen for this contest is: {way}. Give a reason to release something else now.")
    return words.format(way=Releasing(facts["releasing"]).label)


def ceremony_not_final(facts: Facts) -> str:
    """What the results lack."""
    if facts["missing"]:
        words = ngettext(
            "{missing} mark is missing, so the awards are not certain. Enter it or excuse the judge first.",
            "{missing} marks are missing, so the awards are not certain. Enter them or excuse the judges first.",
            facts["missing"],
        )
        return words.format(missing=facts["missing"])
    return gettext("A tie is to be decided first. Record the decision, then prepare the ceremony.")


STAGE_SENTENCES: dict[str, Sentence] = {
    "not-released": _("No such score has been released, so the hall cannot be shown it. Release it first."),
    "too-many-links": _("There are {most} links already. Remove one that nobody needs."),
    "nothing-to-release": _("No score is to be released now."),
    "not-performing": _("Contestant {contestant} does not perform, so there is no score to release."),
    "sheets-missing": _(
        "The sheets of {judges} for contestant {contestant} are missing. Have them sent, enter them from paper, or"
        " excuse the judges with a reason; then release the score."
    ),
    "no-score": _("Contestant {contestant} has no score yet, so there is nothing to release."),
    "correct-first": _("The released scores of {contestants} have changed. Correct or take back these releases first."),
    "leaves-the-way": leaves_the_way,
    "checked-once": _("{judge} has been asked once already to look at this sheet. Nobody is asked twice."),
    "score-released": _("The score of contestant {contestant} is released. Take the release back first."),
    "releasing-begun": _(
        "Scores have been released already: how this is done, and what the hall sees of the judges, stays as it is."
    ),
    "unknown-sentence": _("There is no such sentence. Reload the page."),
    "unknown-places": _("{places} cannot be used here. Use one of these: {known}"),
    "place-missing": _("This sentence needs {place}: without it, it says nothing."),
    "brackets": _("Every bracket must be closed, and none may stand within another."),
    "sentence-too-long": _("This sentence is too long. Use at most {most} characters."),
    "too-many-cues": _("The run sheet has {most} items already. Take out one that nobody needs."),
    "cue-over": _("“{object}” is over or left out. Take that back first."),
    "cue-not-on": _("“{object}” has not begun."),
    "cue-begun": _("“{object}” has begun already, so it cannot be left out."),
    "cue-on": _("“{object}” is going on now. End it first."),
    "too-many-questions": _("Enter at most {most} questions for a round."),
    "question-too-long": _(
        "Question {number} is too long. Use at most {most} characters, so that the hall can read it."
    ),
    "question-twice": _("Question {number} is the same as question {before}. Take one of them out."),
    "question-drawn": _(
        "Question {number} has been drawn already, so its number and its words stay. Add others below."
    ),
    "no-questions": _("{round} has no questions to draw. The organiser enters them in the set-up, under “Live show”."),
    "questions-used-up": _(
        "Every question of {round} has been drawn. The organiser adds more in the set-up, under “Live show”."
    ),
    "seal-used-up": _(
        "The seal of {round} has served as many draws as it can. The organiser saves the questions once more."
    ),
    "drawn-too-late": _("Contestant {contestant} is being marked already, so the question stays as it is."),
    "not-drawn": _("No question has been drawn, so the hall cannot be shown one."),
    "order-not-drawn": _("The running order was not drawn from a seed here, so there is no draw to show."),
    "not-a-comment": _("“{object}” is no comment, so there is no sentence to keep."),
    "no-clock": _("There is no clock to do this with. Set or start one first."),
    "not-on-stage": _("Contestant {contestant} is not on stage, so the clock stays as it is."),
    "clock-nonsense": _("A clock shows between 0:00 and a day, and is moved by an hour at most. It stays as it is."),
    "clock-runs": _("The clock is running. Pause it first."),
    "ceremony-not-final": ceremony_not_final,
    "nobody-awarded": _("The results give nobody an award, so there is no ceremony to prepare."),
    "not-prepared": _("The award ceremony is not prepared yet."),
    "no-such-step": _("The award ceremony has no step {step}."),
    "prepare-anew": _(
        "The results, or what is shown of them, have changed since the ceremony was prepared. Prepare it again before"
        " the next award is announced."
    ),
    "too-many-files": _("There are {most} films and pictures already. Remove one that nobody needs."),
    "picture-only": _("A film cannot stand here. Choose a picture: PNG or JPEG."),
    "no-picture": _("This is no file the screens can show. Add PNG or JPEG pictures, MP4 or WebM films."),
    "film-too-heavy": _("This film is larger than {most} MB. Save it smaller, then add it again."),
    "film-broken": _("This film is damaged or not whole. Save it again, then add it once more."),
    "film-without-picture": _("This file has no picture to show. Add a film with a picture."),
    "film-unplayable": _(
        "No browser can play this film: {what}. Save it as MP4 with H.264 and AAC, then add it again."
    ),
    "disk-full": _(
        "There is not enough room on the server's disk, so nothing was added. Make room, then add it again."
    ),
    "photo-twice": _("Contestant {contestant} would get two photos. Choose one of them."),
    "no-media": _("There is no film or slide to show. Add one, or choose it for an item of the run sheet."),
    "nothing-to-correct": _("The released score still agrees with the marks."),
}

SENTENCES.update(STAGE_SENTENCES)
