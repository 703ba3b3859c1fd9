"""Who is asked for the first administrator may leave instead of answering."""

import io

import pytest
from django.core.management import CommandError, call_command

from communities.models import User

pytestmark = pytest.mark.django_db
ASKED_FOR_BOTH, ASKED_FOR_THE_PASSWORD = (), ("wu",)


class Interrupted(io.StringIO):
    """Standard input at which Ctrl-C is pressed."""

    def readline(self, *_size):
        raise KeyboardInterrupt


@pytest.mark.parametrize("given", [ASKED_FOR_BOTH, ASKED_FOR_THE_PASSWORD])
@pytest.mark.parametrize("leaving", [io.StringIO, Interrupted], ids=["end of input", "Ctrl-C"])
def test_leaving_is_one_sentence_and_stores_nothing(monkeypatch, given, leaving):
    monkeypatch.setattr("sys.stdin", leaving())
    with pytest.raises(CommandError) as told:
        call_command("first_administrator", *given)
    assert str(told.value) == "Stopped. Nothing was saved. Begin again with: make administrator"
    assert (told.value.returncode, User.objects.exists()) == (1, False)


def test_leaving_between_the_questions_stores_nothing(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("wu\n"))
    with pytest.raises(CommandError, match="Nothing was saved"):
        call_command("first_administrator")
    assert not User.objects.exists()
