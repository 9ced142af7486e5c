"""What readers fill in here."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from broadsheet.kit.forms import TypedTextField
from broadsheet.mailroom.follows import frequencies, normalised_email
from broadsheet.mailroom.models import Frequency


class FollowForm(forms.Form):
    """An e-mail address, and how often to be notified: at once where nothing known is chosen."""

    email = TypedTextField()
    frequency = TypedTextField()

    def clean_email(self) -> str:
        """In the form in which addresses are stored."""
        try:
            return normalised_email(self.cleaned_data["email"])
        except ValidationError:
            raise ValidationError(gettext("This is no e-mail address. Please correct it.")) from None

    def clean_frequency(self) -> Frequency:
        """One of those that readers may choose."""
        given = self.cleaned_data["frequency"]
        return Frequency(given) if given in dict(frequencies()) else Frequency.ONCE


class UnsubscribeForm(forms.Form):
    """`all` says that it is from everything. What mail programs post besides (RFC 8058 §3.2) is not needed."""

    all = forms.BooleanField(required=False)
