"""Pages of what people learn from each other."""

from django.urls import path

from .views import pledges, presentations, records, themes

ROOT = "exchange/"
app_name = "exchange"
urlpatterns = [
    path("contests/<int:pk>/", presentations.contest, name="contest"),
    path("contests/<int:pk>/<int:contestant>/", presentations.presentation, name="presentation"),
    path("contests/<int:pk>/<int:contestant>/agree/", presentations.agree, name="agree"),
    path("contests/<int:pk>/<int:contestant>/release/", presentations.release, name="release"),
    path("contests/<int:pk>/<int:contestant>/withdraw/", presentations.withdraw, name="withdraw"),
    path("contests/<int:pk>/<int:contestant>/files/", presentations.add_file, name="add-file"),
    path("contests/<int:pk>/<int:contestant>/files/<int:file>/", presentations.file, name="file"),
    path("contests/<int:pk>/<int:contestant>/files/<int:file>/remove/", presentations.remove_file, name="remove-file"),
    path("contests/<int:pk>/pledges/", pledges.pledges, name="pledges"),
    path("contests/<int:pk>/<int:contestant>/pledges/new/", pledges.new, name="new-pledge"),
    path("contests/<int:pk>/pledges/<int:pledge>/", pledges.pledge, name="pledge"),
    path("contests/<int:pk>/pledges/<int:pledge>/agree/", pledges.agree, name="agree-pledge"),
    path("contests/<int:pk>/pledges/<int:pledge>/release/", pledges.release, name="release-pledge"),
    path("contests/<int:pk>/pledges/<int:pledge>/withdraw/", pledges.withdraw, name="withdraw-pledge"),
    path("contests/<int:pk>/pledges/<int:pledge>/remove/", pledges.remove, name="remove-pledge"),
    path("contests/<int:pk>/pledges/<int:pledge>/replies/", pledges.follow_up, name="follow-up"),
    path("contests/<int:pk>/pledges/<int:pledge>/replies/<int:reply>/confirm/", pledges.confirm, name="confirm-reply"),
    path(
        "contests/<int:pk>/pledges/<int:pledge>/replies/<int:reply>/remove/", pledges.remove_reply, name="remove-reply"
    ),
    path("<slug:slug>/", records.records, name="records"),
    path("<slug:slug>/records/new/<str:kind>/", records.new, name="new-record"),
    path("<slug:slug>/records/<int:pk>/", records.change, name="record"),
    path("<slug:slug>/records/<int:pk>/publish/", records.publish, name="publish-record"),
    path("<slug:slug>/records/<int:pk>/withdraw/", records.withdraw, name="withdraw-record"),
    path("<slug:slug>/records/<int:pk>/remove/", records.remove, name="remove-record"),
    path("<slug:slug>/themes/", themes.themes, name="themes"),
    path("<slug:slug>/themes/report/", themes.take, name="take-themes"),
    path("<slug:slug>/themes/new/", themes.new, name="new-theme"),
    path("<slug:slug>/themes/<int:pk>/", themes.change, name="theme"),
    path("<slug:slug>/themes/<int:pk>/remove/", themes.remove, name="remove-theme"),
]
