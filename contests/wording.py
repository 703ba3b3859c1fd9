"""The sentences of what is refused while a contest is set up."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.numbers import format_decimal
from communities.wording import FIELD_SENTENCES, SENTENCES, Facts, Sentence, fact_texts, field_sentence, listed
from contests.models import ContestState, Status, label
from contests.rules.external import OddScore
from contests.rules.lists import LABELS, Left


def wrong_state(facts: Facts) -> str:
    """What state a contest is in, and in which one this can be done."""
    names = dict(ContestState.choices)
    expected = listed(str(names.get(state, state)) for state in facts["expected"])
    return gettext("This contest is “{state}”; this can only be done while it is: {expected}.").format(
        state=names.get(facts["state"], facts["state"]), expected=expected
    )


def columns(facts: Facts) -> str:
    """Which columns a list lacks."""
    lacking = listed(f"{LABELS.get(name, name)} ({'/'.join(words)})" for name, words in facts["columns"])
    return gettext("The list needs a row of column headings. Not found: {columns}.").format(columns=lacking)


def columns_twice(facts: Facts) -> str:
    """Which columns of a list have one meaning."""
    words = gettext("Two columns could be “{column}”: {cells}. Keep the right one, and delete or rename the other.")
    return "\n".join(
        words.format(column=LABELS.get(name, name), cells=listed(cells)) for name, cells in facts["columns"]
    )


ABSENT_SENTENCE = _(
    "“{text}” is not a score. Write 0 if it counts as 0; otherwise leave it empty, and once the contest is open record"
    " the contestant as absent at the desk."
)
MEMBER_SENTENCES: dict[str, str | Promise] = {
    "members-many": _("Too many for one team: {count}. At most {most} can be in it."),
    "member-twice": _("{name} is in this team twice. Leave out one, or write their names so that they differ."),
    "member-nameless": _("“{text}” has no name. Write the name first, then the post in brackets."),
    "member-unclear": _(
        "“{text}” is not the name of one person, because of “{sign}”. Write one person a line, the post in brackets."
    ),
    "members-unclear": _(
        "“{text}” may be one person or several. Write one person a line or put commas between them, with the post in "
        "brackets behind the name."
    ),
    "member-brackets": _("“{text}” has a bracket too many or too few. Write the post in one pair of them."),
    "member-long": _("“{text}…” has {length} characters. Use at most {most}."),
}
ROW_SENTENCES: dict[str, str | Promise] = {
    "empty": _("{cell}: “{column}” is empty."),
    "several-names": _(
        "{cell}: are these several names, “{text}”? Give each of them a row, or put the people of a team into a column "
        "“Team members”. If it is one, write it without the mark or blank in between."
    ),
    "too-long": _("{cell}: “{column}” has {length} characters. Use at most {most}."),
    "number-taken": _("{cell}: number {number} is already in {first}."),
    "place-taken": _("{cell}: place {text} in the order is already in {first}."),
    "unknown-number": _("{cell}: there is no contestant {number}."),
    "not-a-number": _("{cell}: “{text}” under “{column}” is not a number."),
    "not-a-value": _("{cell}: “{text}” under “{column}” is not a number. It counts in “{unit}”: enter the number."),
    "absent-score": _("{cell}: {absent}"),
    "another-name": _("{cell}: “{text}” is not the name of contestant {number}, who is {name}. Check the number."),
    "error-cell": _("{cell}: “{text}” is a spreadsheet error. Correct the formula, or enter the value."),
    "date-cell": _(
        "{cell}: the spreadsheet turned this into a date ({text}). Format the cell as text and enter it again."
    ),
    "percent-cell": _("{cell}: this is a percentage ({text}). Enter the number without %."),
    "formula-cell": _(
        "{cell}: this formula has no stored value. Open the file in a spreadsheet program, save it and send it again."
    ),
    "shown-otherwise": _(
        "{cell}: the sheet displays {displayed}, but the cell contains {text}. Enter the right number in the cell."
    ),
    "unfit-cell": _("{cell}: “{text}” contains a character that cannot be shown or printed. Type this cell again."),
    "unfit-number": _("{cell}: “{text}” cannot be a number. Write it on one line, with letters and digits."),
    "stray-quote": _("{cell}: there is only one quotation mark. Remove it, or put one at each end."),
    "too-many-cells": _("Row {cell}: there are {count} cells under {most} headings. Remove the extra separators."),
    "unknown-community": _("{cell}: there is no community “{text}” in this district, or not in the street named."),
    "several-communities": _("{cell}: several communities are called “{text}”. Add a column with the street."),
    "unknown-indicator": _("{cell}: “{text}” is no code or name of an indicator in the catalogue."),
    "not-a-period": _("{cell}: “{text}” is not a period. Write it as 2026, 2026-H1, 2026-Q2 or 2026-06."),
    "no-period": _("Row {cell}: no period. Choose one above, or add a column with the period."),
    "code-of-another": _(
        "{cell}: “{text}” has the code of “{name}” ({code}) and the name of {other}. Correct one of them."
    ),
    "other-unit": _("{cell}: “{text}” is not counted in “{unit}”, as “{column}” is. Enter the numbers in this unit."),
    "merged-value": _(
        "{cell}: one number ({text}) stands in merged cells for several rows. Give each row its own cell and number."
    ),
    "not-whole": _("{cell}: “{column}” is counted in whole numbers, and this is {text}."),
    "before-since": _("{cell}: “{column}” is counted from a later period on than {period}. Leave this cell empty."),
    "bad-link": _("{cell}: “{text}” is not an address that begins with https:// or http://."),
    "long-evidence": _("{cell}: this evidence has more than {most} characters. Shorten it, or give an address."),
    "value-twice": _("{cell}: another value ({text}) of what stands in {first}. Keep the one that is meant."),
    "bad-members": "{cell}: {team}",
    "lost-character": _("{cell}: a character of “{text}” was lost. Type it again, or save the file as .xlsx."),
}


def member_sentence(code: str, facts: Facts) -> str:
    """Why a text does not say who is in a team."""
    return str(MEMBER_SENTENCES[code]).format(**fact_texts(facts))


def row_sentences(facts: Facts) -> list[str]:
    """One sentence for every problem in the rows of a list; a whole row is called by its number."""
    found = []
    for cell, code, more in facts["problems"]:
        absent = str(ABSENT_SENTENCE).format(text=more.get("text", ""))
        team = member_sentence(more["fault"], more) if code == "bad-members" else ""
        texts = fact_texts(
            {**more, "team": team, "absent": absent, "column": LABELS.get(more.get("column"), more.get("column", ""))}
        )
        found.append(str(ROW_SENTENCES.get(code, "{cell}")).format(cell=cell, **texts))
    return found


LEFT_SENTENCES: dict[str, str | Promise] = {
    "sheet": _("Sheet “{place}”"),
    "column": _("Column {place}: {text}"),
    "hidden-column": _("Hidden column {place}: {text}"),
    "row": _("Row {place}: {text}"),
    "hidden-row": _("Hidden row {place}: {text}"),
}
ODD_SENTENCES: dict[str, str | Promise] = {
    "negative": _("{number}: {score} is below 0."),
    "unusual": _("{number}: {score} is far from the other scores. Is the decimal point missing or in the wrong place?"),
    "below-bound": _("{number}: {score} is below {bound} and will count as {bound}."),
    "above-bound": _("{number}: {score} is above {bound} and will count as {bound}."),
    "rounded": _("{number}: {score} will be rounded. Decimals kept: {decimals}."),
    "long": _("{number}: {score} has {decimals} decimals. Is that how it is written in the original?"),
}


def left_line(left: Left) -> str:
    """Something in a list that is not taken, and where it stands."""
    text = left.text or gettext("(without a heading)")
    return str(LEFT_SENTENCES[left.kind]).format(place=left.place, text=text)


NOTE_SENTENCES: dict[str, str | Promise] = {
    "another-place": _("In the register: {places}. Entered as somebody else."),
    "unknown-place": _("Not in the register: {places}"),
}


def note_line(note: tuple[str, dict[str, Any]] | None) -> str:
    """What should be looked at before a contestant of a list is taken; "" for nothing."""
    return str(NOTE_SENTENCES[note[0]]).format(**fact_texts(note[1])) if note is not None else ""


def odd_line(odd: OddScore) -> str:
    """Why a score should be looked at once more."""
    facts = fact_texts({**odd.facts, "number": odd.number, "score": format_decimal(odd.score)})
    return str(ODD_SENTENCES[odd.code]).format(**facts)


def bad_rows(facts: Facts) -> str:
    """All problems of a list, one sentence each."""
    return "\n".join(row_sentences(facts))


def bad_entries(facts: Facts) -> str:
    """Which contestants of a list cannot be stored, and why."""
    words = gettext("Contestant {number}: {why}")
    return "\n".join(
        words.format(number=number, why=" ".join(field_sentence(c) for codes in errors.values() for c in codes))
        for number, errors in facts["problems"]
    )


def places_contradict(facts: Facts) -> str:
    """Whose community the register has in another street than the list."""
    words = gettext("Contestant {number}: the list puts {community} into {street}, the register into {streets}.")
    problems = facts["problems"]
    return "\n".join(words.format(number=number, **fact_texts(problem)) for number, problem in problems)


def order_incomplete(facts: Facts) -> str:
    """Which numbers a running order lacks, and which it should not have."""
    parts = []
    if facts.get("absent"):
        parts.append(gettext("not in the order: {numbers}").format(numbers=listed(facts["absent"])))
    if facts.get("unknown"):
        parts.append(gettext("not in this contest: {numbers}").format(numbers=listed(facts["unknown"])))
    return gettext("Each number must appear exactly once in the order ({problems}).").format(
        problems=listed(parts) or gettext("a number appears twice")
    )


def takes_no_award(facts: Facts) -> str:
    """Why somebody cannot be named for an award."""
    status = label(Status.of(facts["status"]))
    return gettext("Contestant {contestant} gets no award: {status}.").format(
        contestant=facts["contestant"], status=status
    )


def numbers_drawn(facts: Facts) -> str:
    """Whom a list names under a number that somebody else drew."""
    words = gettext("{number}: {listed} in the list, {person} by the draw.")
    lines = [words.format(**fact_texts(problem)) for problem in facts["problems"]]
    start = gettext("The draw gave these numbers to others. Use the numbers of the draw, or take the draw back first.")
    return "\n".join([start, *lines])


CONTEST_SENTENCES: dict[str, Sentence] = {
    "wrong-state": wrong_state,
    "role-ended": _("Your account no longer has a role that allows this. Nothing was changed. Ask an administrator."),
    "reason-needed": _("Enter a reason. It is recorded in the journal."),
    "reason-too-long": _("This reason is too long. Use at most {most} characters."),
    "another-contest": _("This belongs to another contest. Reload the page."),
    "another-district": _("This belongs to another district."),
    "frozen": _("The contest is open: rules, rubric and order are sealed and can no longer be changed."),
    "bad-seed": _("Enter what was called out in the hall, 1 to {most} characters, such as three numbers."),
    "draw-not-sealed": _("Seal the draw first, and only then let numbers be called out."),
    "sealed-anew": _(
        "It was sealed anew after this page was opened, so nothing was drawn. Show seal {number} first, and only then "
        "let something be called out."
    ),
    "sealed-otherwise": _("Contestants have come or gone since the draw was sealed. Seal it again before you draw."),
    "order-drawn": _("The order is drawn already. Take it back before you seal another draw."),
    "other-room": _("You run {rooms} and nothing else of this contest. Ask the organiser."),
    "unknown-rooms": _("These rooms do not exist any more: {rooms}. Reload the page."),
    "not-at-the-desk": _("These people have no role at the desk of this district: {people}."),
    "no-rooms": _("There are fewer than two rooms to draw. Give the panels their rooms first, on the page Judges."),
    "nobody-to-draw": _("There is nobody to draw yet. Enter the contestants first."),
    "award-by-place": _("“{award}” is given by place, so nobody can be named for it."),
    "takes-no-award": takes_no_award,
    "order-incomplete": order_incomplete,
    "cut-ends-round": _(
        "Who goes on is decided after all of {rounds}, so contestants cannot complete all rounds one by one. "
        "Remove the cut first."
    ),
    "order-for-all-rounds": _(
        "Contestant by contestant, all rounds have the same order. Enter one order for all rounds on stage."
    ),
    "numbers-for-all-rounds": _(
        "Only an order for all rounds on stage gives numbers. Choose all rounds, or untick this."
    ),
    "numbers-collide": _(
        "Two contestants would have the same number as before the draw: {numbers}. Give the one added later a "
        "different number."
    ),
    "numbers-drawn": numbers_drawn,
    "order-twice": _("Two contestants have the same place in the running order. Give each its own."),
    "round-not-external": _("Judges mark the round “{round}”, so scores cannot be entered for it."),
    "unknown-numbers": _("There is no contestant with the number: {numbers}."),
    "odd-scores": _("Check the scores listed below against the original again."),
    "nothing-to-confirm": _("There is nothing left to confirm. Reload the page."),
    "needs-a-second-person": _("Somebody other than the person who entered it must confirm it."),
    "bad-scores": _("These scores are not numbers: {numbers}."),
    "gone": _("This no longer exists. Reload the page."),
    "file-too-large": _("This file is too large. At most {most} can be read."),
    "weak-secret": _("The card could not be made. Try again."),
    "judge-left": _("Judge {judge} has left, so this seat can no longer be changed."),
    "unknown-encoding": _("This file cannot be read. Save it as Excel (.xlsx) or CSV (UTF-8 or GBK) and try again."),
    "old-or-locked-file": _(
        "This file is in the old .xls format or has a password. Save it as .xlsx without a password and try again."
    ),
    "too-many-rows": _(
        "At most {rows} rows and {columns} columns can be read, but {cell} is filled in. Remove what does not "
        "belong to the list."
    ),
    "too-many-cells-in-all": _(
        "The sheet reaches to {cell}; at most {most} cells can be read. Remove what does not belong to it, or send it "
        "in parts."
    ),
    "no-table": _("This file is damaged or not a workbook. Save it again as .xlsx or CSV, then try again."),
    "no-rows": _("The list has no rows. Add at least one below the headings."),
    "unreadable-sheet": _("This sheet could not be read again. Send it once more."),
    "missing-columns": columns,
    "period-needed": _("The sheet has no column with the period. Enter here for which period it is."),
    "hidden-columns": _("A needed column is hidden: {columns}. Show it, then save and send the file again."),
    "columns-twice": columns_twice,
    "places-contradict": places_contradict,
    "bad-rows": bad_rows,
    "bad-entries": bad_entries,
    "released-stays": _("Residents read this. Take it back first, then change it."),
    "not-agreed": _("The secretary must agree to it as it stands before it can be released."),
    "not-released": _("Residents do not read this, so it cannot be taken back."),
    "followed-up": _(
        "What came of this pledge is confirmed already, so it stays as it was made. If something else was pledged, "
        "enter that as a new pledge."
    ),
    "too-many-pledges": _("There are {most} pledges of this contestant already. Put some of them together."),
    "theme-elsewhere": _("This theme belongs to another district. Choose one of yours."),
    "cited-elsewhere": _("Only published values of the contestant's own community can be named here."),
    "evidence-closed": _("Evidence is no longer taken: the contest has been opened, or this link was replaced."),
    "too-many-files-of-item": _("An item takes at most {most} files. Take one away first."),
    "too-many-evidence": _("There are {most} files already. Take one away first."),
    "too-many-attachments": _("A presentation takes at most {most} files. Remove one first."),
    "campaign-ended": _("The campaign has ended, so its contests stay. Let it go on first."),
    "in-a-campaign": _("This contest is in the campaign “{campaign}” already. Take it out there first."),
    "too-many-contests": _("A campaign has at most {most} contests."),
    "no-points": _("Nothing gives points yet. Enter the points of places, of awards or of everybody who took part."),
    "too-many-points": _("There can be points for at most {places} places and {awards} awards."),
    "award-twice": _("An award stands there twice. Leave one line of it."),
    "does-not-fit": _("{place}: this cannot be stored. Shorten or correct it, then try again."),
}

CONTEST_FIELDS: dict[str, str | Promise] = {
    "contest_slug_once": _("This short name is used by another contest of the district. Choose another."),
    "to-come": _("This day is still to come. Enter the day on which it was told."),
    "unfit-number": _("Enter the number on one line, using letters and digits, such as 01 or A-7."),
    "unfit-members": _("Write who is in the team with one person a line, the post in brackets behind the name."),
    "contest_has_title": _("Enter a title for the contest."),
    "contest_has_slug": _("Enter a short name that has only letters, digits and hyphens."),
    "round_key_once": _("Another round has this key."),
    "item_key_once": _("Another item of this round has this key."),
    "panel_key_once": _("Another panel has this key."),
    "judge_key_once": _("Another seat has this key."),
    "judge_position_once": _("Another seat has this position."),
    "contestant_position_once": _("Another contestant has this position."),
    "award_name_once": _("Another award already has this name. Choose a different one."),
    "contestant_number_once": _("Another contestant has this number. Choose another."),
    "contestant_person_once": _("This secretary is already in the contest."),
    "contestant_has_number": _("Enter a number for the contestant."),
    "item_maximum_above_minimum": _("The maximum must be above the minimum."),
    "item_step_is_positive": _("The step must be a number above 0, such as 0.1 or 1."),
    "item_weight_is_a_number": _("A weight must be 0 or more, such as 1 or 0.25."),
    "round_weight_is_a_number": _("A weight must be 0 or more, such as 1 or 0.4."),
    "panel_weight_is_a_number": _("A weight must be 0 or more, such as 1 or 0.7."),
    "cut_keeps_somebody": _("At least one contestant must go on."),
    "cut_once_after_a_round": _("There is already a cut after this round."),
    "award_has_name": _("Enter a name for the award."),
    "award_quota_or_named": _("Enter either how many get the award, or who gets it."),
    "award_cap_from_1": _("The cap must be at least 1."),
    "award_minimum_is_a_number": _("The pass mark must be a number."),
    "pledge_has_text": _("Write down what was pledged."),
    "follow_up_has_text": _("Write down what the community has told."),
    "campaign_title_once": _("There is a campaign of this title already."),
    "campaign_has_title": _("Enter a title for the campaign."),
    "campaign_ends_after_it_began": _("The end must not be before the beginning."),
    "banner_says_what_it_shows": _("Say in a few words what the picture shows."),
    "theme_name_once": _("There is a theme of this name already."),
    "exchange_has_title": _("Say in a few words what it was."),
    "exchange_ended_after_it_began": _("The end must not be before the beginning."),
    "secretary_until_after_since": _("The end must be after the beginning."),
}

SENTENCES.update(CONTEST_SENTENCES)
FIELD_SENTENCES.update(CONTEST_FIELDS)
