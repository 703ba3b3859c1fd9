"""Films, slides, sponsors and photos: added, given to contestants, removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.refused import Refused
from communities.wording import sentence
from contests.models import Contest, Contestant
from pages.access import Access, AuthenticatedRequest, desk_access
from pages.desk.forms.questions import DIGITS, DeskForm
from pages.media import media_answer
from pages.passes import pass_of, read_pass
from stage.actions import add_media, keep_photos, remove_media
from stage.media_folder import LARGEST_FILM, LARGEST_PICTURE, MEGABYTE
from stage.models import MediaFile, MediaUse
from stage.queries import show_of
from stage.queries.media import media_of, photos_of
from stage.rules.photos import whose

from .asking import Question, asked, board_address, posted
from .asking import done as done_at_desk

MEDIA = "desk:media"
PICTURES, FILMS = "image/png,image/jpeg", "image/png,image/jpeg,video/mp4,video/webm"
LONGEST_TITLE = 120
NOBODY = "nobody"
"""Chosen for a photo that is thrown away."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A photo of which nobody has said whose it is, and what is chosen: the number of a contestant in the database,
    `NOBODY`, or nothing yet; `open` asks for it.
    """

    photo: MediaFile
    chosen: str
    open: bool = False


@require_safe
def media(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All films and pictures of a show."""
    return _page(request, desk_access(request, pk))


def _page(
    request: AuthenticatedRequest, access: Access, sent: Mapping[str, str] | None = None, refused: str = ""
) -> HttpResponse:
    """The page; with what was `sent` for photos, by their numbers in the database, and why nothing came of it."""
    contest, show = access.contest, show_of(access.contest)
    people = list(contest.contestants.order_by("position", "pk"))
    photos = photos_of(show)
    context: dict[str, Any] = {
        "contest": contest,
        "access": access,
        "back": board_address(contest),
        "upload": pass_of(request.user, contest),
        "waiting": list(
            _waiting(show.media.filter(use=MediaUse.PHOTO, contestant=None) if show.pk else (), people, sent or {})
        ),
        "refused": refused,
        "nobody": NOBODY,
        "people": people,
        "photos": [photos[who.pk] for who in people if who.pk in photos],
        "without": [who for who in people if who.pk not in photos],
        "sponsors": media_of(show, MediaUse.SPONSOR),
        "slides": media_of(show, MediaUse.SLIDE).prefetch_related("cues"),
        "pictures": PICTURES,
        "films": FILMS,
        "picture_mb": LARGEST_PICTURE // MEGABYTE,
        "film_mb": LARGEST_FILM // MEGABYTE,
    }
    return render(request, "desk/media.html", context)


def _waiting(photos: Iterable[MediaFile], people: list[Contestant], sent: Mapping[str, str]) -> Iterable[Waiting]:
    """Each photo that waits: as it was sent, else as the name of its file proposes, nobody proposed twice."""
    taken = set[int]()
    for photo in photos:
        if (given := sent.get(str(photo.pk))) is not None:
            yield Waiting(photo, given, open=_is_open(given))
            continue
        who = whose(photo.title, people)
        free = who if who is not None and who.pk not in taken else None
        taken |= {free.pk} if free else set()
        yield Waiting(photo, str(free.pk) if free else "")


def _is_open(given: str) -> bool:
    return given != NOBODY and not DIGITS.fullmatch(given)


@require_POST
def add(request: AuthenticatedRequest, pk: int, upload: str) -> HttpResponse:
    """Add what was sent: each file by itself, so that one that cannot be shown keeps no other out."""
    contest = desk_access(request, pk).contest
    if read_pass(upload, contest=contest.pk) != request.user.pk:
        messages.error(request, _("This page was open too long. Choose the files again."))
        return redirect(MEDIA, pk)
    use = request.POST.get("use")
    files = request.FILES.getlist("files")
    if use not in MediaUse.values:
        raise Http404
    if not files:
        messages.error(request, _("Choose a file first."))
    added = sum(_added(request, contest, MediaUse(use), file) for file in files)
    if added:
        words = ngettext("{count} file added.", "{count} files added.", added)
        messages.success(request, words.format(count=added))
    return redirect(MEDIA, pk)


def _added(request: AuthenticatedRequest, contest: Contest, use: MediaUse, file: UploadedFile[Any]) -> bool:
    name = str(file.name or "")
    title = PurePath(name).stem[:LONGEST_TITLE].strip() or name[:LONGEST_TITLE] or str(use.label)
    adding = partial(add_media, contest=contest, use=use, title=title, by=request.user, now=timezone.now())
    try:
        adding(file=cast("BinaryIO", file.file), size=file.size or 0)
    except Refused as refused:
        words = _("This file has already been added.") if refused.code == "already" else sentence(refused)
        messages.error(request, f"{name[:LONGEST_TITLE]}: {words}")
        return False
    return True


@require_POST
def photos(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Keep photos as they were shown: whose each is, or nobody's. While one is open nothing is kept or thrown away."""
    access = desk_access(request, pk)
    contest = access.contest
    sent = {name.removeprefix("whose-"): str(value) for name, value in request.POST.items() if name[:6] == "whose-"}
    if any(_is_open(who) for photo, who in sent.items() if DIGITS.fullmatch(photo)):
        return _page(
            request, access, sent, _("Nothing was saved yet. Choose for each photo whose it is, or discard it.")
        )
    chosen = {int(photo): int(who) if who != NOBODY else None for photo, who in sent.items() if DIGITS.fullmatch(photo)}
    try:
        keep_photos(contest=contest, whose=chosen, by=request.user, now=timezone.now())
    except Refused as refused:
        return _page(request, access, sent, sentence(refused))
    messages.success(request, _("The photos are saved."))
    return redirect(MEDIA, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: AuthenticatedRequest, pk: int, media: int) -> HttpResponse:
    """Remove a film or picture, after a question."""
    access = desk_access(request, pk)
    current = MediaFile.objects.select_related("show__contest").filter(show__contest=access.contest, pk=media).first()
    if current is None and (request.method != "POST" or MediaFile.objects.filter(pk=media).exists()):
        raise Http404
    if current is None:
        return done_at_desk(request, access.contest, sentence(Refused("already")), to=MEDIA)
    question = Question(
        title=_("Remove “{title}”").format(title=current.title),
        consequences=(_("It is removed from the screens, the run sheet and the server’s disk."),),
        button=_("Remove it"),
        done=_("“{title}” is removed.").format(title=current.title),
    )

    def act() -> None:
        remove_media(media=current, by=request.user, now=timezone.now())

    return asked(request, access, DeskForm(posted(request)), question, act, to=MEDIA)


@require_safe
def file(request: AuthenticatedRequest, pk: int, name: str) -> HttpResponseBase:
    """A film or picture, for the desk to look at."""
    return media_answer(request, show_of(desk_access(request, pk).contest).pk or 0, name, stored=False)
