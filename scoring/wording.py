"""The sentences of what is refused while a contest is run, published and read."""

from __future__ import annotations

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from communities.wording import SENTENCES, Facts, Sentence, fact_texts, field_sentence, listed
from contests.columns import COLUMNS
from contests.models import (
    Award,
    Contest,
    Contestant,
    Cut,
    DecisionKind,
    Judge,
    Panel,
    PerformanceState,
    Round,
    RubricItem,
    Status,
    label,
)
from scoring.complaints import complaints, joined, place_text
from scoring.results import DECISION
from scoring.results.named import Named
from tabulation.exact import MOST_DIGITS

PARTS_OF_FILES: dict[str, type[Model]] = {
    "rounds": Round,
    "items": RubricItem,
    "panels": Panel,
    "judges": Judge,
    "contestants": Contestant,
    "cuts": Cut,
    "awards": Award,
}
"""What the lists of a contest file hold, whose columns have names for people; all else is said of the contest."""
POINT_FAULTS: dict[str, str | Promise] = {
    "above": _("more than the maximum"),
    "below": _("less than the minimum"),
    "step": _("not on the step"),
}


def not_next(facts: Facts) -> str:
    """Who may move up, where somebody else was chosen."""
    if not facts["following"]:
        return gettext("Nobody who waits can move up. Choose “Nobody moves up”.")
    words = gettext("{number} is not next in order. Next: {following}.")
    return words.format(number=facts["number"], following=listed(facts["following"]))


def not_open(facts: Facts) -> str:
    """In which state a performance is that takes no marks; a start that was taken back left nobody to name."""
    if not facts["contestant"]:
        return gettext("This sheet no longer exists: the start was taken back. Ask the desk if you still have to mark.")
    state = dict(PerformanceState.choices).get(facts["state"], facts["state"])
    return gettext("Contestant {contestant} cannot be marked now: {state}. Ask the desk if you still have to.").format(
        contestant=facts["contestant"], state=state
    )


def bad_points(facts: Facts) -> str:
    """Which items have points they cannot have."""
    if "items" not in facts:
        words = gettext(
            "{points} cannot be stored. Enter a number other than 0 with at most {most} digits before and {most} "
            "after the point."
        )
        return words.format(**fact_texts(facts), most=MOST_DIGITS)
    faults = listed(f"{item}: {POINT_FAULTS.get(fault, fault)}" for item, fault in facts["items"].items())
    words = gettext("Some points are not allowed ({faults}). Correct them and send the sheet again.")
    return words.format(faults=faults)


def not_competing(facts: Facts) -> str:
    """Why somebody cannot be called on stage."""
    status = label(Status.of(facts["status"]))
    return gettext("Contestant {contestant} does not perform: {status}.").format(
        contestant=facts["contestant"], status=status
    )


def problem_lines(facts: Facts) -> list[str]:
    """The lines of a file or of a computation; those about recorded decisions as a sentence for each decision."""
    unfit, problems = facts.get("unfit", ()), facts.get("problems", ())
    rest = [str(line) for line in problems if not (unfit and DECISION.match(str(line)))]
    return [*map(unfit_line, unfit), *complaints(rest, facts.get("named", Named()))]


def misfits(facts: Facts) -> list[str]:
    """A line for everything that does not fit into a contest: whose it is and which field, and what to do."""
    place, named, lines = facts.get("place", ""), facts.get("named", Named()), list[str]()
    whose = [place_text(place, named)] if place else []
    kind = PARTS_OF_FILES.get(place.rpartition(".")[2].partition("[")[0], Contest)
    labels = {column.name: str(column.label) for column in COLUMNS[kind]}
    for name, codes in facts.get("errors", {}).items():
        where = joined([*whose, *([] if name == "__all__" else [labels.get(name, name)])])
        words = gettext("{place}: {complaint}") if where else "{complaint}"
        lines += [words.format(place=where, complaint=field_sentence(code)) for code in codes]
    return lines


def unfit_line(decision: Facts) -> str:
    """That a recorded decision does not hold any more."""
    words = gettext("The decision on record about {people} ({kind}) does not fit the scores as they are now.")
    return words.format(people=listed(decision["people"]), kind=label(DecisionKind.of(decision["kind"])))


def problems_text(facts: Facts) -> str:
    """The lines of a file or of a computation."""
    return "\n".join(problem_lines(facts))


def decision_does_not_fit(facts: Facts) -> str:
    """Why a decision cannot be recorded, and what to do instead."""
    if facts.get("unfit"):
        words = gettext("This decision contradicts an earlier one. Withdraw the earlier one below, then record this.")
        return "\n".join([words, *map(unfit_line, facts["unfit"])])
    if facts.get("kind") == DecisionKind.CUT:
        return gettext("This no longer matches who is at the line. Reload the page.")
    return gettext("These contestants are no longer equal, or others are now equal with them. Reload the page.")


def bad_file(facts: Facts) -> str:
    """What is wrong with a contest file."""
    return gettext("This contest file cannot be used. Nothing was stored.") + "\n" + problems_text(facts)


def cannot_be_computed(facts: Facts) -> str:
    """Why there are no results."""
    return gettext("Nothing can be calculated yet:") + "\n" + problems_text(facts)


def not_final(facts: Facts) -> str:
    """Why results are published only with a reason."""
    if not facts["missing"]:
        return gettext("A decision between equals is still open. Give a reason to publish all the same.")
    words = ngettext(
        "The results are not complete: {missing} mark is missing. Enter a reason to publish anyway.",
        "The results are not complete: {missing} marks are missing. Enter a reason to publish anyway.",
        facts["missing"],
    )
    return words.format(**fact_texts(facts))


def line_undecided(facts: Facts) -> str:
    """Who of those who are equal at the line somebody has to choose."""
    words = ngettext(
        "Equal at the line: {contestants}. There is room for {room} of them. Tick who comes, all of them if you wish.",
        "Equal at the line: {contestants}. There is room for {room} of them. Tick who comes, all of them if you wish.",
        facts["room"],
    )
    return words.format(**fact_texts(facts))


SCORING_SENTENCES: dict[str, Sentence] = {
    "not-ready": _("Something is still missing. It is listed on the overview."),
    "cannot-be-computed": cannot_be_computed,
    "bad-file": bad_file,
    "not-signed": _("This sheet is not signed. Sign it, then confirm."),
    "bad-signature": _("The signature could not be read. Sign again, then confirm."),
    "external-round": _("The round “{round}” is not performed: its scores are entered directly."),
    "not-at-once": _("The round “{round}” is not opened all at once. Call its contestants one after another."),
    "not-competing": not_competing,
    "not-waiting": _("Contestant {contestant} is no longer waiting. Reload the page to see the current state."),
    "stage-taken": _("Contestant {contestant} is on stage. Take the time or close that performance first."),
    "round-unfinished": _("The round “{round}” is not over; still to perform or to be marked: {contestants}."),
    "was-cut": _("Contestant {contestant} did not go on after the round “{round}”."),
    "cut-undecided": _(
        "Who goes on after the round “{round}” is not decided for contestant {contestant}. Decide first."
    ),
    "marks-came-in": _(
        "Sheets for contestant {contestant} have already been received ({judges}), so the start cannot be taken "
        "back. Close the performance instead."
    ),
    "not-started": _("Contestant {contestant} has not started yet."),
    "bad-clock": _("“{seconds}” is not a time. Enter minutes and seconds, such as 8:05."),
    "sheets-outstanding": _("Still missing: {judges}. Wait for them, or give a reason to close without."),
    "time-missing": _("No time was entered for contestant {contestant}. Enter it, or give a reason to close without."),
    "not-closed": _("This performance of contestant {contestant} is not closed."),
    "performances-open": _("Still being marked: {contestants}. Close these performances first."),
    "ballots-open": _("People can still vote for {contestants}. Close these ballots first."),
    "no-ballot": _("This panel has judges and no ballot."),
    "not-asked": _("Nobody votes for {contestants}: not in the contest now, or not before this mass jury."),
    "voted": _("Your vote for contestant {contestant} has been counted. Nothing was changed."),
    "ballot-closed": _("This vote is closed. Nothing was counted. If you think it should be open, ask the staff."),
    "bad-vote": _("Choose one of the answers on the ballot."),
    "bad-key": _("This sheet was sent without its key. Reload the page; what you typed stays on the tablet."),
    "key-used": _(
        "Different points were received for this sheet at {received_at}, and they count. To change them, ask the desk."
    ),
    "another-judges-sheet": _("This is the sheet of another judge. Use the code of your own card."),
    "set-aside": _("The desk has set this sheet aside, so it does not count. If it should, fill the sheet in again."),
    "successor": _("This sheet belongs to the judge who had this seat before, so it was not sent as yours."),
    "recused": _("Judge {judge} is recused from contestant {contestant} and does not mark."),
    "not-called": _("Contestant {contestant} has not been called. Call them first; then this sheet can count."),
    "not-open": not_open,
    "already-submitted": _(
        "Your sheet was received at {received_at} and counts. To change it, ask the desk to re-open it."
    ),
    "only-photos": _("Only pictures stand in the report: add a JPEG, PNG or WebP file."),
    "too-many-photos": _("There are {most} photos of this contestant already. Take one away first."),
    "picture-known": _("This sheet has already been received. Nothing was changed."),
    "picture-settled": _(
        "This sheet was kept before and has already been dealt with. Nothing was changed. See the kept sheets."
    ),
    "picture-second": _("You read this sheet from the picture yourself. Somebody else must accept it."),
    "kept-enough": _(
        "{most} sheets of this judge for this contestant are kept and wait for the desk. No more are kept."
    ),
    "too-fast": _("Too many sheets came from this seat at once. They will be sent again in a minute."),
    "note-too-long": _("This note is too long. Use at most {most} characters in each field."),
    "notes-enough": _("{most} versions of this note are kept. No more are kept."),
    "unknown-items": _("This sheet does not fit the rubric. Reload the page."),
    "incomplete": _("Points are missing for: {items}. Every item needs points."),
    "bad-points": bad_points,
    "nothing-to-reopen": _("There is nothing to re-open: this sheet can be sent now."),
    "paper-waits": _(
        "A paper sheet of this judge waits for a second person, for {contestants}. Confirm it first, so that it stays."
    ),
    "decision-does-not-fit": decision_does_not_fit,
    "decided-already": _("This has already been decided for {contestants}. Withdraw that decision first."),
    "not-final": not_final,
    "publication-differs": _("Publication {number} cannot be shown with its steps. Tell the administrator."),
    "bad-serial": _("Enter how the serial numbers begin, with 1 to {most} characters."),
    "serial-taken": _("Another contest uses serial numbers that begin with {prefix}. Choose another beginning."),
    "holds-no-place": _("{number} does not hold “{award}” now. Look at the list again."),
    "not-next": not_next,
    "built-upon": _("A later change rests upon it: the one by which {number} left. Withdraw that one first."),
    "nothing-new": _("Nothing has changed since publication {number}, so there is no correction to publish."),
    "no-source": _("Choose at least one contest to take contestants over from."),
    "source-replaced": _(
        "The results of a contest you chose were replaced meanwhile, or can no longer be taken from. Choose again."
    ),
    "bad-quota": _("Say how many go on, with a number from 1 to {most}, or tick at least one award."),
    "line-undecided": line_undecided,
    "others-come": _("Others would come than this page had shown. Look at the list again, then take over."),
    "rehearsal": _("This is a rehearsal. Its results are never published."),
    "no-rehearsal": _("This contest counts, so it cannot be deleted."),
    "nothing-to-print": _("There is nothing to print yet."),
    "too-long-to-print": _("This is too long for one PDF. Export it to Excel and print from there."),
    "certificate-revoked": _("Certificate {serial} has been revoked and is not printed."),
}

SENTENCES.update(SCORING_SENTENCES)
