"""For pre-commit only: installing this repository installs the wheel that carries the program.

The wheel itself is built from python/pyproject.toml. Were that file here, a hook would compile the
program; as it is, a hook is there in seconds.
"""
import re
from pathlib import Path

from setuptools import setup

cargo = (Path(__file__).parent / "Cargo.toml").read_text(encoding="utf-8")
version = re.search(r'^version = "(.+)"$', cargo, re.M).group(1)

setup(
    name="copydesk-pre-commit",
    version=version,
    description="Installs copydesk, for pre-commit",
    install_requires=[f"copydesk=={version}"],
    packages=[],
    py_modules=[],
)
