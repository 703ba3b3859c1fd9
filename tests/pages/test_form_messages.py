"""What the fields of our forms say is in our words: Django's own speak of 字段 and 有效的."""

from copy import deepcopy

import pytest
from django import forms
from django.core import validators
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


def of_django(field):
    """What a field, or a validator of it, would still say in Django's words."""
    of_all = [vars(kind).get("default_error_messages", {}) for kind in type(field).__mro__ if "django." in str(kind)]
    theirs = {id(words) for messages in of_all for words in messages.values()}
    said = [code for code, words in field.error_messages.items() if id(words) in theirs]
    codes = [code for found in field.validators for code in getattr(found, "messages", [getattr(found, "code", "")])]
    return said + [code for code in codes if code not in field.error_messages]


def test_no_field_of_any_form_speaks_as_django_does():
    assert get_resolver().url_patterns
    found = {}
    for form in {*forms_of(WordedForm)}:
        for name, declared in form.base_fields.items():
            field = deepcopy(declared)
            in_our_words(field)
            found[form.__name__, name] = of_django(field)
    assert len(found) > 100
    assert {where: words for where, words in found.items() if words} == {}


def test_no_kind_of_field_that_a_form_may_get_speaks_as_django_does():
    """Fields that a form makes for its items, and all that validators can say."""
    validated = {kind.code for kind in vars(validators).values() if isinstance(kind, type) and hasattr(kind, "code")}
    validated = validated - {validators.BaseValidator.code} | {*validators.DecimalValidator.messages}
    for kind in (forms.CharField, forms.DecimalField, forms.IntegerField, forms.DateField, forms.SlugField):
        field = kind()
        in_our_words(field)
        assert (of_django(field), validated - {*field.error_messages}) == ([], set())


def test_what_is_too_long_or_too_great_is_told_in_our_words():
    with translation.override("zh-hans"):
        form = DistrictForm({"name": "铁西区", "slug": "x" * 51})
        assert form.errors["slug"] == ["文字太长：最多 40 个字符，现有 51 个。"]
    with translation.override("en"):
        form = DistrictForm({"name": "x", "slug": "x" * 51})
        assert form.errors["slug"][0].startswith("This is too long: at most 40")
    number = forms.IntegerField(max_value=5)
    in_our_words(number)
    with translation.override("zh-hans"), pytest.raises(forms.ValidationError, match="请填写不大于 5 的数。"):
        number.clean("6")


def test_a_bad_short_name_is_told_what_a_short_name_may_hold():
    with translation.override("zh-hans"):
        form = DistrictForm({"name": "铁西区", "slug": "铁西 区"})
        assert form.errors["slug"] == ["只能用英文字母、数字、连字符和下划线，如 tiexi-2026。"]
