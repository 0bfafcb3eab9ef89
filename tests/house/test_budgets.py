"""Small is beautiful: lines of code of modules, functions, views, templates, macros and tests."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
VIEW, FUNCTION, MODULE, TEMPLATE, MACRO, TEST = 12, 30, 300, 120, 25, 20


def python(*folders: str):
    return [
        path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")) if "versions" not in path.parts
    ]


def functions(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def body_lines(node: ast.FunctionDef) -> int:
    """Lines of the body: without signature, docstring, comments and blank lines."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    lines: set[int] = set()
    for statement in body:
        lines |= set(range(statement.lineno, (statement.end_lineno or statement.lineno) + 1))
    return len(lines)


def is_view(node: ast.FunctionDef) -> bool:
    words = [ast.unparse(one) for one in node.decorator_list]
    return any(word.startswith(("bp.get", "bp.post")) for word in words)


def test_functions_and_views_fit_on_a_screen():
    wrong = [
        f"{path.relative_to(ROOT)}:{node.name} {body_lines(node)}"
        for path in python("webapp")
        for node in functions(path)
        if body_lines(node) > (VIEW if is_view(node) else FUNCTION)
    ]
    assert wrong == []


def test_modules_templates_and_macros_are_short():
    wrong = [f"{path.relative_to(ROOT)}" for path in python("webapp") if lines_of(path) > MODULE]
    for path in sorted((ROOT / "webapp/templates").rglob("*.html")):
        limit = (
            MACRO if path.parent.name == "components" and path.name not in {"icon.html", "stream.html"} else TEMPLATE
        )
        wrong += [str(path.relative_to(ROOT))] if lines_of(path) > limit else []
    assert wrong == []


def test_tests_are_short_stories():
    wrong = [
        f"{path.relative_to(ROOT)}:{node.name} {body_lines(node)}"
        for path in python("tests")
        for node in functions(path)
        if node.name.startswith("test_") and body_lines(node) > TEST
    ]
    assert wrong == []


def lines_of(path: Path) -> int:
    return sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
