"""Build hook: bundle web/src and the npm packages it imports into web/static/dist.

The bundler runs on Deno, one wheel from the Python package index. The hook asks for it only when
the bundle is missing or stale, so installing from an sdist, or a second time from a checkout,
needs neither Deno nor the npm packages.

While working on the pages, ``python hatch_build.py`` does the same in about a second, with the
Deno of the ``dev`` extra or, failing that, with the Node.js and npm of the machine.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DENO = "deno>=2.9,<3"
NOT_FROM_THE_LOCK = "not built from deno.lock"
ENVIRONMENT = {
    "DENO_NO_UPDATE_CHECK": "1",
    "DENO_TLS_CA_STORE": "system,mozilla",  # Deno looks in neither place that pip and npm do
    "NO_COLOR": "1",
}


class FrontEndHook(BuildHookInterface):  # type: ignore[type-arg]  # it has no configuration of its own
    """Hands hatchling a fresh bundle, for wheels, editable installs and sdists alike."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Name the bundler's runtime, if it will be needed."""
        return [] if is_fresh(Path(self.root)) else [DENO]

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002
        """Bundle, unless the bundle at hand was made from these very inputs."""
        if not is_fresh(Path(self.root)):
            bundle(Path(self.root))


def stamp(root: Path) -> str:
    """Return a digest of everything the bundle is made from."""
    sources = sorted(path for path in (root / "web/src").rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in [root / "package.json", root / "deno.lock", root / "web/build.mjs", *sources]:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def is_fresh(root: Path) -> bool:
    """Tell whether web/static/dist was made from what web/src and the lock hold now."""
    try:
        manifest = json.loads((root / "web/static/dist/manifest.json").read_bytes())
        return bool(manifest["stamp"] == stamp(root))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def bundle(root: Path, *, node_will_do: bool = False) -> None:
    """Fetch the locked npm packages and bundle; leave the old bundle alone if that fails."""
    # In pip's isolated builds PATH has the right Deno and sysconfig has another environment's;
    # in a virtual environment that was not activated it is the other way round.
    places = os.pathsep.join([os.environ.get("PATH", os.defpath), sysconfig.get_path("scripts")])
    if deno := shutil.which("deno", path=places):
        run(root, deno, "install", "--frozen", "--node-modules-dir=auto", "--quiet")
        run(root, deno, "run", "--allow-all", "--quiet", "web/build.mjs", stamp(root))
    elif node_will_do and (npm := shutil.which("npm")) and (node := shutil.which("node")):
        run(root, npm, "install", "--ignore-scripts", "--no-audit", "--no-package-lock")
        run(root, node, "web/build.mjs", NOT_FROM_THE_LOCK)  # npm does not read deno.lock
    else:
        message = f"bundling web/src needs Deno: pip install '{DENO}'"
        raise FileNotFoundError(message)


def run(root: Path, program: str, *args: str) -> None:
    """Run one step of the build; if it fails, say so with the tool's own last words."""
    done = subprocess.run(  # noqa: S603  # the arguments are the constants above
        [program, *args],
        cwd=root,
        env=ENVIRONMENT | os.environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        command = " ".join([Path(program).name, *args])
        message = f"bundling web/src failed: {command}\n{(done.stdout + done.stderr)[-4000:]}"
        raise RuntimeError(message)


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    if "--force" in sys.argv[1:] or not is_fresh(here):
        bundle(here, node_will_do=True)
