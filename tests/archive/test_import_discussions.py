"""Discussions: true parents, times and names; nobody reads what nobody was meant to read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from broadsheet.comments import Comment, Mention, State
from tests.archive.conftest import Take, reasons
from tests.archive.exports import comment, export, item, meta


def text_of(html: str) -> str:
    return Comment.objects.get(text__contains=html).html


def test_threads_of_any_depth_keep_their_parents(take: Take) -> None:
    take(export(item(1, *(comment(n, f"level {n}", parent=str(n - 1)) for n in range(1, 13)))))
    deepest, depth = Comment.objects.get(text="level 12"), 1
    while deepest.parent is not None:
        deepest, depth = deepest.parent, depth + 1
    assert (depth, deepest.text) == (12, "level 1")


def test_a_reply_may_stand_before_its_parent_in_the_file(take: Take) -> None:
    take(export(item(1, comment(9, "reply", parent="10"), comment(10, "first"))))
    assert Comment.objects.get(text="reply").parent == Comment.objects.get(text="first")


def test_a_missing_parent_makes_it_top_level_and_is_reported(take: Take) -> None:
    report = take(export(item(1, comment(1, parent="77")), item(2, comment(2, parent="1"))))
    assert not Comment.objects.filter(parent__isnull=False).exists()
    assert "(77) is not in this discussion" in reasons(report, "comment", 1)
    assert "(1) is not in this discussion" in reasons(report, "comment", 2)


def test_comments_in_a_circle_are_untied(take: Take) -> None:
    report = take(
        export(item(1, comment(1, parent="2"), comment(2, parent="3"), comment(3, parent="1"), comment(4, parent="2")))
    )
    assert Comment.objects.filter(parent__isnull=True).count() == 1
    assert Comment.objects.count() == 4
    assert "circle" in reasons(report, "comment")


def test_true_times_are_kept(take: Take) -> None:
    report = take(
        export(
            item(
                1,
                comment(1, "utc", date="2026-01-06 12:00:00", date_gmt="2026-01-06 10:00:00"),
                comment(2, "local", date="2026-01-06 12:00:00", date_gmt="0000-00-00 00:00:00"),
                comment(3, "none", date="-", date_gmt="-"),
                comment(4, "nonsense", date="2026-13-45 99:00:00", date_gmt="yesterday"),
            )
        )
    )
    ten = datetime(2026, 1, 6, 10, tzinfo=UTC)
    times = dict(Comment.objects.values_list("text", "created"))
    assert times["utc"] == times["local"] == ten
    assert times["none"] == times["nonsense"] == datetime(2026, 1, 5, 12, 30, tzinfo=UTC)
    assert "UTC+02:00 like most of the export" in reasons(report, "comment", 2)
    assert "it has no time; it has the story's now" in reasons(report, "comment", 3)


@pytest.mark.parametrize(
    ("approved", "state"),
    [
        ("1", "published"),
        ("0", "held"),
        ("spam", "spam"),
        ("trash", "removed"),
        ("post-trashed", "removed"),
        ("-", "held"),
    ],
)
def test_states_are_kept_and_the_unknown_is_held(take: Take, approved: str, state: str) -> None:
    take(export(item(1, comment(1, approved=approved))))
    assert Comment.objects.get().state == state


@pytest.mark.parametrize("kind", ["note", " Note\n", "order_note", "review"])
def test_editors_notes_and_what_no_reader_wrote_are_nowhere(take: Take, kind: str) -> None:
    note = comment(5, "SECRET plan", meta("_wp_note_status", "reopen", "comment"), type=kind, approved="1")
    report = take(export(item(1, note, comment(6, "an answer", parent="5"))))
    assert list(Comment.objects.values_list("text", flat=True)) == ["an answer"]
    assert not Mention.objects.exists()
    assert "dropped" in reasons(report, "comment", 5)
    assert "SECRET" not in "".join(str(line) for line in report.lines())


@pytest.mark.parametrize("kind", ["pingback", "trackback", "webmention", "like", "repost", "quote"])
def test_reactions_from_other_sites_are_mentions_and_no_comments(take: Take, kind: str) -> None:
    source = "https://other.example/post/"
    take(export(item(1, comment(3, "[&#8230;] bridge", type=kind, author="Other &amp; Co", author_url=source))))
    mention = Mention.objects.get()
    assert (mention.kind, mention.source, mention.title, mention.text) == (kind, source, "Other & Co", "[…] bridge")
    assert mention.state == State.PUBLISHED
    assert not Comment.objects.exists()


def test_bare_newlines_and_old_markup_become_what_a_comment_may_hold(take: Take) -> None:
    text = "One\ntwo\n\n<b>three</b> <i>four</i> <script>x()</script><img src='https://o.example/a.png' alt='a map'> &amp; < five"
    report = take(export(item(1, comment(1, text))))
    html = Comment.objects.get().html
    assert html.startswith("<p>One<br>\ntwo</p>\n<p><strong>three</strong> <em>four</em>")
    assert "script" not in html and "x()" not in html and "<img" not in html
    assert '<a href="https://o.example/a.png" rel="nofollow ugc noopener">a map</a>' in html
    assert "<script>" in reasons(report, "comment", 1)


def test_names_are_kept_also_of_those_who_had_an_account(take: Take) -> None:
    report = take(export(item(1, comment(1, "a", author="Zoë O&#039;Quay", user_id="4"), comment(2, "b", author=""))))
    assert set(Comment.objects.filter(person=None).values_list("name", flat=True)) == {"Zoë O'Quay", "Anonymous"}
    assert "it has no name" in reasons(report, "comment", 2)


def test_addresses_are_kept_when_they_are_some(take: Take) -> None:
    first = comment(1, "a", author_email="Zoe@Quay.example", author_url="quay.example/zoe")
    second = comment(2, "b", author_email="not one", author_url="javascript:alert(1)")
    report = take(export(item(1, first, second, comment(3, "c", author_url="http://"))))
    kept = {text: (email, website) for text, email, website in Comment.objects.values_list("text", "email", "website")}
    assert kept == {"a": ("zoe@quay.example", "http://quay.example/zoe"), "b": ("", ""), "c": ("bo@reader.example", "")}
    assert "e-mail" in reasons(report, "comment", 2) and "website" in reasons(report, "comment", 2)


def test_network_addresses_and_notes_of_plugins_are_never_stored(take: Take) -> None:
    akismet = meta("akismet_as_submitted", 'a:1:{s:7:"user_ip";s:11:"203.0.113.9";}', "comment")
    report = take(export(item(1, comment(1, "a", akismet))))
    row = Comment.objects.values().get()
    assert "203.0.113.9" not in str(row) and "203.0.113.9" not in "".join(map(str, report.lines()))
    assert "of 1 comments" in reasons(report, "network addresses")
    assert "of 1 comments" in reasons(report, "comment meta", "akismet_as_submitted")


def test_long_names_and_comments_without_number_come_along(take: Take) -> None:
    take(export(item(1, comment(1, "a", author="N" * 200, id="-"), comment(2, "x" * 50_000, id="-"))))
    assert Comment.objects.get(text="a").name == "N" * 80
    assert Comment.objects.filter(text="x" * 50_000).exists()
    take(export(item(1, comment(1, "a", author="N" * 200, id="-"), comment(2, "x" * 50_000, id="-"))))
    assert Comment.objects.count() == 2


def test_comments_of_what_is_not_kept_are_reported(take: Take) -> None:
    report = take(export(item(1, comment(1), post_type="product"), item(2, comment(2), post_type="attachment")))
    assert "product 1" in reasons(report, "comment", 1)
    assert "attachment" in reasons(report, "comment", 2)
