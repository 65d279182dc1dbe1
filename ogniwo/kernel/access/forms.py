"""The forms of signing in, the first run and the change of password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from ogniwo.kernel.access.models import Language, User
from ogniwo.kernel.access.rules import normal_email


def _password(label: Any, autocomplete: str) -> forms.CharField:
    return forms.CharField(label=label, strip=False, max_length=256, widget=forms.PasswordInput({"autocomplete": autocomplete}))


class _Form(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "label_suffix": ""})


class SignInForm(_Form):
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput({"autocomplete": "username", "autofocus": True}))
    password = _password(_("Password"), "current-password")

    def clean_email(self) -> str:
        return normal_email(self.cleaned_data["email"])


class FirstRunForm(_Form):
    """The first owner and the first company; everything else has a default and can wait."""

    company = forms.CharField(label=_("Company name"), max_length=200, widget=forms.TextInput({"autocomplete": "organization", "autofocus": True}))
    code = forms.CharField(label=_("Short name"), max_length=20, help_text=_("Shown where space is short, e.g. ALFA."))
    currency = forms.RegexField(r"^[A-Z]{3}$", label=_("Currency of the books"), initial="PLN", error_messages={"invalid": _("Three capital letters, e.g. PLN.")})
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput({"autocomplete": "username"}))
    password = _password(_("Password"), "new-password")
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)

    def clean_email(self) -> str:
        return normal_email(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("password"):
            person = User(email=data.get("email", ""), name=data.get("name", ""))
            _judge(self, "password", data["password"], person)
        return data


class PasswordForm(_Form):
    password = _password(_("Present password"), "current-password")
    new = _password(_("New password"), "new-password")
    again = _password(_("New password again"), "new-password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", _("The two are not equal. Type the new password twice."))
        elif data.get("new"):
            _judge(self, "new", data["new"], self.user)
        return data


def _judge(form: forms.Form, field: str, password: str, person: User) -> None:
    try:
        validate_password(password, person)
    except forms.ValidationError as error:
        form.add_error(field, error)
