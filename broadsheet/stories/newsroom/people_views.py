"""Who may enter, and as what. A role is given by appointment, never by ticking single permissions."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet

from broadsheet.kit.identity import canonical_email
from broadsheet.people import Person, Role, appoint, leave_everywhere, request_address, tell_of


class PersonForm(WagtailAdminModelForm):
    """A person's name, address, role, and a password if one is to be set."""

    password_to_set = forms.CharField(
        label=_("New password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Left empty, it stays as it is."),
    )

    email = forms.CharField(
        label="E-mail",
        max_length=254,
        required=False,
        widget=forms.EmailInput,
        help_text=_("A new address counts once the link in the e-mail that is sent there was opened."),
    )

    class Meta:
        model = Person
        fields = ("first_name", "last_name", "email", "role", "sections", "confirmed", "is_active")
        widgets: ClassVar = {"sections": forms.CheckboxSelectMultiple}

    def clean_email(self) -> str | None:
        """A new account has the address at once, unproven; another keeps its own until the new one is proven."""
        typed = str(self.cleaned_data["email"]).strip()
        try:
            address = canonical_email(typed) if typed else None
        except ValueError:
            raise forms.ValidationError(_("This is no e-mail address. Please correct it.")) from None
        if address and Person.objects.filter(email=address).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another account has this address."))
        self.unproven = address if address != self.instance.email or not self.instance.proven else None
        if address is None:
            self.instance.proven = False
        return address if self.instance.pk is None or address is None else self.instance.email

    def clean_password_to_set(self) -> str:
        password = str(self.cleaned_data["password_to_set"])
        if password:
            validate_password(password, self.instance)
        return password

    def clean(self) -> dict[str, Any]:
        """Somebody must be able to let others in."""
        given: dict[str, Any] = super().clean()
        stays = given.get("role") == Role.OWNER and given.get("is_active")
        owners = Person.objects.filter(role=Role.OWNER, is_active=True)
        if self.initial.get("role") == Role.OWNER and not stays and not owners.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This is the only owner. Appoint another first."))
        return given

    def save(self, commit: bool = True) -> Any:
        if password := self.cleaned_data["password_to_set"]:
            self.instance.set_password(password)
        elif self.instance.pk is None:
            self.instance.set_unusable_password()
        with transaction.atomic():
            person = super().save(commit)
            if commit:
                if self.unproven and "email" in self.changed_data:
                    request_address(person, self.unproven)
                appoint(person, Role(person.role))
                if not person.is_active:
                    leave_everywhere(person)
                tell_of(person)
        return person


class KeepView(DeleteView):
    """A person who wrote here is not deleted: what was written keeps its true author."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        messages.error(request, _("People are not deleted. Untick “active”, and they can no longer sign in."))
        return HttpResponseRedirect(reverse("persons:edit", args=[self.object.pk]))


class PersonViewSet(ModelViewSet):
    """Persons in the newsroom."""

    model = Person
    icon = "group"
    menu_label = _("People")
    menu_name = "persons"
    menu_order = 800
    add_to_admin_menu = True
    url_prefix = "persons"
    copy_view_enabled = False
    delete_view_class = KeepView
    list_display = ("name", "email", "role", "confirmed", "is_active", "last_login")
    list_filter = ("role", "confirmed", "is_active")
    search_fields = ("email", "first_name", "last_name")
    search_backend_name = None
    ordering = ("email",)

    def get_form_class(self, for_update: bool = False) -> type[PersonForm]:
        return PersonForm


@hooks.register("register_admin_viewset")
def persons() -> PersonViewSet:
    return PersonViewSet("persons")
