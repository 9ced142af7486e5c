"""Visiting pages in Debian's Chromium: what each answered, what is wrong with it, and a screenshot if one is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from tests.contact_sheets.pages import Page, Step
from tests.contact_sheets.site import Newspaper

NARROW = 600  # pixels; what is narrower is touched with a finger
_HIGH = {True: 800, False: 900}  # pixels of a narrow and of a wide window
_TALLEST = 6000  # pixels of a screenshot

_WIDER = "document.documentElement.scrollWidth - innerWidth"
# A line that ends in dots, what can be scrolled to in a box of its own, and Wagtail's map of a form, which waits beyond the
# edge until it is opened, are not cut off.
_CUT_OFF = """() => {
    const held = one => {
        for (let box = one.parentElement; box && box !== document.body; box = box.parentElement) {
            const at = box.getBoundingClientRect(), style = getComputedStyle(box)
            const within = at.left > -1 && at.right < innerWidth + 1
            if (within && (['auto', 'scroll'].includes(style.overflowX) || style.textOverflow === 'ellipsis')) return true
        }
    }
    return [...document.querySelectorAll('body *')].filter(one => {
        const at = one.getBoundingClientRect()
        const crosses = at.left < innerWidth - 1 && at.right > innerWidth + 1 || at.left < -1 && at.right > 1
        if (!crosses || at.height <= 1 || one.closest('.w-minimap')) return false
        return one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !held(one)
    }).map(one => one.outerHTML.slice(0, 100).replace(/\\s+/g, ' '))
}"""
_SMALL = """() => [...document.querySelectorAll('nav a, button, summary, input:not([type=hidden], [type=checkbox], [type=radio])')]
    .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .map(one => [one.getBoundingClientRect(), one])
    .filter(([box]) => box.width > 1 && box.height > 1 && (box.height < 24 || box.width < 24))
    .map(([box, one]) => `${Math.round(box.width)}×${Math.round(box.height)} ${one.outerHTML.slice(0, 90)}`)
    .slice(0, 3)"""
_SEEN = """async () => {
    for (const one of document.images) one.loading = 'eager'
    await Promise.all([...document.images].map(one => one.complete || new Promise(seen => { one.onload = one.onerror = seen })))
    await document.fonts.ready
    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))
}"""
_SEND = """form => {
    form.noValidate = true
    const button = form.querySelector('button[type=submit], button:not([type]), input[type=submit]')
    button ? button.click() : form.requestSubmit()
}"""


@dataclass(frozen=True, slots=True)
class View:
    """In which language, colours and width, in pixels, a page is looked at."""

    language: str
    scheme: str = "light"
    width: int = 1280

    @property
    def is_narrow(self) -> bool:
        return self.width < NARROW


@dataclass(slots=True)
class Visit:
    """What a page answered in one view, and what is wrong with it there."""

    page: Page
    view: View
    address: str
    status: int
    problems: list[str] = field(default_factory=list)
    screenshot: Path | None = None

    @property
    def title(self) -> str:
        view = self.view
        return (
            f"{self.status or ''} {self.address[:90]} ({self.page.role}, {view.language}, {view.scheme}, {view.width})"
        )


class Visitor:
    """A browser in one language, with a window for every role."""

    def __init__(self, browser: Any, paper: Newspaper, language: str, screenshots: Path | None = None) -> None:
        self.browser, self.paper, self.language, self.screenshots = browser, paper, language, screenshots
        self.windows: dict[str, Any] = {}
        self.heard: list[str] = []
        self.status = 0
        self.icons: dict[str, str] = {}
        self.count = 0

    def visit(self, page: Page, schemes: Sequence[str], widths: Sequence[int]) -> Iterator[Visit]:
        """Load a page once, narrow, and look at it in every colour scheme and width: the narrowest first."""
        window, address = self.open(page, min(widths))
        at_once = list(dict.fromkeys(self._wrong_with(window, page)))
        self.count += 1
        for width in sorted(widths):
            for scheme in schemes:
                view = View(self.language, scheme, width)
                self._fit(window, view)
                problems = [*at_once, *self._out_of_shape(window, view)]
                at_once = []  # told once
                visit = Visit(page, view, address, self.status, problems)
                if self.screenshots:
                    visit.screenshot = self._shoot(window, visit)
                yield visit
        window.goto("about:blank")

    def open(self, page: Page, width: int) -> tuple[Any, str]:
        """The window of the page's role with the page in it, after its steps, and its address."""
        window = self._window(page.role)
        self.heard, self.status = [], 0
        window.set_viewport_size({"width": width, "height": _HIGH[width < NARROW]})
        window.emulate_media(color_scheme="light")
        if page.group == "e-mail":
            file = self.paper.things["e_mails"] / f"{page.address.partition('/')[2]}.html"
            window.goto(file.as_uri())
            return window, page.address
        address = page.at(self.paper.things)
        window.goto(self.paper.site.address + address)
        for step in page.steps:
            self._step(window, step)
        return window, address

    def close(self) -> None:
        for window in self.windows.values():
            window.context.close()

    def _window(self, role: str) -> Any:
        if role not in self.windows:
            context = self.browser.new_context(locale=self.language, reduced_motion="reduce")
            held = self.paper.cookies[role].items()
            context.add_init_script("localStorage.clear()")  # Wagtail opens again what was left open
            context.add_cookies(
                [{"name": name, "value": value, "url": self.paper.site.address} for name, value in held]
            )
            self.windows[role] = context.new_page()
            self._listen(self.windows[role])
        return self.windows[role]

    def _listen(self, window: Any) -> None:
        window.on("console", lambda said: self._hear(f"console: {said.text}") if said.type == "error" else None)
        window.on("pageerror", lambda error: self._hear(f"script: {error}"))
        window.on("requestfailed", lambda asked: self._hear_failure(asked))
        window.on("response", lambda answer: self._hear_answer(answer, window))

    def _hear(self, sentence: str) -> None:
        if "Failed to load resource" not in sentence:  # whose answers are heard besides
            self.heard.append(" ".join(sentence.split())[:200])

    def _hear_failure(self, asked: Any) -> None:
        if "ERR_ABORTED" not in (asked.failure or ""):  # what a page asked for while it was left
            self._hear(f"{asked.failure} {asked.url}")

    def _hear_answer(self, answer: Any, window: Any) -> None:
        if answer.request.is_navigation_request() and answer.frame == window.main_frame:
            self.status = answer.status
        elif answer.status >= 400:
            self._hear(f"{answer.status} {answer.url.removeprefix(self.paper.site.address)}")

    def _step(self, window: Any, step: Step) -> None:
        match step:
            case ["click", selector]:
                window.locator(selector).first.click()
            case ["fill", selector, text]:
                window.locator(selector).first.fill(text)
            case ["press", key]:
                window.keyboard.press(key)
            case ["wait", selector]:
                window.locator(selector).first.wait_for()
            case ["send", selector]:
                with window.expect_navigation():
                    window.locator(selector).first.evaluate(_SEND)

    def _wrong_with(self, window: Any, page: Page) -> list[str]:
        """Whatever is so in every view."""
        window.evaluate(_SEEN)
        wrong = list(self.heard)
        if page.group == "e-mail":
            return wrong
        if self.status != page.status:
            wrong.append(f"answers {self.status} and not {page.status}")
        hrefs = window.evaluate(
            "[...document.querySelectorAll('link[rel~=icon]')].map(one => one.getAttribute('href'))"
        )
        for href in hrefs or ["/favicon.ico"]:
            if said := self._wrong_with_icon(window, urljoin(window.url, href)):
                wrong.append(said)
        return wrong

    def _wrong_with_icon(self, window: Any, url: str) -> str:
        """A browser with a window would ask for it."""
        if url not in self.icons:
            answer = window.context.request.get(url)
            image = answer.headers.get("content-type", "").startswith("image/")
            self.icons[url] = "" if answer.ok and image else f"{answer.status} {url}, its icon"
        return self.icons[url]

    def _fit(self, window: Any, view: View) -> None:
        window.set_viewport_size({"width": view.width, "height": _HIGH[view.is_narrow]})
        window.emulate_media(color_scheme=view.scheme)
        window.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")

    def _out_of_shape(self, window: Any, view: View) -> list[str]:
        wrong = []
        if (wider := window.evaluate(_WIDER)) > 0:
            wrong.append(f"{wider} px wider than its window")
        if cut := window.evaluate(_CUT_OFF):
            wrong.append(f"{len(cut)} cut off by the window's edge, the first: {cut[0]}")
        if view.is_narrow and view.scheme == "light":
            wrong += [f"too small to be touched: {one}" for one in window.evaluate(_SMALL)]
        return wrong

    def _shoot(self, window: Any, visit: Visit) -> Path:
        view, slug = visit.view, re.sub(r"[^a-z0-9]+", "-", str(visit.page).lower()).strip("-")[:60] or "front"
        name = f"{view.language}-{view.scheme}-{view.width}-{self.count:03}-{visit.page.group}-{slug}.png"
        assert self.screenshots is not None
        file = self.screenshots / name
        tall = window.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": view.width, "height": min(max(tall, _HIGH[view.is_narrow]), _TALLEST)}
        window.screenshot(path=file, full_page=True, clip=clip, animations="disabled")
        return file
