"""The container stack put through what it is for: `make trial`. Needs Docker with Compose and half an hour.

Builds the images, brings the stack up under a name of its own beside whatever runs here, loads the samples (a day that
lands in the inbox, a backfill on two workers, a day by hand), kills a worker in the middle of a task, takes everything
down and up again, restores a backup on new volumes, and compares what is in it with what must be. It ends with 1 and
the reason when something does not hold. Its volumes go with it.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from trial_stack import DAG, PROJECT, SAMPLES, Fleet, Manifest, Trouble, demand, run, until

LANDED, FIRST, LAST, BY_HAND = date(2017, 11, 6), date(2017, 11, 7), date(2017, 11, 10), date(2017, 11, 11)
UNATTENDED = {"wait_hours": 0, "if_no_answer": "Publish"}
PIP = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_CERT", "PIP_DEFAULT_TIMEOUT")
KEYS = ("SQL_ALCHEMY_CONN", "FERNET_KEY", "JWT_SECRET", "SECRET_KEY", "OWNER")
LASTING = ("news.", "landing.", "history.", "ops.loads", "ops.items", "ops.files")
"""What nothing but a load may change."""


def build(fleet: Fleet) -> str:
    """The images, by whatever package index pip is told of here."""
    arguments = [f"--build-arg={name}" for name in PIP if os.environ.get(name)]
    fleet.compose("build", *arguments)
    return "images built"


def blank_secret(fleet: Fleet) -> str:
    """A stack with a blank secret, and one with a default one, must not start."""
    for name in (name for name in fleet.secrets if name.endswith(("_PASSWORD", "_KEY"))):
        blank = fleet.env_file.with_name("blank")
        lines = [f"{key}={'' if key == name else value}" for key, value in fleet.secrets.items()]
        blank.write_text("\n".join(lines) + "\n", encoding="utf-8")
        told = fleet.compose("config", env_file=blank, refused=True)
        demand("make secrets" in told, f"a blank {name} is refused, but not with a remedy: {told}")
    weak = ["docker", "run", "--rm", "-e", "DROPWIRE_UI_PASSWORD=admin", "-e", "AIRFLOW__API__SECRET_KEY=changeme"]
    told = run([*weak, os.environ.get("DROPWIRE_IMAGE", "dropwire"), "version"], refused=True)
    demand("make secrets" in told, f"a default secret is not refused: {told}")
    return "blank and default secrets are refused"


def confined(fleet: Fleet) -> str:
    """What the compose file says of confinement, as Docker carries it out."""
    for name, one in fleet.containers().items():
        host, config = one["HostConfig"], one["Config"]
        demand(host["ReadonlyRootfs"], f"{name}: its root can be written")
        demand(host["CapDrop"] == ["ALL"] or host["CapDrop"] == ["all"], f"{name}: capabilities")
        demand("no-new-privileges:true" in host["SecurityOpt"], f"{name}: new privileges")
        demand(host["Memory"] and host["NanoCpus"] and host["PidsLimit"], f"{name}: a limit is missing")
        demand(host["LogConfig"]["Config"].get("max-size"), f"{name}: its log does not rotate")
        demand(config["User"] or name.startswith("postgres/"), f"{name}: runs as root")
        if name.startswith("worker/"):
            given = [line.split("=")[0] for line in config["Env"]]
            keys = [variable for variable in given if variable.endswith(KEYS) or "OWNER" in variable]
            demand(not keys, f"{name} holds {keys}")
    fleet.execute("worker", "sh", "-c", "touch /opt/dropwire/x", refused=True)
    look = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=5)"
    fleet.execute("worker", "python", "-c", look, "queue", "6379")
    fleet.execute("triggerer", "python", "-c", look, "queue", "6379", refused=True)
    fleet.execute("scheduler", "python", "-c", look, "1.1.1.1", "53", refused=True)
    return "not root, read-only, limits, rotated logs, networks apart, workers without keys"


def landed(fleet: Fleet) -> str:
    """A day that lands in the inbox is loaded by itself."""
    fleet.api()
    fleet.deliver(LANDED)
    loads = "SELECT day, n_read, status FROM ops.loads"
    until(lambda: f"{LANDED}|4|published" in fleet.rows(loads), lambda: f"{LANDED} not in {fleet.rows(loads)}")
    return f"{LANDED} landed and was loaded by itself"


def backfill(fleet: Fleet) -> str:
    """Past days on two workers, one of which is killed in the middle of a task."""
    api = fleet.api()  # from here on nothing is loaded by itself, so that each day is loaded once
    fleet.execute("scheduler", "airflow", "dags", "pause", "--yes", "inbox_pickup")
    fleet.deliver(*(date.fromordinal(day) for day in range(FIRST.toordinal(), LAST.toordinal() + 1)))
    time.sleep(7)  # a drop that changed just now is still being written
    at_work = "SELECT hostname FROM task_instance WHERE task_id = 'process' AND state = 'running' ORDER BY start_date"
    with fleet.held():
        asked = api.create_backfill(DAG, FIRST, LAST, "none", 3, UNATTENDED)
        waiting = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'staging.articles'::regclass"
        until(lambda: len(fleet.rows(waiting)) >= 2, lambda: "no shard came to the warehouse")
        victim = fleet.rows(at_work, "airflow")[0]
        run(["docker", "kill", victim])
    until(lambda: api.get_backfill(asked.backfill_id).is_complete, lambda: f"not done: {states(fleet)}")
    demand(set(states(fleet)) == {"success"}, f"a run did not succeed: {states(fleet)}")
    tries = fleet.rows("SELECT max(try_number) FROM task_instance WHERE task_id = 'process'", "airflow")
    demand(int(tries[0]) > 1, "the shard of the killed worker was not tried again")
    both = fleet.rows("SELECT DISTINCT hostname FROM task_instance WHERE dag_id = 'articles_daily'", "airflow")
    demand(len(set(both) - {""}) > 1, "one worker did it all")
    return f"{FIRST} to {LAST} on two workers, {victim} killed in a task"


def states(fleet: Fleet) -> list[str]:
    """How the runs of the backfill stand."""
    return fleet.rows("SELECT state FROM dag_run WHERE dag_id = 'articles_daily' AND run_type = 'backfill'", "airflow")


def down_and_up(fleet: Fleet) -> str:
    """Nothing may be lost: every lasting table row by row, every drop, every finished run."""
    fleet.up()
    runs = "SELECT dag_id, run_id, state FROM dag_run WHERE state = 'success' ORDER BY 1, 2"
    before, ran = fleet.backup(), fleet.rows(runs, "airflow")
    fleet.compose("down")
    demand(not fleet.containers(), "something still runs after `down`")
    fleet.up()
    after, run_after = fleet.backup(), fleet.rows(runs, "airflow")
    same(before, after)
    demand(set(ran) <= set(run_after), "Airflow lost runs")
    rows = sum(content["rows"] for content in before["tables"].values())
    return f"down and up: {rows:,} rows, {before['drops']} drops and {len(ran)} runs are the same"


def same(before: Manifest, after: Manifest) -> None:
    """The lasting tables of two backups, and their drops."""
    lost = [
        table for table, content in before["tables"].items()
        if table.startswith(LASTING) and after["tables"].get(table) != content
    ]  # fmt: skip
    demand(not lost, f"no longer what they were: {lost}")
    demand((after["drops"], after["drop_bytes"]) == (before["drops"], before["drop_bytes"]), "drops were lost")


def by_hand(fleet: Fleet) -> str:
    """The stack that came up again works, and the samples ended as they must."""
    api = fleet.api()
    fleet.deliver(BY_HAND)
    time.sleep(7)
    began = api.create_run(DAG, BY_HAND, UNATTENDED)
    until(lambda: api.get_run(DAG, began.run_id).finished, lambda: f"{BY_HAND} did not end")
    demand(api.get_run(DAG, began.run_id).state == "success", f"{BY_HAND} failed")
    until(lambda: not fleet.rows("SELECT 1 FROM ops.loads WHERE status = 'running'"), lambda: "a load runs on")
    expected = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))["total"]
    counted = fleet.rows("SELECT disposition, count(*) FROM ops.items GROUP BY 1")
    found = {name: int(number) for name, number in (row.split("|") for row in counted)}
    wanted = {name: number for name, number in expected.items() if number and name != "read"}
    demand(found == wanted, f"the samples came out as {found}, not as {wanted}")
    return f"{BY_HAND} by hand; all samples: {', '.join(f'{number} {name}' for name, number in found.items())}"


def restored(fleet: Fleet) -> str:
    """All is lost but the backups: new volumes get the warehouse and the drops back, and the stack comes up on them."""
    (version,) = fleet.rows("SHOW server_version_num")
    if int(version) < 170_000:
        return "restore not tried: the image of PostgreSQL is older than 17"
    before = fleet.backup()
    fleet.compose("down")
    run(["docker", "volume", "rm", *(f"{PROJECT}_{name}" for name in ("database", "drops", "queue"))])
    fleet.compose("run", "--rm", "upkeep", "restore", "/var/backups/dropwire")
    same(before, fleet.backup())
    fleet.up()
    return f"restored on new volumes: {before['drops']} drops and every lasting table are the same"


def doctor(fleet: Fleet) -> str:
    """What the doctor says of a stack that is well."""
    return "doctor: " + fleet.execute("worker", "dropwire", "doctor").splitlines()[-1]


STEPS = (blank_secret, Fleet.up, confined, landed, backfill, down_and_up, by_hand, restored, doctor)


def main() -> None:
    """Go through the steps, saying how each ended; clean up, or leave it all with `--keep`."""
    parser = argparse.ArgumentParser(
        prog="make trial", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--no-build", action="store_true", help="take the images that are there")
    parser.add_argument("--keep", action="store_true", help="leave the stack running, and say how to reach it")
    given = parser.parse_args()
    for sign in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: a shell's background jobs ignore it
        signal.signal(sign, lambda *_: sys.exit("trial: stopped"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        fleet = None
        try:
            fleet = Fleet(Path(tempfile.mkdtemp()) if given.keep else Path(folder))
            for step in STEPS if given.no_build else (build, *STEPS):
                began = time.monotonic()
                print(f"{step(fleet) or 'up, all healthy, two workers'} ({time.monotonic() - began:.0f} s)", flush=True)
        except Trouble as trouble:
            sys.exit(f"trial: {trouble}")
        finally:
            if fleet and given.keep:
                reached = f"{' '.join(fleet.tool)} -p {PROJECT} --env-file {fleet.env_file}"
                print(f"kept: http://127.0.0.1:{fleet.port}, {reached} ps")
            elif fleet:
                fleet.compose("down", "-v", "--remove-orphans")


if __name__ == "__main__":
    main()
