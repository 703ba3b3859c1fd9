"""All addresses. Each app lists its own; who may see which is told in tests/addresses."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", login_not_required(set_language), name="set_language"),
    path("account/", include("communities.urls.account")),
    path("administration/", include("communities.urls.administration")),
    path("manage/", include("contests.urls.setup")),
    path("manage/", include("contests.urls.people")),
    path("manage/", include("scoring.urls.rules")),
    path("manage/", include("scoring.urls.manage")),
    path("manage/", include("scoring.urls.recusals")),
    path("desk/", include("scoring.urls.desk")),
    path("", include("scoring.urls.judge")),
    path("", include("scoring.urls.public")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
