"""All addresses. Each app lists its own; who may see which is told in tests/addresses."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", csrf_exempt(login_not_required(set_language)), name="set_language"),
    path("account/", include("pages.account.urls")),
    path("help/", include("pages.help.urls")),
    path("administration/", include("pages.administration.urls")),
    path("manage/", include("pages.setup.urls.setup")),
    path("manage/", include("pages.setup.urls.people")),
    path("manage/", include("pages.setup.urls.rules")),
    path("manage/", include("pages.manage.urls")),
    path("manage/", include("pages.setup.urls.recusals")),
    path("desk/", include("pages.desk.urls")),
    path("", include("pages.judge.urls")),
    path("", include("pages.public.urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
