from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("package", ["torch", "torchinfo"])
def test_a_missing_package_names_the_extra_to_install(package: str) -> None:
    program = f"""
import sys
sys.modules[{package!r}] = None
from logtools.errors import MissingExtraError
try:
    import logtools.trainer
except MissingExtraError as error:
    print(error)
"""
    result = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert (
        f"needs {package}, which is not installed: install logtools with its extra, '.[train]' instead of '.'"
        in result.stdout
    )
