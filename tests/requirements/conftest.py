"""Every duty of a module of this folder is a case of its test that asks for a `duty`."""

import pytest
from tests.requirements.runner import Year, duties_of, lay


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "duty" in metafunc.fixturenames:
        found = duties_of(metafunc.module)
        metafunc.parametrize("duty", found, ids=[one.name for one in found])


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The year as it is; each of its sections is built once."""
    return Year(lay(tmp_path_factory.mktemp("year") / "whole"))
