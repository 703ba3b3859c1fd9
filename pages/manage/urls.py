"""Pages of a contest as a whole: what is missing, opening, cards, papers, results, publication, certificates, files."""

from django.urls import path

from .views import (
    awards,
    cards,
    certificates,
    files,
    journal,
    moving_up,
    notes,
    overview,
    papers,
    photos,
    publishing,
    results,
    voter_cards,
)

ROOT = "manage/"
app_name = "manage"
urlpatterns = [
    path("import/", files.import_, name="import"),
    path("<int:pk>/", overview.contest, name="contest"),
    path("<int:pk>/open/", overview.opening, name="open"),
    path("<int:pk>/cards/", cards.cards, name="cards"),
    path("<int:pk>/cards/all/", cards.all_cards, name="cards-all"),
    path("<int:pk>/cards/missing/", cards.missing_cards, name="cards-missing"),
    path("<int:pk>/cards/voting/", voter_cards.cards, name="voter-cards"),
    path("<int:pk>/cards/voting/<int:panel>/", voter_cards.make, name="make-voter-cards"),
    path("<int:pk>/cards/voting/<int:panel>/<int:batch>/void/", voter_cards.void, name="void-voter-cards"),
    path("<int:pk>/cards/<int:judge>/", cards.one_card, name="card"),
    path("<int:pk>/photos/", photos.photos, name="photos"),
    path("<int:pk>/photos/of/<int:site>/", photos.add, name="add-photo"),
    path("<int:pk>/photos/<int:file>/", photos.file, name="photo"),
    path("<int:pk>/photos/<int:file>/remove/", photos.remove, name="remove-photo"),
    path("<int:pk>/notes/", notes.notes, name="notes"),
    path("<int:pk>/notes/<int:note>/", notes.decide, name="decide-note"),
    path("<int:pk>/papers/", papers.papers, name="papers"),
    path("<int:pk>/papers/<slug:kind>.<slug:ending>", papers.paper, name="paper"),
    path("<int:pk>/results/", results.results, name="results"),
    path("<int:pk>/results/awards/<int:award>/", awards.award, name="award"),
    path("<int:pk>/results/public/", results.public_level, name="public-level"),
    path("<int:pk>/results/moving-up/", moving_up.moving_up, name="moving-up"),
    path("<int:pk>/results/moving-up/<int:succession>/", moving_up.withdraw, name="withdraw-succession"),
    path("<int:pk>/results/publish/", publishing.publish, name="publish"),
    path("<int:pk>/results/publications/<int:number>/", publishing.publication, name="publication"),
    path("<int:pk>/results/contestants/<int:contestant>/", results.explanation, name="explanation"),
    path("<int:pk>/certificates/", certificates.certificates, name="certificates"),
    path("<int:pk>/certificates/all.pdf", certificates.all_pdf, name="certificates-pdf"),
    path("<int:pk>/certificates/<int:certificate>.pdf", certificates.one_pdf, name="certificate-pdf"),
    path("<int:pk>/certificates/<int:certificate>/revoke/", certificates.revoke, name="revoke"),
    path("<int:pk>/journal/", journal.journal, name="journal"),
    path("<int:pk>/file/", files.export, name="export"),
    path("<int:pk>/file/contest.json", files.contest_file, name="contest-file"),
    path("<int:pk>/file/public.json", files.public_copy, name="public-copy"),
]
