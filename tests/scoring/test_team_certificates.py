"""Certificates of teams: one for all, or one for each who is in it, and what becomes of them when a name was wrong."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from contests import actions as contests
from papers.certificates import certificates
from scoring import actions
from scoring.models import Certificate
from scoring.queries import certificates_of, in_force
from scoring.results import certified, due, lapsed
from tests.cast import a_draft, announced, fresh, held, later
from tests.printed import squeezed

pytestmark = pytest.mark.django_db
TEAM = [{"name": "王芳", "post": "书记"}, {"name": "李强"}, {"name": "赵敏"}]


@pytest.fixture
def contest(cast):
    """A team of three, called after Wang, has taken part and got an award."""
    draft = a_draft(cast)
    draft.contestants.filter(number="01").update(name="王芳", members=TEAM)
    return announced(cast, held(cast, draft))


def issue(cast, contest, **values):
    rows = actions.issue_certificates(contest=contest, prefix="TX", by=cast.wang, now=later(71), **values)
    return [row for row in rows if row.contestant.number == "01"]


def correct(cast, contest, members):
    person = contest.contestants.get(number="01")
    contests.correct_name(part=person, values={"members": members}, reason="?", by=cast.wang, now=later(72))
    return actions.supersede(contest=fresh(contest), reason="a name was wrong", by=cast.wang, now=later(73))


def renew(cast, contest):
    rows = actions.renew_certificates(contest=contest, prefix="TX", reason="?", by=cast.wang, now=later(74))
    return [certified(row).name for row in rows]


def in_use(contest):
    return [row for row in certificates_of(contest) if row.revoked_at is None and row.contestant.number == "01"]


def test_a_team_has_one_certificate_with_all_its_names(cast, contest):
    with override("zh-hans"):
        assert [one.label for one in due(in_force(contest), []) if one.number == "01"] == ["01 王芳（李强、赵敏）"]
    (row,) = issue(cast, contest)
    (text,) = squeezed(certificates([row], language="zh-hans"))
    assert "王芳" in text
    assert "李强、赵敏" in text
    assert "同志" not in text
    assert issue(cast, contest, each=True) == []


def test_each_of_a_team_has_one_and_nobody_two(cast, contest):
    rows = issue(cast, contest, each=True)
    assert [(row.member, certified(row).name) for row in rows] == [(1, "王芳"), (2, "李强"), (3, "赵敏")]
    assert len({row.serial for row in rows}) == 3
    wang, li, _zhao = squeezed(certificates(rows, language="zh-hans"))
    assert "王芳同志" in wang
    assert "（" not in wang
    assert "李强同志（王芳团队成员）" in li
    assert issue(cast, contest) == []
    actions.revoke_certificate(certificate=rows[1], reason="torn", by=cast.wang, now=later(72))
    assert [certified(row).name for row in issue(cast, contest)] == ["李强"], "as the others of this team"
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(
            publication=rows[0].publication,
            contestant=rows[0].contestant,
            award=rows[0].award,
            member=1,
            serial="TX-9",
            issued_at=later(72),
            issued_by=cast.wang,
        )


def test_a_corrected_member_exchanges_one_certificate_alone(cast, contest):
    issue(cast, contest, each=True)
    correct(cast, contest, [*TEAM[:2], {"name": "赵敏敏"}])
    rows = in_use(contest)
    assert [(one.says.name, one.now.name) for one in lapsed(rows, in_force(contest))] == [("赵敏", "赵敏敏")]
    assert renew(cast, contest) == ["赵敏敏"]
    assert sorted(certified(row).name for row in in_use(contest)) == ["李强", "王芳", "赵敏敏"]


def test_all_of_a_team_are_exchanged_for_as_many_and_whoever_left_it_has_none(cast, contest):
    issue(cast, contest, each=True)
    correct(cast, contest, [{"name": "王方"}, {"name": "李墙"}])
    assert [certified(row).name for row in in_use(contest)] == ["王芳", "李强"], "the third is revoked"
    assert renew(cast, contest) == ["王方", "李墙"]


def test_a_corrected_member_exchanges_the_certificate_of_the_team(cast, contest):
    issue(cast, contest)
    correct(cast, contest, [*TEAM[:2], {"name": "赵敏敏"}])
    assert renew(cast, contest) == ["王芳"]
    assert [certified(row).members for row in in_use(contest)] == [("李强", "赵敏敏")]


def test_one_of_a_team_is_told_from_its_name(cast):
    draft = a_draft(cast)
    draft.contestants.filter(number="01").update(name="Red Flags", members=TEAM)
    contest = announced(cast, held(cast, draft))
    rows = issue(cast, contest, each=True)
    text = squeezed(certificates(rows, language="en"))[0]
    assert "王芳oftheteamRedFlags" in text
