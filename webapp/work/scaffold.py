"""``portal new-feature``: the rooms of a feature, empty but furnished so that the house tests pass."""

import re
from pathlib import Path

from webapp.config import ConfigError

ROOT = Path(__file__).parent.parent
ROOMS = {
    "__init__.py": '"""What this desk does, in five lines."""\n',
    "rules.py": '"""What is allowed, when, how much. Pure."""\n',
    "models.py": '"""What the town remembers."""\n',
    "queries.py": '"""Questions, one function each."""\n',
    "actions.py": '"""Deeds, one function each: ask rules, change records, audit."""\n',
    "forms.py": '"""What people may type."""\n',
    "views.py": '''"""Pages for residents."""

from flask import Blueprint, Response

from webapp.web.access import public
from webapp.web.pages import page

bp = Blueprint("{name}", __name__, url_prefix="/{name}")


@bp.get("")
@public
def index() -> Response:
    """The first page."""
    return page("{name}/index.html")
''',
    "feature.py": '''"""Manifest."""

from webapp.blueprints.{name}.views import bp
from webapp.domain.i18n import N_
from webapp.web.feature import Feature

FEATURE = Feature("{name}", N_("{title}"), blueprints=(bp,), menu=((N_("{title}"), "{name}.index"),))
''',
}
TEMPLATE = """{{% extends "base.html" %}}
{{% block title %}}{{{{ _("{title}") }}}}{{% endblock %}}
{{% block main %}}
<p>{{{{ _("Nothing here yet.") }}}}</p>
{{% endblock %}}
"""
TEST = '''"""The first story of {name}."""


def test_erika_opens_the_page(erika):
    assert erika.get("/{name}").status_code == 200
'''


def make_rooms(name: str, root: Path = ROOT) -> list[Path]:
    """Write the rooms of a feature below ``webapp`` and its first test; answers the files. Refuses to overwrite."""
    folder = root / "blueprints" / name
    if not re.fullmatch(r"[a-z][a-z_]{2,30}", name) or folder.exists():
        raise ConfigError("new-feature", name, "must be a new name of small letters and underscores")
    words = {"name": name, "title": name.replace("_", " ").capitalize()}
    files = {folder / room: text.format(**words) for room, text in ROOMS.items()}
    files[root / "templates" / name / "index.html"] = TEMPLATE.format(**words)
    files[root.parent / "tests" / name / "__init__.py"] = ""
    files[root.parent / "tests" / name / "test_views.py"] = TEST.format(**words)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)
