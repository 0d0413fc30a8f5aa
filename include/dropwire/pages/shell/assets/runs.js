// Backfills: what is under way, which days Airflow would run, the start, and how it goes. All of it through Airflow's API,
// as the person who looks. The words stand in the page, in its language.

const { api } = await import(document.querySelector('script[src*="/control.js"]').src);
const DAG = "articles_daily";
const SECONDS = 2;
const REPROCESS = { missing: "none", failed: "failed", all: "completed" };
const HELD = { ask: {}, publish: { wait_hours: 0, if_no_answer: "Publish" }, discard: { wait_hours: 0, if_no_answer: "Discard" } };

const day = (moment) => moment.slice(0, 10);
const at = (date) => `${date}T00:00:00Z`;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const daysOf = (first, last) => Math.round((Date.parse(last) - Date.parse(first)) / 86400000) + 1;

/** The backfill that is under way or paused, if there is one. */
async function active() {
  const { backfills: [newest] } = await api(`/backfills?dag_id=${DAG}&order_by=-id&limit=1`);
  return newest && !newest.completed_at ? newest : null;
}

/** The runs of a range of days, by day. */
async function runsOf(first, last) {
  const found = new Map();
  for (let offset = 0; ; offset += 100) {
    const asked = new URLSearchParams({ logical_date_gte: at(first), logical_date_lte: at(last), limit: 100, offset, order_by: "logical_date" });
    const { dag_runs: runs } = await api(`/dags/${DAG}/dagRuns?${asked}`);
    for (const run of runs) found.set(day(run.logical_date), run);
    if (runs.length < 100) return found;
  }
}

const ended = (run) => run.state === "success" || run.state === "failed";

/** On the list and the calendar: a line about the backfill under way. */
async function banner(line) {
  const words = JSON.parse(line.dataset.words);
  for (;;) {
    const found = await active().catch(() => null);
    if (!found) { line.hidden = true; return; }
    const [first, last] = [day(found.from_date), day(found.to_date)];
    const runs = [...(await runsOf(first, last)).values()];
    const values = { first, last, done: runs.filter(ended).length, all: daysOf(first, last) };
    line.querySelector("span").textContent = fill(found.is_paused ? words.paused : words.under_way, values);
    line.querySelector("a").href = `${line.dataset.page}?from=${first}&to=${last}`;
    line.hidden = false;
    await pause(5);
  }
}

/** In a month: the first and the last day of a range, by choosing them. */
function choosing(month) {
  const [first, last] = ["from", "to"].map((name) => document.querySelector(`#range [name=${name}]`));
  if (!first) return;
  document.querySelector("#range .script").hidden = false;
  const days = [...month.querySelectorAll("li[data-day]")];
  let begun = null;
  const show = (marked) => {
    for (const one of days) {
      const inside = marked && one.dataset.day >= first.value && one.dataset.day <= last.value;
      one.classList.toggle("chosen", inside);
      one.querySelector(".pick")?.setAttribute("aria-pressed", inside);
    }
  };
  for (const one of days) {
    const pick = one.querySelector(".pick");
    if (!pick) continue;
    pick.hidden = false;
    pick.addEventListener("click", () => {
      const chosen = one.dataset.day;
      if (begun === null) { begun = first.value = last.value = chosen; }
      else { [first.value, last.value] = [begun, chosen].sort(); begun = null; }
      show(true);
    });
  }
  for (const input of [first, last]) input.addEventListener("change", () => show(true));
}

/** The page of a backfill. */
class Backfill {
  constructor(section) {
    this.section = section;
    this.asked = section.dataset;
    this.words = JSON.parse(section.dataset.words);
    this.may = "may" in section.dataset;
    this.find = (id) => document.getElementById(id);
    [this.before, this.fresh] = [null, 0];
  }

  say(text) { this.find("told").textContent = text; }

  complain(error) {
    const line = this.find("trouble");
    line.hidden = !error;
    line.textContent = error ? fill(this.words.trouble, { error: error.message }) : "";
  }

  get rows() { return [...this.section.querySelectorAll("tbody tr")]; }

  get body() {
    return {
      dag_id: DAG, from_date: at(this.asked.from), to_date: at(this.asked.to), reprocess_behavior: REPROCESS[this.asked.again],
      max_active_runs: Number(this.asked.atOnce), dag_run_conf: { ...HELD[this.asked.held], force: this.asked.force === "true" },
    };
  }

  async begin() {
    this.find("pause")?.addEventListener("click", () => this.steer(this.made.is_paused ? "unpause" : "pause"));
    this.find("cancel")?.addEventListener("click", () => this.steer("cancel"));
    const running = await active();
    if (running && day(running.from_date) === this.asked.from && day(running.to_date) === this.asked.to) {
      this.made = running;
      return this.watch();
    }
    if (this.may) await this.preview(running);
  }

  /** Which days would run, told in numbers; the button asks once more. */
  async preview(other) {
    const { words } = this;
    this.say(words.asking);
    const { backfills } = await api("/backfills/dry_run", { method: "POST", body: this.body });
    const wanted = new Set(backfills.map((one) => day(one.logical_date)));
    let [files, left, loaded] = [0, 0, 0];
    for (const row of this.rows) {
      const will = wanted.has(row.dataset.day);
      row.querySelector(".will").textContent = will ? words.yes : words.no;
      if (will) files += Number(row.dataset.new);
      else if (Number(row.dataset.new)) left += 1;
      if (will && ["loaded", "outdated"].includes(row.dataset.state)) loaded += 1;
    }
    const values = { n: wanted.size, all: this.rows.length, at_once: this.asked.atOnce, files };
    const told = [wanted.size ? fill(words.would, values) : words.nothing];
    if (this.asked.force === "true" && wanted.size) told.push(words.forced);
    else if (loaded && this.asked.again !== "all") told.push(fill(words.loaded, { n: loaded }));
    if (left) told.push(fill(words.left, { n: left }));
    this.say(told.join(" "));
    if (other) this.complain(new Error(fill(words.other, { first: day(other.from_date), last: day(other.to_date) })));
    if (!wanted.size || other) return;
    const [start, dialog] = [this.find("start"), this.find("confirm")];
    start.hidden = start.disabled = false;
    start.addEventListener("click", () => {
      this.find("confirm-numbers").textContent = told.join(" ");
      dialog.showModal();
    });
    this.find("confirm-no").addEventListener("click", () => dialog.close());
    this.find("confirm-yes").addEventListener("click", () => { dialog.close(); this.start(); });
  }

  async start() {
    this.find("start").hidden = true;
    this.complain(null);
    try {
      this.made = await api("/backfills", { method: "POST", body: this.body });
    } catch (error) {
      this.find("start").hidden = false;
      this.complain(error);
      return;
    }
    this.say(this.words.started);
    await this.watch();
  }

  async steer(action) {
    this.complain(null);
    try {
      this.made = await api(`/backfills/${this.made.id}/${action}`, { method: "PUT" });
      this.cancelled ||= action === "cancel";
      this.buttons();
    } catch (error) {
      this.complain(error);
    }
  }

  buttons() {
    const open = !this.made.completed_at;
    for (const name of ["pause", "cancel"]) if (this.find(name)) this.find(name).hidden = !open;
    if (this.find("pause")) this.find("pause").textContent = this.made.is_paused ? this.words.resume : this.words.pause;
  }

  /** How it goes, until nothing of it is at work any more. */
  async watch() {
    const began = Date.parse(this.made.created_at);
    for (;;) {
      try {
        this.made = await api(`/backfills/${this.made.id}`);
        const runs = await runsOf(this.asked.from, this.asked.to);
        await this.show(runs, began);
        if (this.made.completed_at && ![...runs.values()].some((run) => run.state === "running")) return this.end(runs);
      } catch (error) {
        this.complain(new Error(`${this.words.lost} (${error.message})`));
      }
      await pause(SECONDS);
    }
  }

  async show(runs, began) {
    const { words } = this;
    this.complain(null);
    this.buttons();
    const all = [...runs.values()];
    const values = { done: all.filter(ended).length, all: this.rows.length, running: all.filter((run) => run.state === "running").length };
    const told = [this.cancelled ? words.cancelled : this.made.is_paused ? words.paused : "", fill(words.progress, values)];
    const own = all.filter((run) => ended(run) && Date.parse(run.end_date) >= began);
    if (own.length > 1 && values.running && !this.made.is_paused && !this.cancelled) {
      const seconds = ((Date.now() - began) / 1000 / own.length) * (all.length - values.done);
      const time = seconds < 90 ? fill(words.seconds, { n: Math.round(seconds) }) : fill(words.minutes, { n: Math.round(seconds / 60) });
      told.push(fill(words.remaining, { time }));
    }
    this.say(told.filter(Boolean).join(" "));
    const bar = this.find("bar");
    [bar.hidden, bar.max, bar.value] = [false, this.rows.length, values.done];
    if (this.before !== values.done || Date.now() - this.fresh > 10000) {
      await this.refresh();
      [this.before, this.fresh] = [values.done, Date.now()];
    }
    for (const row of this.rows) {
      const run = runs.get(row.dataset.day);
      row.classList.toggle("running", run?.state === "running");
      const gone = run?.state === "failed" && this.cancelled && !run.start_date;
      row.querySelector(".will").textContent = run ? words[gone ? "given_up" : run.state === "running" && row.querySelector(".s-held") ? "held" : run.state] ?? run.state : "–";
    }
  }

  /** The days as the warehouse has them now: what each brought, from this very page. */
  async refresh() {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("days");
    if (fresh) this.find("days").replaceWith(document.adoptNode(fresh));
  }

  async end(runs) {
    const states = [...runs.values()].map((run) => run.state);
    const values = { success: states.filter((one) => one === "success").length, failed: states.filter((one) => one === "failed").length };
    this.say((this.cancelled ? `${this.words.cancelled} ` : "") + fill(this.words.done, values));
    this.buttons();
  }
}

const line = document.getElementById("backfill-now");
if (line) banner(line).catch(() => { line.hidden = true; });
const month = document.querySelector("ol.month");
if (month) choosing(month);
const section = document.getElementById("backfill");
if (section) {
  const page = new Backfill(section);
  page.begin().catch((error) => page.complain(error));
}
