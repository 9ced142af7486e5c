"""The worker's loop: nothing that waits for another site keeps a page from being printed."""

from __future__ import annotations

import socket
import threading
from typing import Any

import pytest

from broadsheet.discussion.posting import post_comment
from broadsheet.people import Reader
from broadsheet.spam.models import SITE, Filter, Question
from broadsheet.worker.loop import _Aside, _duties, _Tide
from tests.waiting import wait_until


@pytest.mark.django_db(transaction=True)
def test_a_silent_site_is_waited_for_beside_the_loop(a_story: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    Filter.objects.update_or_create(name=SITE, defaults={"akismet_key": "key"})
    post_comment(a_story(), name="Bo", text="Words about a bridge.", reader=Reader(guest="b" * 32))
    assert Question.objects.exists()
    asked: list[threading.Thread] = []

    def silent(_place: tuple[str, int], timeout: float) -> socket.socket:
        asked.append(threading.current_thread())
        raise TimeoutError

    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [public])
    monkeypatch.setattr(socket, "create_connection", silent)
    duties = _duties(_Tide())
    for duty in duties:
        duty.do_if_due()
    wait_until(lambda: asked, "Akismet to be asked")
    asides = [aside for duty in duties if isinstance(aside := getattr(duty.do, "__self__", None), _Aside)]
    wait_until(lambda: not any(aside.hand.is_alive() for aside in asides), "everything beside the loop to end")
    assert threading.current_thread() not in asked
