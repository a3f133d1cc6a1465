"""Where the project's own tables lie, in a checkout and in an installed wheel: a folder's name → its path."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The path of "ontology" or "data/lexicon": beside `kg/` in a checkout, inside it in a wheel.

    Raises FileNotFoundError where the installation is incomplete.
    """
    for place in (PACKAGE / name, PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the folder {name} is missing from this installation of kabargraf: install it again")
