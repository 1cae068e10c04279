from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.serve.addresses import RefusedAddress, own_hosts, path_of


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", ""),
        ("/fr/privacy/", "fr/privacy/"),
        ("/fr/privacy/changes/2023-12-18..now/", "fr/privacy/changes/2023-12-18..now/"),
        ("/fr/privacy/?x=/../etc", "fr/privacy/"),
        ("/fr/caf%C3%A9/", "fr/café/"),
        ("/%252e%252e/", "%2e%2e/"),
    ],
)
def test_what_a_page_of_ours_writes_is_a_path(target: str, path: str) -> None:
    assert path_of(target) == path


@pytest.mark.parametrize(
    "target",
    [
        "",
        "fr/privacy/",
        "http://policies.example/fr/",
        "*",
        "//policies.example/",
        "/fr//privacy/",
        "/../../etc/passwd",
        "/fr/..",
        "/fr/./privacy/",
        "/.",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%2E%2e/",
        "/fr/%2F%2Fetc/",
        "/fr%00/",
        "/fr/%0d%0aSet-Cookie:%20x/",
        "/fr\\privacy",
        "/fr%5cprivacy",
        "/%",
        "/%zz",
        "/%c0%ae%c0%ae/",
        "/%ff",
        "/caf\u00e9",
        "/a b",
        "/<script>",
        "/" + "a" * 5000,
    ],
)
def test_anything_else_is_refused(target: str) -> None:
    with pytest.raises(RefusedAddress):
        path_of(target)


@given(st.text(alphabet="/.%2eEfF0cCaA\\ab:?\x00 ~-", max_size=30))
def test_a_path_never_climbs(target: str) -> None:
    try:
        path = path_of(f"/{target}")
    except RefusedAddress:
        return
    parts = path.split("/")
    assert not {"", ".", ".."} & set(parts[:-1])
    assert parts[-1] not in {".", ".."}
    assert "\\" not in path
    assert path.isprintable()


def test_the_usual_port_need_not_be_named() -> None:
    assert own_hosts(8000) == {"127.0.0.1:8000", "localhost:8000", "[::1]:8000"}
    assert {"localhost", "localhost:80"} <= own_hosts(80)
