// What pages share: links to Airflow's own pages, and its API, which does all that changes anything.

const AIRFLOW = document.querySelector('meta[name="airflow"]').content;

/** Ask Airflow's API as the person who looks. Throws an Error whose message is Airflow's own. */
export async function api(path, { method = "GET", body } = {}) {
  const answer = await fetch(`${AIRFLOW}/api/v2${path}`, {
    method, credentials: "same-origin",
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const told = await answer.json().catch(() => null);
  if (answer.ok) return told;
  const detail = told?.detail;
  throw new Error(typeof detail === "string" ? detail : detail ? JSON.stringify(detail) : `${answer.status} ${answer.statusText}`);
}

/** Start a DAG; the answer is the run. */
export function trigger(dagId, conf) {
  return api(`/dags/${encodeURIComponent(dagId)}/dagRuns`, { method: "POST", body: { logical_date: null, conf } });
}

/** Look at a run until it has ended, telling its state each time; the answer is how it ended. */
export async function follow(dagId, runId, tell = () => {}) {
  for (;;) {
    const run = await api(`/dags/${encodeURIComponent(dagId)}/dagRuns/${encodeURIComponent(runId)}`);
    tell(run.state);
    if (run.state === "success" || run.state === "failed") return run.state;
    await new Promise((done) => setTimeout(done, 1500));
  }
}

/** Open one of Airflow's pages around the frame these pages are shown in, which may not navigate its parent itself. */
export function openInAirflow(address) {
  if (window.parent === window) { location.assign(address); return; }
  const link = window.parent.document.createElement("a");
  link.href = address;
  window.parent.document.body.append(link);
  link.click();
  link.remove();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-airflow]");
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openInAirflow(link.href);
});

document.querySelector('.top [aria-current="page"]')?.scrollIntoView({ inline: "center", block: "nearest" }); // of tabs that do not fit

for (const box of document.querySelectorAll(".wide")) { // what scrolls sideways is scrolled by keys, too
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}
