"""YAML files that people edit, held to a form: whatever is wrong is told with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from dropwire.errors import ConfigError

Form = TypeVar("Form", bound=BaseModel)


def read_yaml(path: Path, form: type[Form]) -> tuple[Form, yaml.Node | None]:
    """The file's content and its nodes, which know their lines.

    Raises:
        ConfigError: it is missing, no YAML, or an entry is wrong; the message names file and line.
    """
    try:
        text = path.read_text(encoding="utf-8")
        root, data = yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not in UTF-8 ({error})") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{path}:{line}: {error.problem}") from error
    except (yaml.YAMLError, ValueError) as error:  # a day such as 2017-02-31
        raise ConfigError(f"{path}: {error}") from error
    _refuse_doubled(root, path)
    try:
        return form.model_validate(data), root
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        message = str(first["msg"]).removeprefix("Value error, ")
        raise ConfigError(f"{path}:{line_at(root, first['loc'])}: {where}: {message}") from error


def line_at(node: yaml.Node | None, place: Sequence[int | str]) -> int:
    """The line of what stands at a place, else of the innermost thing around it."""
    line = node.start_mark.line + 1 if node else 1
    for part in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            found = next(((name, value) for name, value in node.value if name.value == part), None)
            if found is None:
                break
            node, line = found[1], found[0].start_mark.line + 1
    return line


def _refuse_doubled(node: yaml.Node | None, path: Path) -> None:
    """YAML keeps the last of two equal keys and says nothing."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for name, value in node.value:
            if name.value in seen:
                raise ConfigError(f"{path}:{name.start_mark.line + 1}: `{name.value}` stands here twice")
            seen.add(name.value)
            _refuse_doubled(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_doubled(value, path)
