"""The newsroom's account page: an e-mail address is changed by proving the new one, not by typing it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.admin.views.account import BaseSettingsPanel

from broadsheet.kit import Refusal
from broadsheet.people import Person, network, request_address, request_password_reset


class AddressForm(forms.Form):
    """The address is kept as it is until the new one has answered; the e-mail is asked for while the form is checked."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("A new address counts once the link in the e-mail that is sent there was opened."),
    )

    def __init__(self, request: HttpRequest, given: Any, *, instance: Person, prefix: str) -> None:
        super().__init__(given, initial={"email": instance.email or ""}, prefix=prefix)
        self.request, self.person = request, instance

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if email.strip() and "email" in self.changed_data:
            try:
                if request_address(self.person, email, network(self.request)):
                    messages.info(
                        self.request, gettext("We have sent you an e-mail. Please open the link in it to confirm.")
                    )
            except Refusal as refusal:
                raise forms.ValidationError(refusal.sentence) from None
        return email

    def save(self) -> None:
        """Nothing to be saved yet."""


class ResetForm(PasswordResetForm):
    """The worker looks whether anybody has the address, and sends the e-mail; the answer is the same, and takes as long."""

    def save(self, *, request: HttpRequest, **options: Any) -> None:
        request_password_reset(self.cleaned_data["email"], network(request))


class AddressPanel(BaseSettingsPanel):
    name = "address"
    title = _("E-mail address")
    order = 150

    def get_form(self) -> AddressForm:
        """Wagtail asks for it several times in one request; the e-mail is asked for once."""
        if not hasattr(self, "_form"):
            given = self.request.POST if self.request.method == "POST" else None
            self._form = AddressForm(self.request, given, instance=self.user, prefix=self.name)
        return self._form


@hooks.register("register_account_settings_panel")
def address_panel(request: HttpRequest, user: Person, profile: Any) -> AddressPanel:
    return AddressPanel(request, user, profile)
