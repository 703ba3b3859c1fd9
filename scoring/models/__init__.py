"""The tables of `scoring`: from a judge's tap to a certificate."""

from .ballots import BallotBox, VoterCard
from .published import Certificate, Publication, Succession, WhyLeft
from .sheets import Adjustment, KeptSheet, Mark, ScoreSheet, SiteNote, Source, Submission, WhyKept
from .site_photos import SitePhoto

__all__ = [
    "Adjustment",
    "BallotBox",
    "Certificate",
    "KeptSheet",
    "Mark",
    "Publication",
    "ScoreSheet",
    "SiteNote",
    "SitePhoto",
    "Source",
    "Submission",
    "Succession",
    "VoterCard",
    "WhyKept",
    "WhyLeft",
]
