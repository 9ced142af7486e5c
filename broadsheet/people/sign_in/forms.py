"""What readers fill in to sign in. What is wrong with a value is said by the verb that takes it."""

from __future__ import annotations

from typing import Any

from django import forms

from broadsheet.kit.forms import TypedTextField


class _TypedForm(forms.Form):
    def typed(self) -> dict[str, Any]:
        """The fields' values; every field takes any text, so the form is always valid."""
        self.is_valid()
        return self.cleaned_data


class CodeRequestForm(_TypedForm):
    """An e-mail address to send a code to; `joins` adds it to the account of whoever is signed in."""

    email = TypedTextField()
    joins = forms.BooleanField(required=False)


class CodeForm(_TypedForm):
    """The code as it was typed. `asked` is the signed request it answers, `email` where it was sent, to be shown again."""

    asked = TypedTextField(most=4000)
    email = TypedTextField()
    code = TypedTextField()


class LinkForm(_TypedForm):
    """The signed request out of an e-mail's link."""

    t = TypedTextField(most=4000)


class ProviderForm(_TypedForm):
    """Signing in by another site; `joins` links it to the account of whoever is signed in."""

    joins = forms.BooleanField(required=False)


class PasskeyForm(_TypedForm):
    """What a browser's authenticator answered, as JSON."""

    credential = TypedTextField(most=30_000)
