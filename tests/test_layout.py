"""The shape of the tree: small files and functions, docstrings, tests at the mirrored path, no trace of a machine."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINES_IN_FILE_MAX = 400
LINES_IN_FUNCTION_MAX = 70
TESTED = ("app", "ui", "printing", "resources", "installer")
FREE_TEST_FOLDERS = ("fakes", "factories", "simulation", "faults", "benchmarks")  # no twins: they cut across modules
ABOUT_A_LIBRARY = {Path("tests/ui/test_pyside_refcount.py")}
TEXT_SUFFIXES = {".py", ".md", ".toml", ".txt", ".lock", ".yml", ".yaml", ".sh", ".cfg", ".ini", ".spec", ".csv", ""}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Every file that belongs to the project, as git sees it, relative to the root; without git, by looking."""
    listing = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode == 0:
        found = [Path(name) for name in listing.stdout.split("\0") if name]
    else:
        found = [
            path.relative_to(ROOT)
            for folder in (*TESTED, "tests", "docs")
            for path in (ROOT / folder).rglob("*")
            if "__pycache__" not in path.parts
        ]
    return tuple(path for path in found if (ROOT / path).is_file())


def sources() -> list[Path]:
    """Every Python source, `counter` among them."""
    return [path for path in files() if path.suffix == ".py" or path == Path("counter")]


@cache
def tree(path: Path) -> ast.Module:
    """The parsed source."""
    return ast.parse((ROOT / path).read_text("utf-8"), str(path))


def functions(path: Path) -> Iterator[Function]:
    """All functions of a source, methods and inner ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def texts() -> Iterator[tuple[Path, str]]:
    """Every file that a person writes, with its text."""
    for path in files():
        if path.suffix in TEXT_SUFFIXES and (ROOT / path).stat().st_size < 1_000_000:
            yield path, (ROOT / path).read_text("utf-8", errors="replace")


def test_files_are_small() -> None:
    lines = {str(path): len((ROOT / path).read_text("utf-8").splitlines()) for path in sources()}
    assert {path: count for path, count in lines.items() if count > LINES_IN_FILE_MAX} == {}


def test_functions_are_small() -> None:
    long = {
        f"{path}:{function.lineno} {function.name}": length
        for path in sources()
        for function in functions(path)
        if (length := (function.end_lineno or function.lineno) - function.lineno + 1) > LINES_IN_FUNCTION_MAX
    }
    assert long == {}


def test_every_module_says_what_it_is() -> None:
    assert [str(path) for path in sources() if not ast.get_docstring(tree(path))] == []


def test_no_function_is_empty() -> None:
    empty = [
        f"{path}:{function.lineno} {function.name}"
        for path in sources()
        if path.parts[0] != "tests"
        for function in functions(path)
        if all(_does_nothing(statement) for statement in function.body[bool(ast.get_docstring(function)) :])
        and not _is_declared_only(function)
    ]
    assert empty == []


def _does_nothing(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Raise) and "NotImplementedError" in ast.dump(statement)
    )


def _is_declared_only(function: Function) -> bool:
    """A Protocol's method, whose body is `...` or a docstring alone."""
    return not any(isinstance(statement, ast.Pass | ast.Raise) for statement in function.body)


def test_tests_stand_at_the_mirrored_path() -> None:
    astray = [
        str(path)
        for path in files()
        if path.match("tests/**/*.py")
        and path.name.startswith("test_")
        and len(path.parts) > 2
        and path.parts[1] not in FREE_TEST_FOLDERS
        and path not in ABOUT_A_LIBRARY
        and not _twins(path)
    ]
    assert astray == []


def _twins(test: Path) -> list[Path]:
    """The modules that a test may be about: `test_x.py` and `test_x_aspect.py` are about `x.py`, or the package `x`."""
    folder = ROOT.joinpath(*test.parts[1:-1])
    stem = test.stem.removeprefix("test_")
    modules = [path for path in folder.glob("*") if path.suffix == ".py" or (path / "__init__.py").exists()]
    return [path for path in modules if stem == path.stem or stem.startswith(path.stem + "_")]


def test_nothing_is_left_for_later() -> None:
    words = re.compile(r"#\s*(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
    left = [
        f"{path}:{number}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if words.search(line)
    ]
    assert left == []


def test_no_path_of_a_machine() -> None:
    homes = re.compile("/(" + "|".join(["wo" + "rk", "fa" + "rm", "ro" + "ot", "ho" + "me", "Us" + "ers"]) + r")/\w")
    assert [f"{path}: {found[0]}" for path, text in texts() if (found := homes.search(text))] == []


@pytest.mark.parametrize("name", ["requirements.lock", "counter", "pyproject.toml", ".ci/run"])
def test_no_download_address(name: str) -> None:
    """Where packages come from is the machine's business, not the project's."""
    text = (ROOT / name).read_text("utf-8")
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url\s|--find-links|pypi\.|pythonhosted", text) == []
