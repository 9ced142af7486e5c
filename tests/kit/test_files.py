from __future__ import annotations

import threading
from pathlib import Path

import pytest

from broadsheet.kit.files import edition_of, remove_whole, write_plain, write_whole


def page(edition: int, text: str = "") -> bytes:
    return f'<!doctype html><html data-edition="{edition}">{text}'.encode()


def test_a_print_names_its_edition(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "index.html", page(7), 7)
    assert edition_of(tmp_path / "a" / "index.html") == 7


def test_an_older_print_never_replaces_a_newer_one(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    assert write_whole(path, page(7), 7)
    assert not write_whole(path, page(6), 6)
    assert path.read_bytes() == page(7)


def test_the_same_edition_may_be_printed_again(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    write_whole(path, page(7, "one"), 7)
    assert write_whole(path, page(7, "two"), 7)
    assert path.read_bytes() == page(7, "two")


def test_compressed_files_lie_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    write_whole(path, page(1), 1, {".br": b"br", ".gz": b"gz"})
    assert (tmp_path / "index.html.br").read_bytes() == b"br"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["index.html", "index.html.br", "index.html.gz"]


def test_an_older_press_cannot_put_back_what_was_removed(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    write_whole(path, page(5), 5, {".br": b"br"})
    remove_whole(path, 8)
    assert not path.exists()
    assert not (tmp_path / "index.html.br").exists()
    assert not write_whole(path, page(7), 7)
    assert write_whole(path, page(9), 9)
    assert path.exists()


def test_an_older_removal_leaves_a_newer_print(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    write_whole(path, page(9), 9)
    assert not remove_whole(path, 8)
    assert path.exists()


def test_many_presses_at_once_leave_the_newest(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    presses = [threading.Thread(target=write_whole, args=(path, page(n), n)) for n in range(1, 40)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    assert path.read_bytes() == page(39)
    assert [file.name for file in tmp_path.iterdir()] == ["index.html"]


def test_a_full_disk_leaves_the_old_print(tmp_path: Path) -> None:
    """A limit on the size of files stands for the end of the disk: the write fails half way."""
    import resource
    import signal

    path = tmp_path / "index.html"
    write_whole(path, page(1), 1)
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, old[1]))
        with pytest.raises(OSError, match="too large"):
            write_whole(path, page(2, "x" * 20_000), 2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == page(1)
    assert [file.name for file in tmp_path.iterdir()] == ["index.html"]


def test_an_immutable_file_is_written_once(tmp_path: Path) -> None:
    write_plain(tmp_path / "images" / "a.webp", b"one")
    write_plain(tmp_path / "images" / "a.webp", b"two")
    assert (tmp_path / "images" / "a.webp").read_bytes() == b"one"
