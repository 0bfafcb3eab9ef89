"""The floors of the house, read from the imports: arrows run to the same floor or down."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2] / "webapp"
PURE, STORED, SERVED = 0, 1, 2
ROOMS = {"rules": PURE, "differences": STORED, "texts": PURE, "keys": STORED, "models": STORED, "queries": STORED,
         "actions": STORED, "tasks": STORED, "demo": STORED}  # fmt: skip
HOUSE = {
    "domain": PURE,
    "formats": PURE,
    "config": PURE,
    "store": STORED,
    "web": SERVED,
    "work": SERVED,
    "demo": SERVED,
}
FORBIDDEN = {PURE: {"flask", "sqlalchemy", "wtforms", "flask_wtf", "flask_babel", "flask_login"},
             STORED: {"flask", "wtforms", "flask_wtf", "flask_babel", "flask_login"}}  # fmt: skip
CLOCK_ROOMS = {"web", "work", "app.py"}
ORDER = (
    "health", "accounts", "pages", "appointments", "lostfound", "vacancies", "waste", "events", "letters", "search", "home",
)  # fmt: skip


def modules():
    return [path for path in sorted(ROOT.rglob("*.py")) if "migrations" not in path.parts]


def floor_of(parts: tuple[str, ...]) -> int:
    """The floor of a module below webapp."""
    if parts[0] == "blueprints" and len(parts) > 2:
        return ROOMS.get(parts[2].removesuffix(".py"), SERVED)
    return HOUSE.get(parts[0].removesuffix(".py"), SERVED)


def imports(path: Path) -> set[str]:
    """Dotted names imported at the top of a module; what only types need does not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{one.name}" for one in node.names}
    return found


def test_arrows_run_to_the_same_floor_or_down():
    wrong = []
    for path in modules():
        here = path.relative_to(ROOT).parts
        floor = floor_of(here)
        for name in imports(path):
            parts = name.split(".")
            if parts[0] in FORBIDDEN.get(floor, set()):
                wrong.append(f"{'/'.join(here)} (floor {floor}) imports {parts[0]}")
            if parts[0] == "webapp" and len(parts) > 2 and floor_of(tuple(parts[1:])) > floor:
                wrong.append(f"{'/'.join(here)} (floor {floor}) imports {name}")
    assert wrong == []


def test_the_house_does_not_know_its_features():
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules()
        if path.relative_to(ROOT).parts[0] in {"domain", "formats", "store", "web"}
        for name in imports(path)
        if name.startswith("webapp.blueprints")
    ]
    assert wrong == []


def test_a_feature_uses_only_those_above_it():
    wrong = []
    for path in modules():
        here = path.relative_to(ROOT).parts
        if here[0] != "blueprints" or len(here) < 3:
            continue
        for name in imports(path):
            parts = name.split(".")
            other = parts[:2] == ["webapp", "blueprints"] and parts[2] != here[1]
            if other and ORDER.index(parts[2]) > ORDER.index(here[1]):
                wrong.append(f"{'/'.join(here)} imports {name}, which stands below it")
    assert wrong == []


def test_questions_are_asked_in_queries_only():
    wrong = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "blueprints").rglob("*.py")
        if "queries" not in str(path) and "select(" in path.read_text(encoding="utf-8").replace("_select(", "")
    ]
    assert wrong == []


def test_clock_commit_and_person_live_in_their_places():
    words = {"datetime.now(": CLOCK_ROOMS, "session.commit()": CLOCK_ROOMS, "current_user": {"web"}}
    wrong = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in modules()
        for word, rooms in words.items()
        if word in path.read_text(encoding="utf-8") and path.relative_to(ROOT).parts[0] not in rooms
    ]
    assert wrong == []
