"""The sentences of what is refused while a show is prepared and run."""

from django.utils.translation import gettext_lazy as _

from communities.wording import SENTENCES, Sentence

STAGE_SENTENCES: dict[str, Sentence] = {
    "too-many-links": _("There are {most} links already. Remove one that nobody needs."),
}
SENTENCES.update(STAGE_SENTENCES)
