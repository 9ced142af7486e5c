"""The living addresses, as a browser without script and as a script see them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from broadsheet.comments import Comment, State
from broadsheet.discussion.models import Like
from tests.conftest import StoryMaker

SCRIPT = {"Accept": "application/json"}


def send(client: Client, story: Any, script: bool = True, **fields: str) -> Any:
    fields = {"name": "Bo", "text": "Well said.", **fields}
    return client.post(f"/-/stories/{story.pk}/comments", fields, headers=SCRIPT if script else {})


@pytest.fixture
def story(a_story: StoryMaker) -> Any:
    return a_story(rule="everyone")


def test_a_comment_is_answered_with_its_markup(client: Client, story: Any) -> None:
    answer = send(client, story)
    assert answer.status_code == 201
    facts = answer.json()
    assert facts["state"] == "published"
    assert facts["parent"] is None
    assert f'id="comment-{facts["id"]}"' in facts["html"]


def test_without_script_the_living_page_follows(client: Client, story: Any) -> None:
    answer = send(client, story, script=False)
    comment = Comment.objects.get()
    assert answer.status_code == 303
    assert answer["Location"] == f"/-/read/{story.pk}?comment={comment.pk}#comment-{comment.pk}"


def test_a_guest_is_known_by_a_signed_cookie(client: Client, story: Any) -> None:
    answer = send(client, story)
    assert answer.cookies["__Host-guest"]["httponly"]
    assert answer.cookies["__Host-guest"]["samesite"] == "Lax"
    assert answer.cookies["known"].value == "1"
    guests = {send(client, story, text=f"Again {n}") and Comment.objects.latest("pk").guest for n in range(2)}
    assert guests == {Comment.objects.earliest("pk").guest}


def test_a_refusal_gives_back_what_was_typed(client: Client, story: Any) -> None:
    answer = send(client, story, script=False, name="", text="A <b>long</b> thought", email="bo@reader.example")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A &lt;b&gt;long&lt;/b&gt; thought" in page
    assert 'value="bo@reader.example"' in page
    assert 'aria-describedby="error-name" autofocus' in page
    assert 'id="error-name"' in page
    assert not Comment.objects.exists()


def test_a_script_is_told_the_field(client: Client, story: Any) -> None:
    answer = send(client, story, email="nonsense")
    assert answer.status_code == 422
    assert answer.json()["field"] == "email"
    assert answer.json()["sentence"]


def test_too_long_a_text_is_refused_and_given_back(client: Client, story: Any) -> None:
    text = "word " * 2001
    answer = send(client, story, script=False, text=text)
    assert answer.status_code == 413
    assert text.strip() in answer.content.decode()


def test_the_name_is_remembered_only_when_asked(client: Client, story: Any) -> None:
    send(client, story, email="bo@reader.example")
    assert "__Host-writer" not in client.cookies
    assert client.get("/-/me").json()["email"] == ""
    send(client, story, text="More", email="bo@reader.example", remember="1")
    assert client.cookies["__Host-writer"]["httponly"]
    assert client.get("/-/me").json()["email"] == "bo@reader.example"
    send(client, story, text="Still more")
    assert client.get("/-/me").json()["name"] == ""


def test_a_held_comment_is_seen_by_its_writer_alone(client: Client, a_story: StoryMaker) -> None:
    story = a_story(rule="nobody")
    facts = send(client, story, text="Secret thought").json()
    assert facts["state"] == "held"
    own = client.get(f"/-/me?story={story.pk}").json()["own"]
    assert [one["id"] for one in own] == [facts["id"]]
    assert "Secret thought" in own[0]["html"]
    stranger = Client()
    assert stranger.get(f"/-/me?story={story.pk}").json()["own"] == []
    for address, status in (("", 410), ("/reply", 410), ("/flag", 410), ("/edit", 403), ("/withdraw", 403)):
        answer = stranger.get(f"/-/comments/{facts['id']}{address}")
        assert answer.status_code == status, address
        assert b"Secret" not in answer.content
    assert client.get(f"/-/comments/{facts['id']}")["Location"].startswith("/-/read/")


def test_a_permalink_leads_to_where_the_comment_stands(client: Client, story: Any) -> None:
    comment_id = send(client, story).json()["id"]
    answer = client.get(f"/-/comments/{comment_id}")
    assert answer.status_code == 302
    assert answer["Location"] == f"{story.address}#comment-{comment_id}"


def test_a_permalink_of_nothing_is_not_found(client: Client, story: Any) -> None:
    assert client.get("/-/comments/999").status_code == 404


def test_a_comment_is_edited_without_script(client: Client, story: Any) -> None:
    comment_id = send(client, story, text="Frist").json()["id"]
    assert "Frist" in client.get(f"/-/comments/{comment_id}/edit").content.decode()
    answer = client.post(f"/-/comments/{comment_id}/edit", {"text": "First"})
    assert answer.status_code == 303
    assert Comment.objects.get().html == "<p>First</p>"


def test_nobody_else_edits_or_withdraws_a_comment(client: Client, story: Any) -> None:
    comment_id = send(client, story).json()["id"]
    stranger = Client()
    send(stranger, story, text="Hello")
    for action in ("edit", "withdraw"):
        answer = stranger.post(f"/-/comments/{comment_id}/{action}", {"text": "Hijacked"}, headers=SCRIPT)
        assert answer.status_code == 403
    comment = Comment.objects.get(pk=comment_id)
    assert comment.text == "Well said."
    assert comment.state == State.PUBLISHED


def test_a_comment_is_withdrawn_after_a_question(client: Client, story: Any) -> None:
    comment_id = send(client, story).json()["id"]
    assert client.get(f"/-/comments/{comment_id}/withdraw").status_code == 200
    assert Comment.objects.get().state == State.PUBLISHED
    answer = client.post(f"/-/comments/{comment_id}/withdraw", headers=SCRIPT)
    assert "Well said" not in answer.json()["html"]
    assert Comment.objects.get().state == State.REMOVED
    assert client.get(f"/-/comments/{comment_id}").status_code == 410


def test_a_like_is_counted_once_and_taken_back(client: Client, story: Any) -> None:
    comment_id = send(client, story).json()["id"]
    for _ in range(2):
        answer = client.post(f"/-/comments/{comment_id}/like", headers=SCRIPT)
        assert answer.json() == {"likes": 1, "liked": True, "words": "(1)"}
    assert client.get(f"/-/me?story={story.pk}").json()["liked"] == [comment_id]
    answer = client.post(f"/-/comments/{comment_id}/unlike", headers=SCRIPT)
    assert answer.json() == {"likes": 0, "liked": False, "words": ""}
    assert not Like.objects.exists()


def test_a_like_without_script_can_be_taken_back(client: Client, story: Any) -> None:
    comment_id = send(client, story).json()["id"]
    page = client.post(f"/-/comments/{comment_id}/like").content.decode()
    assert f'action="/-/comments/{comment_id}/unlike"' in page
    assert client.post(f"/-/comments/{comment_id}/unlike").status_code == 303


def test_a_story_is_liked(client: Client, story: Any) -> None:
    assert client.post(f"/-/stories/{story.pk}/like", headers=SCRIPT).json()["likes"] == 1
    assert client.get(f"/-/me?story={story.pk}").json()["story_liked"]


def test_a_flag_reaches_the_moderators_once(client: Client, story: Any) -> None:
    comment_id = send(client, story).json()["id"]
    for _ in range(2):
        answer = client.post(f"/-/comments/{comment_id}/flag", {"reason": "Rude"})
        assert answer.status_code == 200
    assert Comment.objects.get().flags == 1


def test_nothing_changes_by_getting(client: Client, story: Any) -> None:
    comment_id = send(client, story).json()["id"]
    for action in ("like", "unlike"):
        assert client.get(f"/-/comments/{comment_id}/{action}").status_code == 405
    for action in ("publish", "hold", "spam", "remove", "keep"):
        assert client.get(f"/-/desk/comments/{comment_id}/{action}").status_code == 405
    for action in ("edit", "withdraw", "flag", "reply"):
        client.get(f"/-/comments/{comment_id}/{action}")
        client.head(f"/-/comments/{comment_id}/{action}")
    comment = Comment.objects.get()
    assert (comment.state, comment.flags, comment.likes) == (State.PUBLISHED, 0, 0)


def test_a_reply_page_shows_what_is_answered(client: Client, story: Any) -> None:
    comment_id = send(client, story).json()["id"]
    page = client.get(f"/-/comments/{comment_id}/reply").content.decode()
    assert "Well said." in page
    assert f'name="parent" value="{comment_id}"' in page


def test_words_for_a_parent_that_is_gone_come_back_without_it(client: Client, story: Any) -> None:
    comment_id = send(client, story).json()["id"]
    client.post(f"/-/comments/{comment_id}/withdraw")
    answer = send(client, story, script=False, text="But I answer", parent=str(comment_id))
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "But I answer" in page
    assert 'name="parent" value=""' in page


def test_a_withdrawn_story_takes_no_comments(client: Client, a_story: StoryMaker) -> None:
    story = a_story()
    type(story).objects.filter(pk=story.pk).update(live=False)
    answer = send(client, story, script=False, text="Where did it go?")
    assert answer.status_code == 410
    assert "Where did it go?" in answer.content.decode()


def test_a_closed_discussion_says_so_and_keeps_nothing(client: Client, a_story: StoryMaker) -> None:
    story = a_story(discussion_is="closed")
    answer = send(client, story, script=False, text="Too late?")
    assert answer.status_code == 403
    assert "Too late?" in answer.content.decode()
    assert not Comment.objects.exists()


def test_a_post_from_another_site_is_refused(client: Client, story: Any) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", **SCRIPT}
    answer = client.post(f"/-/stories/{story.pk}/comments", {"name": "Bo", "text": "Hi"}, headers=headers)
    assert answer.status_code == 403
    assert not Comment.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("error", "status"), [("database or disk is full", 507), ("database is locked", 503)])
def test_a_full_or_busy_disk_gives_the_words_back(client: Client, story: Any, error: str, status: int) -> None:
    def full(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("INSERT"):
            raise OperationalError(error)
        return execute(sql, *rest)

    with connection.execute_wrapper(full):
        answer = send(client, story, script=False, text="Do not lose me")
    assert answer.status_code == status
    assert "Do not lose me" in answer.content.decode()
    assert "Nothing was lost" in answer.content.decode()
    assert send(client, story, text="Do not lose me").status_code == 201
