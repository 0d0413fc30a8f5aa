"""How a run goes, on screen: a line per day with the state of its tasks, or plain lines where there is no terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from types import TracebackType

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from dropwire.local.airflow_api import TaskInstance

STYLES = {
    "success": "green", "failed": "bold red", "upstream_failed": "red", "running": "cyan", "skipped": "dim",
    "up_for_retry": "yellow", "queued": "blue",
}  # fmt: skip
SHOWN_DAYS = 20


class Board:
    """States of days and of their tasks, in the order given. A mapped task shows how many of its instances are done."""

    def __init__(self, console: Console, days: dict[date, int], tasks: Sequence[str]) -> None:
        self._console = console
        self._files = days
        self._states: dict[date, str] = dict.fromkeys(days, "waiting")
        self._tasks: dict[date, dict[tuple[str, int], str]] = {day: {} for day in days}
        self._names = tasks
        self._retried: set[tuple[date, TaskInstance]] = set()
        self._live = Live(self._render(), console=console, transient=True) if console.is_terminal else None

    def __enter__(self) -> Board:
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.update(self._render(), refresh=True)
            self._live.stop()

    def day(self, day: date, state: str, tasks: Iterable[TaskInstance]) -> None:
        """Note the state of a day's run and of its tasks; an end is printed for good."""
        changed = self._states[day] != state
        self._states[day] = state
        tasks = list(tasks)
        for task in tasks:
            if task.state == "up_for_retry" and (day, task) not in self._retried:
                self._retried.add((day, task))
                told = f"{day}  {task.task_id} failed, try {task.try_number}; it is tried again"
                self._console.print(told, style="yellow")
        self._tasks[day] = {(task.task_id, task.map_index): task.state or "waiting" for task in tasks}
        if changed and state in ("success", "failed"):
            self._console.print(self._line(day), soft_wrap=True)
        if self._live:
            self._live.update(self._render())

    def _render(self) -> RenderableType:
        table = Table.grid(padding=(0, 2))
        open_days = [day for day, state in self._states.items() if state not in ("success", "failed")]
        for day in open_days[:SHOWN_DAYS]:
            table.add_row(self._line(day))
        done = len(self._states) - len(open_days)
        return Group(table, Text(f"{done} of {len(self._states)} days done", style="dim"))

    def _line(self, day: date) -> Text:
        state = self._states[day]
        files = self._files[day]
        line = Text(f"{day}  {files} file{'s' if files != 1 else ' '}  ")
        line.append(f"{state:8}", style=STYLES.get(state, ""))
        for name, states in self._by_task(day).items():
            worst = next((s for s in STYLES if s != "success" and states[s]), None)
            shown = worst or ("success" if states["success"] else "waiting")
            total = sum(states.values())
            count = f" {states['success']}/{total}" if total > 1 else ""
            line.append(f"  {name}{count}", style=STYLES.get(shown, "dim"))
        return line

    def _by_task(self, day: date) -> dict[str, Counter[str]]:
        grouped = {name: Counter[str]() for name in self._names}
        for (name, _), state in self._tasks[day].items():
            grouped[name][state] += 1
        return {name: states for name, states in grouped.items() if states}
