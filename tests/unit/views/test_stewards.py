"""Where the steward's pages are offered: on one computer, to a browser on it, with intake open."""

import pytest

from wellness.views.stewards import NotOfferedError, _host, admit


@pytest.mark.parametrize(
    ("named", "host"),
    [
        ("127.0.0.1:8501", "127.0.0.1"),
        ("localhost:8501", "localhost"),
        ("localhost", "localhost"),
        ("[::1]:8501", "::1"),
        ("wellness.example.org", "wellness.example.org"),
        ("wellness.example.org:8501", "wellness.example.org"),
        ("", "127.0.0.1"),
    ],
)
def test_a_host_is_read_without_its_port(named: str, host: str) -> None:
    assert _host(named) == host


def test_a_page_of_everybodys_is_always_admitted() -> None:
    admit("overview", is_offered=False)
    admit("load", is_offered=True)


def test_a_page_of_the_stewards_is_refused_in_a_sentence() -> None:
    with pytest.raises(NotOfferedError, match="for the data steward"):
        admit("load", is_offered=False)
