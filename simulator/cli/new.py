"""``misfortune new``: a scenario to begin with."""

from __future__ import annotations

import re
from pathlib import Path

import click

from simulator.cli.lazy import WrongCall
from simulator.cli.sources import note, write_text
from simulator.scenario import load_scenario
from simulator.scenario.scaffold import scaffold
from simulator.scenario.schema import SCHEMA_FILE, TITLE, schema_text

__all__ = ["new"]

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_LONGEST = 60
_LONGEST_TITLE = 200
_ENDINGS = (".yaml", ".yml")


@click.command()
@click.argument("name")
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR",
    help="The file to write, or the folder for NAME.yaml; without it, the folder you are in.",
)
@click.option("--title", help="What people choose by; without it, NAME with spaces.")
def new(*, name: str, output: str | None, title: str | None) -> None:
    """Write a scenario called NAME that explains itself, and can be played as it stands.

    Beside it goes scenario.schema.json, by which editors complete and explain its keys. No file of
    yours is overwritten.
    """
    _check_name(name)
    path = _target(name, output)
    if path.exists():
        raise WrongCall(f"{path}: this file exists already; choose another name, or -o FILE")
    text = scaffold(name, _title(name, title), path.as_posix())
    load_scenario(text, str(path))
    _make_folder(path.parent)
    write_text(str(path), text)
    _write_schema(path.with_name(SCHEMA_FILE))
    note(f"Written: {path}\nCheck it: misfortune lint {path}")
    note(f"Play it:  misfortune run {path} --crew expert")


def _check_name(name: str) -> None:
    if _NAME.match(name) and len(name) <= _LONGEST:
        return
    plain = re.sub(r"[^a-z0-9]+", "-", name.removesuffix(".yaml").lower()).strip("-")[:_LONGEST]
    hint = f"; did you mean {plain!r}?" if plain else ""
    raise WrongCall(
        f"{name!r} is no name for a scenario: write at most {_LONGEST} lower-case letters, digits "
        f"and hyphens, starting with a letter or a digit{hint}"
    )


def _title(name: str, title: str | None) -> str:
    if title is None:
        return name.replace("-", " ").strip().capitalize()
    if not title.strip() or len(title) > _LONGEST_TITLE or not title.isprintable():
        raise WrongCall(f"--title: write one line of 1 to {_LONGEST_TITLE} characters")
    return title


def _target(name: str, output: str | None) -> Path:
    """Return the file to write.

    Raises:
        WrongCall: if the output is neither a folder nor the name of a YAML file.
    """
    if output is None:
        return Path(f"{name}.yaml")
    path = Path(output)
    if path.is_dir() or output.endswith(("/", "\\")):
        return path / f"{name}.yaml"
    if path.suffix not in _ENDINGS:
        raise WrongCall(
            f"-o {output}: there is no such folder, and a scenario file ends in .yaml; "
            f"write {output}.yaml for a file, or {output}/ for a new folder"
        )
    return path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongCall(f"{folder}: cannot be made: {error.strerror or error}") from None


def _write_schema(path: Path) -> None:
    """Write the schema beside the scenario, over an older one, but over nothing else."""
    if path.exists() and TITLE not in path.read_text(encoding="utf-8", errors="replace"):
        note(f"{path} is something else and stays as it is; misfortune schema prints the schema")
        return
    write_text(str(path), schema_text())
