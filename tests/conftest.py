"""What every test may use: hypothesis profiles, marks by folder, and `--update` for golden pages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
BROWSER_TESTS = ROOT / "tests" / "browser"

# A law must not fail because the machine is busy: no deadline, and slow examples are no fault.
settings.register_profile(
    "ci", max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "nightly", max_examples=10_000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")
settings.load_profile(PROFILE)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of this project's tests."""
    group = parser.getgroup("polylex")
    group.addoption("--update", action="store_true", help="write the golden pages anew instead of comparing with them")
    group.addoption("--slow", action="store_true", help="also run the tests that take more than a few seconds")
    group.addoption("--site", type=Path, help="run the browser tests on this built site instead of building one")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what lies in tests/browser; skip the slow tests where nobody asked for them."""
    is_patient = config.getoption("--slow") or "CI" in os.environ or PROFILE == "nightly"
    for item in items:
        if item.path.is_relative_to(BROWSER_TESTS):
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("slow") and not is_patient:
            item.add_marker(pytest.mark.skip(reason="slow: runs with --slow, under CI, and in `make nightly`"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def update_golden(pytestconfig: pytest.Config) -> bool:
    """Whether golden pages are to be written anew."""
    return bool(pytestconfig.getoption("--update"))
