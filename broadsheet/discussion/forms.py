"""Everything that readers fill in. A form reads the fields; what a text may hold is for the verb to say, so that a page and a
script hear the same sentence.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from broadsheet.kit import fields_of
from broadsheet.kit.forms import IdField, TypedTextField
from broadsheet.screening import TRAP

MOST_ABOUT = 160  # letters
MOST_TYPED = 100_000  # letters of a text as it was typed, before it is found too long


class ReaderForm(forms.Form):
    """A form as it was posted, or filled with `given` to be shown. `typed` gives every field back as the text it was."""

    def __init__(self, request: HttpRequest | None = None, given: dict[str, str] | None = None) -> None:
        """Raises TooLong for more than can be read."""
        super().__init__(fields_of(request, *self.base_fields) if request is not None else given)

    @property
    def typed(self) -> dict[str, str]:
        return {name: str(self.data.get(name, "")) for name in self.fields}

    def text_of(self, name: str) -> str:
        """A valid text field."""
        return str(self.cleaned_data[name])


class WritingForm(ReaderForm):
    """What somebody writes under a story, as a draft holds it."""

    name = TypedTextField()
    email = TypedTextField()
    website = TypedTextField()
    text = TypedTextField(most=MOST_TYPED)
    parent = IdField(required=False, error_messages={"invalid": _("The comment you answer is no longer here.")})
    remember = forms.BooleanField(required=False)
    tell = forms.BooleanField(required=False)


class CommentForm(WritingForm):
    """The same, with what is told of how it was sent (see `submission_signals`): the honeypot, the seconds the page was open, its
    edition, and a proof of work.
    """

    homepage = TypedTextField()
    seconds = TypedTextField()
    edition = TypedTextField()
    proof = TypedTextField()


class EditForm(ReaderForm):
    """The new text of a comment."""

    text = TypedTextField(most=MOST_TYPED)


class FlagForm(ReaderForm):
    """Why somebody flags a comment, and the address to tell them what came of it."""

    reason = TypedTextField()
    grievance = TypedTextField()
    email = TypedTextField()


class AppealForm(ReaderForm):
    """Why the writer disagrees with a removal."""

    text = TypedTextField(most=MOST_TYPED)


class CorrectionForm(ReaderForm):
    """What is wrong in a story and what is right, from what source, and the address to tell them what came of it."""

    wrong = TypedTextField(most=MOST_TYPED)
    right = TypedTextField(most=MOST_TYPED)
    source = TypedTextField()
    email = TypedTextField()
    homepage = TypedTextField()

    @property
    def is_trapped(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get(TRAP))


class ProfileForm(ReaderForm):
    """Somebody's name, website and one line about them."""

    name = TypedTextField()
    website = TypedTextField()
    about = TypedTextField()

    def clean_about(self) -> str:
        about = " ".join(str(self.cleaned_data["about"]).split())
        if len(about) > MOST_ABOUT or not about.isprintable():
            raise ValidationError(_("Please keep this to one line of at most 160 letters."))
        return about


class UnlinkForm(ReaderForm):
    """Which sign-in method to take away."""

    kind = TypedTextField()
    number = IdField()


class OwnItemsQuery(forms.Form):
    """Of which story's pages a reader's own items are asked; what is no id counts as none."""

    story = IdField(required=False)

    def story_id(self) -> int | None:
        found: Any = self.cleaned_data.get("story") if self.is_valid() else None
        return int(found) if found else None
