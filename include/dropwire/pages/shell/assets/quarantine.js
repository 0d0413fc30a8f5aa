// Acts on what is set aside: a dry run whose outcome is shown, then a comment, then the real run, followed to its end.
import { api, follow, trigger } from "./control.js";

const DAG = "quarantine", PATH = `/dags/${DAG}/dagRuns/`;
const dialog = document.querySelector("#act");
const part = (name) => dialog.querySelector(name);
const say = dialog?.dataset;

/** What the task returned: the account of what was, or would be, moved; null when nothing was meant. */
async function outcomeOf(runId) {
  try {
    const entry = await api(`${PATH}${encodeURIComponent(runId)}/taskInstances/move/xcomEntries/return_value`);
    return typeof entry.value === "string" ? JSON.parse(entry.value) : entry.value;
  } catch { return null; }
}

/** The last error in the log of the task, if one can be had. */
async function faultOf(runId) {
  try {
    const { task_instances: tasks } = await api(`${PATH}${encodeURIComponent(runId)}/taskInstances`);
    const failed = tasks.find((task) => task.state === "failed");
    const log = await api(`${PATH}${encodeURIComponent(runId)}/taskInstances/${failed.task_id}/logs/${failed.try_number}`);
    const faults = log.content.flatMap((line) => line.error_detail ?? []);
    return faults.at(-1)?.exc_value ?? "";
  } catch { return ""; }
}

function tell(text, failed = false) {
  part(".told").textContent = text;
  part(".told").classList.toggle("failed", failed);
}

function show(outcome) {
  for (const row of dialog.querySelectorAll("[data-count]")) {
    const n = outcome?.[row.dataset.count] ?? 0;
    row.hidden = !n;
    row.querySelector("td").textContent = n.toLocaleString(document.documentElement.lang);
  }
  part(".outcome").hidden = !outcome;
  part(".again").replaceChildren(...(outcome?.again ?? []).map((one) => {
    const item = document.createElement("li");
    item.dir = "auto";
    item.textContent = `${one.items} × ${one.rule}: ${one.reason} (${one.example})`;
    return item;
  }));
}

/** Run the DAG and show what became of it; false when it failed or nothing was meant. */
async function run(conf, lead) {
  show(null);
  part(".run").hidden = true;
  try {
    const begun = await trigger(DAG, conf);
    part(".run").href = `${document.querySelector('meta[name="airflow"]').content}${PATH.replace("dagRuns", "runs")}${encodeURIComponent(begun.dag_run_id)}`;
    part(".run").hidden = false;
    const ended = await follow(DAG, begun.dag_run_id, (state) => tell(`${lead} ${state === "queued" ? say.sayQueued : say.sayRunning}`));
    const outcome = ended === "success" ? await outcomeOf(begun.dag_run_id) : null;
    if (ended !== "success") {
      tell(`${say.sayFailed} ${await faultOf(begun.dag_run_id)}`, true);
      return false;
    }
    if (!outcome || !(outcome.read + outcome.closed)) {
      tell(say.sayNothing, true);
      return false;
    }
    show(outcome);
    return true;
  } catch (error) {
    tell(error.message, true);
    return false;
  }
}

async function begin(button, conf, count) {
  const comment = part("textarea"), confirm = part("[data-confirm]"), asked = { action: button.dataset.act, ...conf };
  part("#act-title").textContent = button.dataset.title;
  part(".what").textContent = `${count.toLocaleString(document.documentElement.lang)} × ${button.textContent}`;
  comment.value = "";
  part("[data-close]").textContent = say.sayCancel;
  for (const name of [".why", "[data-confirm]", ".fresh"]) part(name).hidden = true;
  dialog.showModal();
  if (!(await run({ ...asked, dry_run: true }, say.sayDry))) return;
  tell(say.sayTrying);
  for (const name of [".why", "[data-confirm]"]) part(name).hidden = false;
  confirm.disabled = false;
  comment.focus();
  confirm.onclick = async () => {
    if (button.dataset.act === "waive" && !comment.value.trim()) {
      tell(say.sayComment, true);
      comment.focus();
      return;
    }
    confirm.disabled = true;
    for (const name of [".why", "[data-confirm]"]) part(name).hidden = true;
    const why = comment.value.trim();
    if (await run({ ...asked, dry_run: false, comment: why }, say.sayActing)) tell(say.sayDone);
    part("[data-close]").textContent = say.sayClose;
    part(".fresh").href = location.href;
    part(".fresh").hidden = false;
    part(".fresh").focus();
  };
}

if (dialog) {
  const boxes = [...document.querySelectorAll("[data-entry]:not(:disabled)")], all = document.querySelector("[data-all]");
  const chosen = () => boxes.filter((box) => box.checked).map((box) => Number(box.dataset.entry));
  const count = () => {
    const n = chosen().length;
    for (const button of document.querySelectorAll("[data-chosen]")) button.disabled = !n;
    const told = document.querySelector("[data-n]");
    if (told) told.textContent = n;
    if (all) { all.checked = n > 0 && n === boxes.length; all.indeterminate = n > 0 && n < boxes.length; }
  };
  for (const bar of document.querySelectorAll("[data-acts]")) bar.hidden = false;
  for (const box of boxes) box.addEventListener("change", count);
  all?.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; count(); });
  for (const button of document.querySelectorAll("[data-act]")) {
    button.addEventListener("click", () => {
      const entries = chosen();
      if (button.dataset.conf) begin(button, JSON.parse(button.dataset.conf), Number(button.dataset.count));
      else if (entries.length) begin(button, { entries }, entries.length);
    });
  }
  count();
}
