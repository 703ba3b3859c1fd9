"""What the fields of our forms say is in our words: Django's own speak of 字段 and 有效的."""

from copy import deepcopy

from django import forms
from django.urls import get_resolver
from django.utils import translation

from pages.administration.forms.localities import DistrictForm
from pages.forms.messages import in_our_words
from pages.forms.plain import WordedForm


def forms_of(kind):
    for form in kind.__subclasses__():
        yield form
        yield from forms_of(form)


def test_every_form_of_a_page_speaks_our_words():
    assert get_resolver().url_patterns
    ours = {form for form in forms_of(forms.Form) if form.__module__.startswith("pages.")}
    assert {form.__name__ for form in ours if not issubclass(form, WordedForm)} == set()


def test_no_field_of_any_form_speaks_as_django_does():
    assert get_resolver().url_patterns
    found = {}
    with translation.override("zh-hans"):
        for form in {*forms_of(WordedForm)}:
            for name, declared in form.base_fields.items():
                field = deepcopy(declared)
                in_our_words(field)
                said = map(str, field.error_messages.values())
                found[form.__name__, name] = [words for words in said if "字段" in words or "有效的" in words]
    assert len(found) > 100
    assert {where: words for where, words in found.items() if words} == {}


def test_a_bad_short_name_is_told_what_a_short_name_may_hold():
    with translation.override("zh-hans"):
        form = DistrictForm({"name": "铁西区", "slug": "铁西 区"})
        assert form.errors["slug"] == ["只能用英文字母、数字、连字符和下划线，如 tiexi-2026。"]
