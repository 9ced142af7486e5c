"""Every page there is, who looks at it, and what it is about.

An address is written as in the urlconf. `<slug=section_slug>` is filled with what `prepare.py` says of `section_slug`,
`<number:2>` with 2; what is about a story's own address begins with it: `<story=long>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GROUPS = ["readers", "sign-in", "desk", "newsroom", "e-mail"]
ROLES = ["guest", "reader", "writer", "moderator", "editor", "owner"]
Step = tuple[str, ...]  # ("click", SELECTOR) or ("fill", SELECTOR, TEXT)

_NAMED = re.compile(r"<(\w+)([=:])(\w+)>")


@dataclass(frozen=True, slots=True)
class Page:
    """`role` sees it; `query` is added to the address; `steps` are gone before it is looked at."""

    group: str
    address: str
    role: str = "guest"
    query: str = ""
    status: int = 200
    steps: tuple[Step, ...] = ()
    name: str = ""  # in tests; nothing for the address

    def at(self, things: Mapping[str, Any]) -> str:
        """Where it is on a site that `prepare.py` filled."""
        query = f"?{_fill(self.query, things)}" if self.query else ""
        return _fill(self.address, things) + query

    @property
    def pattern(self) -> str:
        """The address as the urlconf has it."""
        return _NAMED.sub(r"<\1>", self.address)

    def __str__(self) -> str:
        query = f"?{self.query}" if self.query else ""
        return self.name or _NAMED.sub(r"<\3>", self.address + query)


def _fill(text: str, things: Mapping[str, Any]) -> str:
    return _NAMED.sub(lambda found: found[3] if found[2] == ":" else str(things[found[3]]), text)


def _readers() -> list[Page]:
    def page(address: str, **more: Any) -> Page:
        return Page("readers", address, **more)

    refused = (("fill", "#write textarea[name=text]", "Words without a name"), ("send", "form#write"))
    return [
        page("/"),
        page("/page/<number:2>/"),
        page("/section/<slug=section_slug>/"),
        page("/tag/<slug=tag_slug>/"),
        page("/author/<slug=author_slug>/"),
        page("/archive/"),
        page("/archive/<year=year>/"),
        page("/archive/<year=year>/<month=month>/"),
        page("<story=story>"),
        page("<story=long>"),
        page("<story=closed>"),
        page("<story=about>"),
        page("<story=withdrawn>", status=410),
        page("<story=story>comments/<order:oldest>/<number:2>/"),
        page("<story=story>comments/<order:newest>/"),
        page("<story=deep>thread/<thread=deep_thread>/"),
        page("/person/<person=reader>/"),
        page("/moderation/"),
        page("/your-data/"),
        page("/no/such/page/", status=404),
        page("/-/read/<story_id=story_id>", query="comment=<comment_id=own>"),
        page("/-/comments/<comment_id=comment>/reply"),
        page("/-/comments/<comment_id=comment>/reply", steps=refused, status=422, name="a comment refused"),
        page("/-/comments/<comment_id=own>/edit"),
        page("/-/comments/<comment_id=own>/withdraw"),
        page("/-/comments/<comment_id=comment>/withdraw", status=403, name="withdraw another's"),
        page("/-/comments/<comment_id=comment>/flag"),
        page(
            "/-/comments/<comment_id=comment>/flag",
            steps=(("click", "input[name=grievance]"), ("send", "main form")),
            name="flagged",
        ),
        page("/-/comments/<comment_id=removed>/appeal", query="<seal=appeal>"),
        page("/-/comments/<comment_id=appealed>/appeal", query="<seal=appeal_made>"),
        page("/-/stories/<story_id=story_id>/correction"),
        page("/-/follow/<what:story>/<about=story_id>"),
        page(
            "/-/follow/<what:story>/<about=story_id>",
            steps=(("fill", "input[type=email]", "new@reader.example"), ("send", "main form")),
            name="followed",
        ),
        page("/-/email/confirm/<token=confirm>"),
        page("/-/email/unsubscribe/<token=stop>"),
        page("/-/email/unsubscribe/<token:broken>", status=410),
        page("/-/email/decide/<token=decide>"),
        page("/-/mine"),
        page("/-/mine/<token=mine>"),
    ]


def _sign_in() -> list[Page]:
    def page(address: str, role: str = "guest", **more: Any) -> Page:
        return Page("sign-in", address, role, **more)

    code = (("fill", "#email", "nia@reader.example"), ("send", "form[action$='/sign-in/code']"))
    wrong = (*code, ("fill", "#code", "000000"), ("send", "form[action$='/sign-in/enter']"))
    return [
        page("/-/sign-in/"),
        page("/-/sign-in/", steps=code, name="a code is asked for"),
        page("/-/sign-in/", steps=wrong, status=422, name="a wrong code"),
        page("/-/sign-in/link", query="t=<token=token>"),
        page("/-/sign-in/link", query="t=broken", status=410),
        page("/-/sign-in/address", "reader", query="t=<token=new_address>"),
        page("/-/sign-in/address", "reader", query="t=broken", status=410),
        page("/-/you/", "reader"),
        page("/-/you/", "owner"),
        page("/-/you/", "reader", steps=(("send", "form[action$='/you/erase']"),), name="an account is erased"),
        page("/-/newsroom/login/"),
        page("/-/newsroom/password_reset/"),
        page("/-/newsroom/password_reset/done/"),
        page("/-/newsroom/password_reset/confirm/<uidb64:broken>/<token:broken>/"),
        page("/-/newsroom/password_reset/complete/"),
    ]


def _desk() -> list[Page]:
    def page(address: str, role: str = "moderator", **more: Any) -> Page:
        return Page("desk", address, role, **more)

    words = (("fill", "#list-name", "Bridge"), ("fill", "#list-words", "bridge\ntoll"), ("send", "form.desk-form"))
    return [
        page("/-/desk/"),
        page("/-/desk/", query="queue=all&sort=newest"),
        page("/-/desk/", query="queue=flagged"),
        page("/-/desk/", query="queue=held&words=nothing+of+the+kind"),
        page("/-/desk/", steps=(("press", "?"),), name="keys of the queue"),
        page("/-/desk/", "reader", status=403),
        page("/-/desk/comments/<comment_id=flagged>"),
        page("/-/desk/comments/<comment_id=comment>/tools"),
        page("/-/desk/comments/<comment_id=comment>/version"),
        page("/-/desk/comments/<comment_id=held>/why"),
        page("/-/desk/flags/<comment_id=flagged>"),
        page("/-/desk/stories"),
        page("/-/desk/floods", "owner"),
        page("/-/desk/history", "owner"),
        page("/-/desk/appeals"),
        page("/-/desk/appeals", "editor"),
        page("/-/desk/corrections", "editor"),
        page("/-/desk/rota"),
        page("/-/desk/rota", "editor"),
        page("/-/desk/reasons"),
        page("/-/desk/reasons", "editor"),
        page("/-/desk/filter", "owner", query="budget=2"),
        page("/-/desk/rules", "owner"),
        page("/-/desk/rules/<name=rule>", "owner"),
        page("/-/desk/rules/<name=rule>", "owner", steps=(("send", "form.desk-form"),), name="a rule tried"),
        page("/-/desk/rules/changes", "owner"),
        page("/-/desk/rules/words/new", "owner"),
        page("/-/desk/rules/words/new", "owner", steps=words, name="a word list tried"),
        page("/-/desk/rules/words/<list_id=words>", "owner"),
        page("/-/desk/people", query="q=a"),
        page("/-/desk/people/<key=writer>"),
        page("/-/desk/bulk", "owner", query="queue=all"),
        page("/-/desk/bulk/<job_id=bulk_job>", "owner"),
    ]


def _newsroom() -> list[Page]:
    def page(address: str, role: str = "owner", **more: Any) -> Page:
        return Page("newsroom", f"/-/newsroom/{address}", role, **more)

    def tab(number: int) -> tuple[Step, ...]:
        return (("click", f"[role=tab] >> nth={number}"),)

    preview = (("click", "[data-side-panel-toggle=preview]"), ("wait", "#w-preview-iframe[src]"))
    stories = [
        page("stories/"),
        page("stories/", "writer"),
        page("stories/", query="q=nothing+of+the+kind"),
        page("stories/add/", "writer"),
        page("stories/edit/<pk=written>/"),
        *(
            page("stories/edit/<pk=written>/", steps=tab(number), name=f"story, tab {number + 1}")
            for number in range(1, 5)
        ),
        page("stories/edit/<pk=written>/", steps=preview, name="story, preview"),
        page("stories/edit/<pk=written>/", steps=(("click", "[data-side-panel-toggle=status]"),), name="story, status"),
        page(
            "stories/add/",
            steps=(*tab(1), ("click", "[data-chooser-action-choose]"), ("wait", ".modal-body img")),
            name="story, choosing a picture",
        ),
        page("stories/edit/<pk=draft>/", "editor"),
        page("stories/delete/<pk=draft>/"),
        page("stories/unpublish/<pk=written>/"),
        page("stories/usage/<pk=written>/"),
        page("stories/history/<pk=written>/"),
        page("stories/history/<pk=written>/revisions/<revision_id=version>/revert/"),
        page("stories/history/<pk=draft>/revisions/<revision_id=scheduled>/unschedule/"),
        page("stories/history/<pk=written>/revisions/<revision_id=version>/view/"),
        page("stories/history/<pk=written>/revisions/compare/<revision_id_a=version>...<revision_id_b=later>/"),
    ]
    filed = [
        page(f"{folder}/{what}")
        for folder, pk in (("sections", "section"), ("authors", "author"), ("tags", "tag"))
        for what in ("", "add/", f"edit/<pk={pk}>/", f"delete/<pk={pk}>/", f"history/<pk={pk}>/", f"usage/<pk={pk}>/")
    ]
    return [
        page(""),
        page("", "writer"),
        page("", "moderator"),
        page("account/", "writer"),
        *stories,
        page("images/"),
        page("images/add/"),
        page("images/multiple/add/"),
        page("images/<image_id=photo>/"),
        page("images/<image_id=photo>/delete/"),
        page("images/usage/<image_id=photo>/"),
        *filed,
        page("bulk/<app_label:broadsheet>/<model_name:tag>/<action:delete>/", query="id=<id=tag>"),
        page("corrections/", "editor"),
        page("corrections/add/", "editor"),
        page("corrections/edit/<pk=correction>/", "editor"),
        page("corrections/history/<pk=correction>/", "editor"),
        page("corrections/usage/<pk=correction>/", "editor"),
        page("persons/"),
        page("persons/new/"),
        page("persons/edit/<pk=editor>/"),
        page("persons/history/<pk=editor>/"),
        page("persons/usage/<pk=editor>/"),
        page("settings/<app_name:broadsheet>/<model_name:sitesettings>/<pk:1>/"),
        page("nothing/here/", status=404),
    ]


E_MAILS = [
    "comment",
    "reply",
    "digest",
    "story",
    "confirm",
    "mine",
    "waiting",
    "removed",
    "appeal",
    "flag",
    "offer",
    "offered",
    "code",
]

PAGES = [
    *_readers(),
    *_sign_in(),
    *_desk(),
    *_newsroom(),
    *(Page("e-mail", f"e-mail/{kind}") for kind in E_MAILS),
]

# Addresses that answer with a page, or are printed, and are not looked at, each with the reason. `*` stands for anything.
_UNLINKED = "Wagtail's own; no link of this newsroom leads there"
_ANOTHER_PAGE = "made by the template of a first page that is looked at"
NOT_LOOKED_AT = {
    "<story>thread/*/*/": _ANOTHER_PAGE,
    "/person/*/*/*/": _ANOTHER_PAGE,
    "/section/*/page/*/": _ANOTHER_PAGE,
    "/tag/*/page/*/": _ANOTHER_PAGE,
    "/author/*/page/*/": _ANOTHER_PAGE,
    "/archive/*/*/page/*/": _ANOTHER_PAGE,
    "/…": "every address that is not there; /no/such/page/ is one",
    "/-/letters/*": "the former addresses of /-/email/*",
    "/-/sign-in/letter": "the former address of /-/sign-in/link",
    "/-/media/<path>": "a picture",
    "/-/static/<path>": "a style sheet or a script",
    "/-/mine/<token>/data.json": "a file; its refusal is looked at where a link is broken",
    "/-/sign-in/with/<name>/back": "asks for an answer of another site",
    "/-/newsroom/…/": "every address that is not there; /-/newsroom/nothing/here/ is one",
    "/-/newsroom/pages/*": "Wagtail's, for a site of pages: not there",
    "/-/newsroom/failwhale/": "Wagtail's, for trying its errors: not there",
    "/-/newsroom/test404/": "Wagtail's, for trying its errors: not there",
    "/-/newsroom/block-preview/": "shown within the chooser of blocks alone",
    "/-/newsroom/stories/preview/*": "shown within the editor, beside a story that is looked at",
    "/-/newsroom/settings/*/preview/": "not there: settings have no preview",
    "/-/newsroom/stories/workflow*": "not there: no workflow is set up",
    "/-/newsroom/workflows/*": _UNLINKED,
    "/-/newsroom/reports/*": _UNLINKED,
    "/-/newsroom/collections/*": _UNLINKED,
    "/-/newsroom/groups/*": _UNLINKED,
    "/-/newsroom/users/*": _UNLINKED,
    "/-/newsroom/images/<image_id>/generate_url/*": _UNLINKED,
    "/-/newsroom/images/<image_id>/preview/*": _UNLINKED,
    "/-/newsroom/images/chooser/*": "shown within the editor's dialog for a picture, which is looked at",
    "/-/newsroom/tag-autocomplete/*": "JSON for the field of tags",
}
