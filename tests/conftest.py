"""FollowType every test stands on: a private data folder, a database made ready once, and the known cast.

Ada edits, Bo reads and writes, Dee moderates.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests import databases
from tests.post_office import PostOffice

collect_ignore = ["peers"]  # named, they are collected: `make test-peers`
ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The browser's tests share a site: one process runs them all. On PostgreSQL only what asks a database is run again."""
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
    if "BROADSHEET_TEST_DATABASE" in os.environ:
        config.hook.pytest_deselected(items=[item for item in items if not _asks_a_database(item)])
        items[:] = filter(_asks_a_database, items)


def _asks_a_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("sqlite_is_enough"):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & {"db", "transactional_db"})


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Migrating takes long: it is done once for each state of the migrations, and a copy of the result handed out."""
    from django.test import TransactionTestCase

    with django_db_blocker.unblock():
        databases.begin()
    # Django would empty every table and make rows of its own anew: slower, and not what was migrated.
    TransactionTestCase._fixture_teardown = lambda self: databases.restore()  # type: ignore[attr-defined]
    yield
    with django_db_blocker.unblock():
        databases.end()


@pytest.fixture
def ada(db: None) -> Any:
    """Edits."""
    return _person("ada@paper.example", "Ada", "editor")


@pytest.fixture
def bo(db: None) -> Any:
    """Reads and writes."""
    return _person("bo@reader.example", "Bo", "reader")


@pytest.fixture
def dee(db: None) -> Any:
    """Moderates."""
    return _person("dee@paper.example", "Dee", "moderator")


def _person(email: str, first_name: str, role: str) -> Any:
    from broadsheet.people import Person, Role, appoint

    person = Person.objects.create_user(email, "a long enough password", first_name=first_name, proven=True)
    appoint(person, Role(role))
    return person


class StoryMaker(Protocol):
    def __call__(self, headline: str = ..., **fields: Any) -> Any: ...


@pytest.fixture
def a_story(db: None) -> StoryMaker:
    """Makes a live story; fields as on `Story`, `body` as StreamField data."""
    count = iter(range(1, 1000))

    def make(headline: str = "Bridge reopens", **fields: Any) -> Any:
        from broadsheet.stories import Story

        fields.setdefault("address", f"/2026/05/story-{next(count)}/")
        fields.setdefault("published_at", timezone.now())
        fields.setdefault("body", [{"type": "paragraph", "value": "<p>The old bridge carries carts again.</p>"}])
        return Story.objects.create(headline=headline, live=True, **fields)

    return make


@pytest.fixture
def a_comment(db: None) -> Callable[..., Any]:
    """Posts a comment through the verb, at once and published unless the state is given."""

    def make(story: Any, text: str = "Well said.", *, state: str = "published", **fields: Any) -> Any:
        import secrets

        from broadsheet.comments import State
        from broadsheet.discussion.posting import post_comment
        from broadsheet.moderation import hide_comment, publish_comment
        from broadsheet.people import Reader

        fields.setdefault("name", "Bo")
        fields.setdefault("reader", Reader(guest=secrets.token_hex(16)))
        comment = post_comment(story, text=text, **fields)
        if state == "published" and comment.state != "published":
            publish_comment(comment, by=None)
        elif state != "published":
            hide_comment(comment, by=None, state=State(state))
        comment.refresh_from_db()
        return comment

    return make


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Nothing is cached from one test to the next, neither in Django's cache nor in this process."""
    from broadsheet.kit.process_caches import reset_all

    cache.clear()
    reset_all()
    yield


@pytest.fixture(autouse=True)
def printed(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Every test prints into a folder of its own."""
    settings.PRINTED = tmp_path / "printed"
    settings.MEDIA_ROOT = tmp_path / "media"
    yield settings.PRINTED


@pytest.fixture
def post_office(settings: Any) -> Iterator[PostOffice]:
    """A real SMTP server, to which the settings point."""
    from broadsheet.mailroom.delivery_rounds import rounds

    office = PostOffice()
    office.open()
    settings.EMAIL_BACKEND = "broadsheet.kit.mailing.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
    rounds.reset()
    yield office
    rounds.reset()
    office.close()


@pytest.fixture
def round_of_mail(post_office: PostOffice) -> Callable[[], None]:
    """Read the ledger to its end and send everything that is due."""
    from broadsheet import mailroom

    def go() -> None:
        while mailroom.run_once(seconds=60, at_once=True):
            pass

    return go


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Public data beside the project; tests that read it are skipped, and say so, where it is absent."""
    if not CORPORA.is_dir():
        pytest.skip("no ../shared/corpora beside the project")
    return CORPORA
