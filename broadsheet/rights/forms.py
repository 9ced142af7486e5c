"""What people fill in about their data. Every form is sent by POST to an address of its own."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from broadsheet.kit.forms import IdField, TypedTextField
from broadsheet.kit.identity import canonical_email
from broadsheet.mailroom import Frequency


class DataRequestForm(forms.Form):
    """The address to which the link is sent."""

    email = TypedTextField()

    def clean_email(self) -> str:
        """In the one form in which addresses are kept."""
        try:
            return canonical_email(str(self.cleaned_data["email"]))
        except ValueError:
            raise ValidationError(gettext("This is no e-mail address. Please correct it.")) from None


class NameForm(forms.Form):
    """Another name on every comment; what a name may hold is said by the verb that takes it."""

    name = TypedTextField()


class FollowChangeForm(forms.Form):
    """Another frequency for one follow; `NEVER` ends it."""

    follow = IdField()
    frequency = forms.ChoiceField(choices=Frequency.choices)


class ErasureForm(forms.Form):
    """What is to be erased under an address; `sure` because it cannot be undone."""

    how = forms.ChoiceField(choices=[("writer", ""), ("words", "")])
    sure = forms.BooleanField()


class AccountErasureForm(forms.Form):
    """Whether the comments of an erased account stay without their writer, or go."""

    words = forms.ChoiceField(choices=[("keep", ""), ("remove", "")])
