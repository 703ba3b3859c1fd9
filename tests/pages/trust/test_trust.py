"""The page that shows how a tablet comes to trust the laptop: in both languages, for each device, and out of WeChat."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from config.certificates import authority_in
from config.management.commands.serve import welcome
from pages.trust.authority import fingerprint
from tests.browsers import client_of, text_of

IPAD = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15"
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/126.0 Mobile Safari/537.36"
PURA = "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile"
WECHAT = f"{PHONE} MicroMessenger/8.0.49 NetType/WIFI"


def shown(agent, language="en"):
    return client_of(language=language).get(reverse("trust:home"), headers={"user-agent": agent})


@pytest.fixture
def made(settings, tmp_path):
    settings.VAR, settings.VENUE = tmp_path, 8000
    return authority_in(tmp_path / "venue", "laptop", ["192.168.1.20"], datetime(2026, 9, 1, tzinfo=UTC)).certificate


@pytest.mark.django_db
def test_each_device_sees_its_own_steps_first_and_all_others_below(made):
    for agent, name in ((IPAD, "iPad 和 iPhone"), (PHONE, "安卓（Android）"), (PURA, "鸿蒙（HarmonyOS）")):
        response = shown(agent, "zh-hans")
        page = text_of(response)
        first, *others = response.content.decode().split("<details")[1:]
        assert name in first
        assert " open>" in first
        assert len(others) == 3
        assert not [other for other in others if " open>" in other]
        assert all(line in page for line in fingerprint(made))
        assert "https://testserver:8000/" in page


@pytest.mark.django_db
@pytest.mark.usefixtures("made")
def test_wechat_is_left_politely_before_anything_else():
    page = text_of(shown(WECHAT, "zh-hans"))
    assert "请在系统浏览器中打开本页" in page
    assert "在浏览器打开" in page
    assert "http://testserver/trust/" in page
    assert "下载" not in page
    assert "Open in browser" in text_of(shown(WECHAT))


@pytest.mark.django_db
def test_without_an_authority_there_is_nothing_to_do_and_serve_is_silent_about_it(settings, tmp_path):
    settings.VAR = tmp_path
    assert "make venue" in text_of(shown(IPAD))
    assert "make venue" not in welcome(["192.168.1.20"], 8000)
    authority_in(tmp_path / "venue", "laptop", ["192.168.1.20"], datetime(2026, 9, 1, tzinfo=UTC))
    assert "make venue" in welcome(["192.168.1.20"], 8000)
