"""“How your data is processed” says what is really so."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet import press
from broadsheet.spam.akismet import choose_akismet
from broadsheet.spam.models import Filter
from broadsheet.stories import site_settings

pytestmark = pytest.mark.django_db(transaction=True)
SMTP = "broadsheet.kit.mailing.SmtpBackend"


def printed() -> str:
    press.run_once(at_once=True)
    return press.file_of("/your-data/").read_text()


def test_by_itself_nobody_else_gets_anything(settings: Any) -> None:
    settings.EMAIL_BACKEND = "broadsheet.kit.mailing.FolderBackend"
    page = printed()
    assert "Nobody besides this newsroom" in page and "own server" in page
    assert "/-/mine" in page


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "smtp.post.example"}, "the mail server smtp.post.example"),
        ({"SIGN_IN_WAYS": {"google": "id secret", "x": ""}}, "Google"),
        ({"PACING": False}, "It is not looked at."),
        ({"PACING": True}, "with a key that changes every month"),
    ],
)
def test_a_changed_setting_changes_the_page(settings: Any, changed: dict[str, Any], says: str) -> None:
    settings.EMAIL_BACKEND = "broadsheet.kit.mailing.FolderBackend"
    settings.PACING = not changed.get("PACING", True)
    assert says not in printed()
    for name, value in changed.items():
        setattr(settings, name, value)
    assert says in printed()


def test_a_choice_of_the_site_changes_it() -> None:
    ours = site_settings()
    for rule, says in (("nobody", "once a moderator has seen it"), ("everyone", "by everybody, at once")):
        ours.rule = rule
        ours.save()
        assert says in printed()


def test_it_is_linked_at_every_form(client: Any, a_story: Any) -> None:
    story = a_story()
    press.run_once(at_once=True)
    assert 'href="/your-data/"' in press.file_of(story.address).read_text()
    for address in ("/-/mine", f"/-/follow/story/{story.pk}"):
        assert 'href="/your-data/"' in client.get(address).content.decode()


def test_akismet_is_named_while_it_is_asked() -> None:
    assert "Akismet" not in printed()
    Filter.objects.update_or_create(name="site", defaults={"akismet_key": "123456789abc"})
    assert "Akismet (Automattic)" in printed()
    choose_akismet("")
    assert "Akismet" not in printed()
