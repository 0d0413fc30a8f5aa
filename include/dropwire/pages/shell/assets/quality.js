// Silence about a known trouble, and its end: a run of the DAG that does it, followed until the page can tell.

const { follow, trigger } = await import(document.querySelector('script[src*="/control.js"]').src);
const DAG = "alerts_mute";

for (const form of document.querySelectorAll("form.mute")) {
  const [button, line] = [form.querySelector("button"), form.querySelector("[role=status]")];
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    line.textContent = form.dataset.waits;
    try {
      const run = await trigger(DAG, { alert: Number(form.dataset.alert), days: Number(form.days.value) });
      if (await follow(DAG, run.dag_run_id) === "success") { location.hash = "alerts"; location.reload(); return; }
      line.textContent = form.dataset.failed;
    } catch (error) { line.textContent = error.message; }
    button.disabled = false;
  });
}
