"""The application answers, and says nothing to strangers."""

import pytest


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path


@pytest.mark.usefixtures("collected")
def test_an_unknown_address_is_a_404_that_cannot_be_framed(client):
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.usefixtures("collected")
def test_a_foreign_host_name_is_refused(client):
    assert client.get("/", HTTP_HOST="elsewhere.example").status_code == 400
