"""What to press on each kind of device, step by step, each with its picture in static/img/trust."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to press, and the picture of where."""

    picture: str
    words: Promise

    @property
    def image(self) -> str:
        """The picture's place among the static files."""
        return f"img/trust/{self.picture}.svg"


@dataclass(frozen=True, slots=True)
class Device:
    """A kind of device; `profile` where it takes a profile and no bare certificate, `this` where it seems to ask."""

    id: str
    name: Promise
    steps: tuple[Step, ...]
    profile: bool = False
    this: bool = False


APPLE = Device(
    "apple",
    _("iPad and iPhone"),
    (
        Step("download", _("Open this page in Safari, press the button above, then “Allow”.")),
        Step("profile", _("Settings → General → VPN & Device Management → the profile “Leitai …” → “Install”.")),
        Step("switch", _("Settings → General → About → Certificate Trust Settings: switch “Leitai …” on.")),
    ),
    profile=True,
)
HARMONY = Device(
    "harmony",
    _("HarmonyOS"),
    (
        Step("download", _("Press the button above. The file lies in Downloads; do not open it there.")),
        Step(
            "settings",
            _(
                "Settings: search for “certificate”. HarmonyOS 5: Privacy & security → Advanced → "
                "Certificates and credentials. Earlier: Security → More settings → Encryption and "
                "credentials."
            ),
        ),
        Step(
            "file",
            _(
                "“Install from storage” (or “CA certificate”), confirm with the password of the device, "
                "choose “leitai.cer”."
            ),
        ),
    ),
)
ANDROID = Device(
    "android",
    _("Android"),
    (
        Step("download", _("Press the button above. The file lies in Downloads; do not open it there.")),
        Step(
            "settings",
            _(
                "Settings: search for “CA certificate”, or Security → More → Encryption & credentials → "
                "Install a certificate → CA certificate."
            ),
        ),
        Step(
            "file",
            _(
                "“Install anyway”, confirm with the lock of the screen, choose “leitai.cer”. Use Chrome or "
                "the browser of the device."
            ),
        ),
    ),
)
WINDOWS = Device(
    "windows",
    _("Windows computer"),
    (
        Step("download", _("Press the button above and open the file.")),
        Step("file", _("“Install Certificate…” → “Current User” → “Place all certificates in the following store”.")),
        Step(
            "store",
            _(
                "“Browse…” → “Trusted Root Certification Authorities” → “OK”, “Next”, “Finish”, “Yes”. "
                "Restart the browser."
            ),
        ),
    ),
)
DEVICES = (APPLE, HARMONY, ANDROID, WINDOWS)
SIGNS = (
    (HARMONY, ("HarmonyOS", "OpenHarmony", "ArkWeb", "HUAWEI", "HONOR")),
    (ANDROID, ("Android",)),
    (APPLE, ("iPad", "iPhone", "Macintosh")),  # an iPad calls itself a Macintosh
    (WINDOWS, ("Windows",)),
)
"""What gives a device away in the name its browser gives itself; the first that fits."""


def devices_for(agent: str) -> list[Device]:
    """All devices, the one that seems to ask first."""
    own = next((device for device, signs in SIGNS if any(sign in agent for sign in signs)), None)
    first = [replace(own, this=True)] if own else []
    return first + [device for device in DEVICES if device is not own]


def in_wechat(agent: str) -> bool:
    """Whether the page is open in WeChat's own browser, which takes no certificate."""
    return "MicroMessenger" in agent
