"""What residents read about a contest: what is judged and how, who won, how each score came about, certificates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from communities.language import in_chinese
from communities.models import Community
from communities.names import place_parts, street_beside
from communities.numbers import format_decimal
from communities.refused import Refused
from communities.wording import sentence
from contests.about import LATEST, as_shown, order_in
from contests.judged import speak_of
from contests.members import team_text
from contests.models import Contest, Contestant, Status, label
from contests.origin import origin_in
from contests.queries import places_of_rooms
from contests.queries.campaigns import campaign_of
from contests.queries.experience import released
from contests.queries.people import rows_by_number
from contests.queries.pledges import released_pledges
from contests.rules.draw import draw_record_in
from contests.rules.lists import label_of
from pages.media import media_answer
from pages.paging import FIND, LINES, ORDER, asked_of, part_of
from pages.wording.rules import rule_sentences
from scoring.models import Certificate, Publication
from scoring.queries import (
    certificate_by_serial,
    in_force,
    origin_page,
    public_contests,
    successions_of,
    superseded,
)
from scoring.results import (
    Explanation,
    LeastDecimals,
    PanelRow,
    PanelTally,
    ToldChange,
    as_residents_read,
    certified,
    corrected_since,
    even,
    frozen,
    least_decimals,
    public_changes,
    public_origin,
    told_changes,
)
from scoring.results.public import Disclosed, Entry, explained_to_all
from scoring.results.tally import Line
from stage.models import MediaFile
from stage.queries import contest_page_rows, contestant_page_rows, live_rows
from stage.queries.media import photo_for_residents, photos_for_residents

from .kept import kept
from .tables import ResultTable

Document = dict[str, Any]
PHOTO_KEPT = "private, max-age=86400"
"""A browser asks for a photo once a day, so that one is gone a day after residents no longer see it."""


def _contest(pk: int) -> Contest:
    found: Contest = get_object_or_404(
        public_contests().select_related("district", "show", "inclusion__campaign"), pk=pk
    )
    speak_of(found.extra)
    return found


@require_safe
@login_not_required
def contest(request: HttpRequest, pk: int) -> HttpResponse:
    """A contest as it stands, with the results that are in force."""

    def page() -> HttpResponse:
        contest = _contest(pk)
        return _page(request, contest, in_force(contest))

    return _kept(request, pk, page)


@require_safe
@login_not_required
def publication(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A contest with one of its publications, also one that was superseded."""

    def page() -> HttpResponse:
        contest = _contest(pk)
        rows = Publication.objects.defer("data")
        return _page(request, contest, get_object_or_404(rows, contest=contest, number=number))

    return _kept(request, pk, page)


def _kept(request: HttpRequest, pk: int, page: Callable[[], HttpResponse]) -> HttpResponse:
    """The page of a contest; what somebody looks for is found anew each time."""
    asked = asked_of(request.GET)
    return page() if FIND in asked else kept(request, contest_page_rows(pk), page, tuple(asked.items()))


def _page(request: HttpRequest, contest: Contest, published: Publication | None) -> HttpResponse:
    read = as_residents_read(contest, published)
    document, results = read.document(), read.results
    asked, addresses = asked_of(request.GET), _addresses(contest)
    photos = _photos(contest, published)
    part, order = None, None
    if results and results.rows:
        part = part_of(results.rows, asked, lambda row: (row.number, row.name), size=LINES, anchor="standings")
    if read.announces_contestants:
        order = part_of(_order(document, addresses), asked, _who, size=LINES, name=ORDER, anchor="programme")
    context = {
        "language_next": request.path,
        "live": published is None and bool(live_rows(contest.pk)),
        "contest": contest,
        "called": read.called,
        "publication": published,
        "campaign": campaign_of(contest),
        "others": list(contest.publications.defer("data").exclude(pk=published.pk)) if published else [],
        "results": results,
        "winners": _winners(results, addresses, photos),
        "photos": photos,
        "part": part,
        "table": ResultTable(part.rows, addresses) if part and part.rows else None,
        "changes": _changes(contest, published),
        "presentations": list(released().filter(contestant__contest=contest)) if published else [],
        "document": as_shown(document),
        "rounds": [_rubric(part) for part in document["rounds"]],
        "order": order,
        "draw": draw_record_in(document.get("about")),
        "rules": rule_sentences(document),
    }
    return render(request, "public/contest.html", context)


def _changes(contest: Contest, published: Publication | None) -> list[ToldChange]:
    """Who no longer takes an award and who moves up, beside the results in force, as far as it is told."""
    if published is None or superseded(published):
        return []
    try:
        return told_changes(published, successions_of(contest))
    except Refused:
        return []


def _photos(contest: Contest, published: Publication | None) -> dict[str, MediaFile]:
    """The photos of those whom residents see now, by number: results that were replaced may name others."""
    photos = photos_for_residents(contest)
    if not photos or published is None:
        return photos
    now = as_residents_read(contest, in_force(contest))
    return {number: photo for number, photo in photos.items() if now.shows(number)}


def _rubric(part: Mapping[str, Any]) -> dict[str, Any]:
    """A round of a set-up with its items, and whether any of them weighs more or less than another."""
    items = [as_shown(item) for item in part.get("items") or ()]
    weights = [format_decimal(Decimal(item.get("weight") or 1), "short") for item in items]
    rubric = [{**item, "weight": weight} for item, weight in zip(items, weights, strict=True)]
    return {**as_shown(part), "rubric": rubric, "weighted": any(weight != "1" for weight in weights)}


def _addresses(contest: Contest) -> dict[str, str]:
    """Where each contestant has a page, by number; who has another since a publication has none."""
    rows = rows_by_number(contest)
    return {number: reverse("public:contestant", args=[contest.pk, row]) for number, row in rows.items()}


def _winners(
    results: Disclosed | None, addresses: Mapping[str, str], photos: Mapping[str, MediaFile]
) -> list[tuple[str, list[tuple[Entry, str, MediaFile | None]]]]:
    """Each award with its winners, where each has a page, and their photos where residents may see them."""
    awards = results.winners if results else ()
    return [
        (award, [(entry, addresses.get(entry.number, ""), photos.get(entry.number)) for entry in entries])
        for award, entries in awards
    ]


def _order(document: Document, addresses: Mapping[str, str]) -> list[tuple[int, Document]]:
    """The contestants in the order of their first appearance, each with its number in that order and its address."""
    rooms = places_of_rooms(panel.get("rooms") for panel in document.get("panels", ()))

    def place(person: Document) -> tuple[int, int, str]:
        room = rooms.get(person.get("room") or "", len(rooms))
        return order_in(person.get("about")) or LATEST, room, person["id"]

    people = sorted(document["contestants"], key=place)
    return [
        (turn, {**as_shown(person), "team": _team(person), "address": addresses.get(person["id"], "")})
        for turn, person in enumerate(people, start=1)
    ]


def _team(person: Document) -> str:
    """Who is in a team beside the one it is called by."""
    return team_text(person.get("name") or "", person.get("members") or ())


def _who(turn: tuple[int, Document]) -> tuple[str, str]:
    return turn[1]["id"], turn[1].get("name") or ""


@require_safe
@login_not_required
def contestant(request: HttpRequest, pk: int, contestant: int) -> HttpResponse:
    """A contestant: the presentation, the community behind it, and as much of the result as is shown."""
    rows = contestant_page_rows(pk, contestant)
    content = rows and (rows, origin_page(pk, rows[0][-1]))
    return kept(request, content, lambda: _contestant(request, pk, contestant))


def _contestant(request: HttpRequest, pk: int, contestant: int) -> HttpResponse:
    contest = _contest(pk)
    entered = get_object_or_404(Contestant.objects.select_related("secretary__community"), pk=contestant, contest=pk)
    number = entered.number
    published = in_force(contest)
    read = as_residents_read(contest, published)
    person = read.person(number)
    if person is None:
        raise Http404
    results = read.results
    came = public_origin(contest, origin_in((person.get("about") or {}).get("came_from")), person["name"] or "")
    context = {
        "language_next": request.path,
        "contest": contest,
        "called": read.called,
        "person": as_shown(person),
        "team": _team(person),
        "status": _why_apart(person),
        "community": _in_the_register(entered, person),
        "publication": published,
        "results": results,
        "entry": results.entry(number) if results else None,
        "photo": photos_for_residents(contest).get(number),
        "presentation": released().filter(contestant=entered).first(),
        "came": came,
        "changes": public_changes(contest, results, published, came, number),
        "pledges": released_pledges().filter(contestant=entered),
    }
    return render(request, "public/contestant.html", context | _marks(published, results, number))


@require_safe
@login_not_required
def photo(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """The photo of a contestant whom residents see, where the organiser has chosen that they see photos."""
    contest, found = _contest(pk), photo_for_residents(pk, name)
    if found is None or found.contestant is None:
        raise Http404
    if as_residents_read(contest, in_force(contest)).person(found.contestant.number) is None:
        raise Http404
    response = media_answer(request, found.show_id, name)
    response["Cache-Control"] = PHOTO_KEPT
    return response


def _why_apart(person: Document) -> str:
    """The status of somebody who does not compete."""
    status = Status.of(person.get("status") or Status.COMPETING)
    return "" if status == Status.COMPETING else label(status)


def _in_the_register(entered: Contestant, person: Document) -> Community | None:
    """The community with a page of its own that a contestant is from; None where another is named in its place."""
    community = entered.secretary.community if entered.secretary else None
    return community if community and person.get("community") in (None, "", community.name) else None


def _marks(published: Publication | None, results: Disclosed | None, number: str) -> dict[str, Any]:
    """Every judge's totals and the steps, where everybody may read them."""
    if published is None or results is None or not results.marks or results.entry(number) is None:
        return {}
    try:
        tally = frozen(published).tally
        explanation: Explanation = explained_to_all(published, number, chinese=in_chinese())
    except Refused as refused:
        return {"refused": sentence(refused)}
    except LookupError:
        raise Http404 from None
    least = least_decimals(tally.contest)
    rounds = [(round_tally, round_tally.rows[number]) for round_tally in tally.rounds if number in round_tally.rows]
    panels = [
        (
            round_tally.round,
            replace(row, score=even([row.score], least.rounds[round_tally.round.id])[0]),
            [_readable_marks(p, number, round_tally.round.id, least) for p in round_tally.panels if number in p.rows],
        )
        for round_tally, row in rounds
    ]
    return {"rounds": panels, "explanation": explanation}


def _readable_marks(panel: PanelTally, number: str, round_: str, least: LeastDecimals) -> tuple[PanelTally, PanelRow]:
    """A panel's marks and their means as somebody can read them."""
    row, of = panel.rows[number], (round_, panel.panel.id)
    lines = (_readable_line(line, least.totals[of], least.panels[of]) for line in row.lines)
    return panel, replace(row, lines=tuple(lines))


def _readable_line(line: Line, totals: int, score: int) -> Line:
    texts = even((value.text for value in line.values), 0 if line.item else totals)
    values = tuple(replace(value, text=text) for value, text in zip(line.values, texts, strict=True))
    (pooled,) = even([line.pooled], 0 if line.item else score)
    return replace(line, values=values, pooled=pooled)


@require_safe
@login_not_required
def certificates(request: HttpRequest) -> HttpResponse:
    """Where somebody types the serial number of a certificate."""
    typed = request.GET.get("number", "").strip()
    if typed:
        return certificate(request, typed)
    return render(request, "public/certificates.html", {"asked": "number" in request.GET})


@require_safe
@login_not_required
def certificate(request: HttpRequest, serial: str) -> HttpResponse:
    """Whether a certificate is genuine."""
    found: Certificate | None = certificate_by_serial(serial)
    context: dict[str, Any] = {"certificate": found, "serial": serial[:60]}
    if found is not None:
        now = corrected_since(found, in_force(found.publication.contest))
        parts = [now.name, now.beside, *reversed(place_parts(now.street, now.community))] if now else []
        corrected = " · ".join(filter(None, parts))
        said = certified(found)
        context |= {"said": said, "street": street_beside(said.street, said.community), "corrected": corrected}
        speak_of(found.publication.contest.extra)
        context["name"] = label_of("name", found.publication.contest.extra)
    return render(request, "public/certificate.html", context, status=200 if found else 404)
