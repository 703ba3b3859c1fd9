"""The pages on which a district enters what its people learn from each other."""

from tests.addresses import ADMINISTRATOR, DISTRICT, ORGANISER, READERS, Address

ENTER = (ORGANISER, ADMINISTRATOR)


def of_district(places):
    return {"slug": places.district.slug}


def theme(places):
    return {"slug": places.district.slug, "pk": places.theme.pk}


def record(places):
    return {"slug": places.district.slug, "pk": places.exchange.pk}


def draft(places):
    return {"pk": places.published.pk, "contestant": places.unreleased.contestant_id}


def released(places):
    return {"pk": places.published.pk, "contestant": places.presentation.contestant_id}


def file(places):
    return draft(places) | {"file": places.unreleased_file.pk}


def pledge(places):
    return {"pk": places.published.pk, "pledge": places.pledge.pk}


def pledge_draft(places):
    return {"pk": places.published.pk, "pledge": places.unreleased_pledge.pk}


def reply(places):
    return pledge(places) | {"reply": places.reply.pk}


def page(**options):
    return Address(**{"reads": READERS, "posts": ENTER, "where": of_district, **options})


def acted(**options):
    return Address(**{"posts": (ORGANISER,), "where": draft, **options})


ADDRESSES = {
    "exchange:records": page(posts=()),
    "exchange:new-record": page(where=lambda places: {"slug": places.district.slug, "kind": "visit"}),
    "exchange:record": page(where=record),
    "exchange:publish-record": page(reads=(), where=record),
    "exchange:withdraw-record": page(reads=(), where=record, data={"reason": "asked to"}),
    "exchange:remove-record": page(reads=(), where=record),
    "exchange:themes": page(posts=()),
    "exchange:take-themes": page(reads=()),
    "exchange:new-theme": page(),
    "exchange:theme": page(where=theme),
    "exchange:remove-theme": page(reads=(), where=theme),
    "exchange:contest": Address(reads=DISTRICT, where=lambda places: {"pk": places.published.pk}),
    "exchange:presentation": acted(reads=DISTRICT),
    "exchange:agree": acted(data={"how": "by telephone"}),
    "exchange:release": acted(),
    "exchange:withdraw": acted(where=released, data={"reason": "asked to"}),
    "exchange:add-file": acted(),
    "exchange:file": Address(reads=DISTRICT, where=file),
    "exchange:remove-file": acted(where=file),
    "exchange:pledges": Address(reads=DISTRICT, where=lambda places: {"pk": places.published.pk}),
    "exchange:new-pledge": acted(reads=DISTRICT),
    "exchange:pledge": acted(reads=DISTRICT, where=pledge_draft),
    "exchange:agree-pledge": acted(where=pledge_draft, data={"how": "by telephone"}),
    "exchange:release-pledge": acted(where=pledge_draft),
    "exchange:withdraw-pledge": acted(where=pledge, data={"reason": "asked to"}),
    "exchange:remove-pledge": acted(where=pledge_draft),
    "exchange:follow-up": acted(where=pledge, data={"told_on": "2024-10-01", "fulfilment": "kept", "text": "Done"}),
    "exchange:confirm-reply": acted(where=reply),
    "exchange:remove-reply": acted(where=reply),
}
