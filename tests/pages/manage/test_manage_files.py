"""The journal, and whole contests out and in."""

import json
import re
from decimal import Decimal
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.translation import override

from communities.journal import Verb, record
from contests import actions as contests
from contests.models import Contest
from scoring import actions as scoring
from scoring.models import Publication
from tabulation import as_json, read_contest, tabulate
from tests.browsers import client_of
from tests.cast import (
    NOW,
    Cast,
    a_draft,
    a_published_contest,
    an_open_contest,
    later,
    started,
)
from tests.house import ROOT
from tests.manage_pages import after, at, page, shown

pytestmark = pytest.mark.django_db
DANCED = Verb("danced", "Danced:")  # as a line of an app that is gone
EXAMPLE = ROOT / "examples" / "tiexi.json"

# ---- Journal


def test_the_journal_tells_newest_first_in_words(cast):
    contest = started(cast, an_open_contest(cast)).contest
    person = contest.contestants.get(number="01")
    scoring.adjust(contestant=person, points=Decimal(-2), reason="late", by=cast.li, now=later(2))
    record(verb=DANCED, at=later(3), who=cast.li, contest_id=contest.pk, object="on the table")
    text = page(client_of(cast.sun), "journal", contest)
    newest = "2026-11-20 17:03:00 Li (li) danced on the table"
    before = "2026-11-20 17:02:00 Li (li) Deduction or bonus: 01 Secretary 1 points: -2 reason: late"
    assert f"{newest} {before}" in text
    assert "Li（li） 扣分/加分： 01 Secretary 1 分值： -2 原因： late" in shown(
        client_of(cast.sun, "zh-hans").get(at("journal", contest))
    )


@pytest.mark.parametrize(("language", "told"), [("en", "preset: Observation tour"), ("zh-hans", "比赛类型： 观摩拉练")])
def test_the_journal_calls_a_preset_by_its_name(cast, language, told):
    contest = a_draft(cast, preset="tour")
    text = page(client_of(cast.wang, language), "journal", contest)
    assert told in text
    assert language == "en" or not re.search(r"[\u4e00-\u9fff]:", text)


def test_the_journal_has_pages(cast):
    contest = a_draft(cast)
    for n in range(60):
        record(verb=DANCED, at=later(n), who=cast.li, contest_id=contest.pk, object=f"dance {n}.")
    wang = client_of(cast.wang)
    first, second = page(wang, "journal", contest), shown(wang.get(at("journal", contest), {"page": "2"}))
    assert ("dance 59." in first, "dance 9." in first, "dance 9." in second) == (True, False, True)
    assert shown(wang.get(at("journal", contest), {"page": "nonsense"})) == first


# ---- Contest files


def test_a_contest_goes_out_and_comes_in_equal(cast):
    contest = a_published_contest(cast)
    out = client_of(cast.li).get(at("contest-file", contest))
    assert out.headers["Content-Disposition"] == 'attachment; filename="leitai-tiexi-2026.json"'
    assert as_json(tabulate(read_contest(out.content))) == Publication.objects.get().data["result"]
    qian = Cast("heping", ("qian",))
    upload = SimpleUploadedFile("contest.json", out.content)
    wang = client_of(qian.wang)
    told = after(
        wang, wang.post(reverse("manage:import"), {"district": qian.district.pk, "file": upload, "slug": "in"})
    )
    assert "The contest is imported." in told
    other = Contest.objects.get(slug="in")
    assert (other.district, other.state) == (qian.district, "closed")
    assert wang.get(at("contest-file", other)).content == out.content


def test_the_public_copy_names_no_judge(cast):
    contest = a_draft(cast)
    judge, person = contest.judges.first(), contest.contestants.first()
    contests.recuse(judge=judge, contestant=person, reason="married", by=cast.wang, now=NOW)
    text = client_of(cast.wang).get(at("public-copy", contest)).content.decode()
    assert [word for word in ("married", "Judge J1") if word in text] == []
    assert "married" in client_of(cast.wang).get(at("contest-file", contest)).content.decode()
    assert json.loads(text)["judges"][0]["name"] == "Judge 1"


def upload(cast, content, **values):
    data = {"district": cast.district.pk, "slug": "new", "file": SimpleUploadedFile("c.json", content), **values}
    return client_of(cast.wang).post(reverse("manage:import"), data)


def test_every_problem_of_a_bad_file_is_listed_and_nothing_stored(cast):
    document = json.loads(EXAMPLE.read_bytes())
    document["marks"][0][4], document["marks"][1][4], document["sponsor"] = "51", "36.55", "x"
    response = upload(cast, json.dumps(document).encode())
    text = shown(response)
    assert "Nothing was saved" in text
    assert "Mark no. 1, number of points: 51 is above 50, the maximum of “工作实绩与内容”" in text
    assert "Mark no. 2, number of points: 36.55 is above 35" in text
    assert "3 problems in the file" in text
    assert 'value="new"' in response.content.decode()
    assert not Contest.objects.exists()


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"", b"[]", b"{", "规则".encode("gbk"), b"[" * 100_000])
def test_what_is_no_contest_file_is_told(cast, content):
    response = upload(cast, content)
    assert response.status_code == 200
    assert "invalid-feedback" in response.content.decode()
    assert not Contest.objects.exists()


def test_a_name_that_is_too_long_is_named_with_its_place(cast):
    document = json.loads(EXAMPLE.read_bytes())
    document["contestants"][1]["name"] = "名" * 300
    assert ": This is too long." in shown(upload(cast, json.dumps(document).encode()))


def test_a_file_that_is_too_large_is_not_read(cast, monkeypatch):
    monkeypatch.setattr("pages.manage.forms.LARGEST_FILE", 0)
    assert "The most allowed is 0 MB" in shown(upload(cast, b"{}"))


def test_a_short_name_that_is_taken_is_told_beside_it(cast):
    assert upload(cast, EXAMPLE.read_bytes()).status_code == 302
    assert "used by another contest of the district" in shown(upload(cast, EXAMPLE.read_bytes()))
    assert upload(cast, EXAMPLE.read_bytes(), slug="").status_code == 302
    assert Contest.objects.count() == 2


def test_nothing_is_imported_into_another_district(cast):
    other = Cast("heping", ("qian",))
    assert "Choose one from the list" in shown(upload(cast, EXAMPLE.read_bytes(), district=other.district.pk))
    assert client_of(cast.sun).get(reverse("manage:import")).status_code == 403
    assert not Contest.objects.exists()


def run(*words):
    out = StringIO()
    with override("en"):
        call_command(*words, stdout=out)
    return out.getvalue()


def failed(*words):
    with pytest.raises(CommandError) as error:
        run(*words)
    assert error.value.returncode == 2
    return str(error.value).splitlines()


def test_the_commands_do_the_same(cast, tmp_path):
    contest = a_published_contest(cast)
    path = tmp_path / "contest.json"
    run("export_contest", str(contest.pk), "--output", str(path))
    assert (
        path.read_text()
        == scoring.export_contest(contest=contest)
        == run("export_contest", str(contest.pk)).rstrip("\n")
    )
    told = run("import_contest", str(path), "--district", "tiexi", "--by", "wang", "--slug", "again")
    other = Contest.objects.get(slug="again")
    assert told == f"Contest {other.pk}: District contest (Closed)\n"
    assert scoring.export_contest(contest=other) == path.read_text()
    assert failed("export_contest", str(contest.pk), "--output", str(path)) == [
        f"{path} already exists. Choose another name."
    ]
    assert '"Judge 1"' in run("export_contest", str(contest.pk), "--public")


@pytest.mark.usefixtures("cast")
def test_the_commands_tell_what_is_wrong_in_one_line_each(tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "leitai-contest/1"}')
    to = ("--district", "tiexi", "--by", "wang")
    assert failed("export_contest", "7") == ["There is no contest with the number 7."]
    assert failed("import_contest", str(bad), "--district", "x", "--by", "wang") == [
        "There is no district with the short name x."
    ]
    assert failed("import_contest", str(bad), "--district", "tiexi", "--by", "x") == [
        "There is no user with the user name x."
    ]
    assert failed("import_contest", str(tmp_path / "none.json"), *to)[0].endswith("No such file or directory.")
    assert len(failed("import_contest", str(bad), *to)) > 1
    run("import_contest", str(EXAMPLE), *to, "--slug", "s")
    taken = failed("import_contest", str(EXAMPLE), *to, "--slug", "s")
    assert taken == ["This short name is used by another contest of the district. Choose another."]
