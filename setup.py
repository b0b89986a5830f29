"""What pyproject.toml cannot say: the packages of plugins/ are found, and theme/ travels as the package cchc_theme."""

from setuptools import find_packages, setup

setup(packages=[*find_packages("plugins"), "cchc_theme"], package_dir={"": "plugins", "cchc_theme": "theme"})
