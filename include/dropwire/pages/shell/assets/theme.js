// Light or dark as Airflow is, before anything is drawn. Airflow keeps its choice in this origin's local storage; the
// cookie tells it to the tab of a run, whose frame has no scripts.
(() => {
  const base = new URL(document.currentScript.src).pathname.replace(/\/assets\/.*/, "");
  const show = () => {
    let chosen = null;
    try { chosen = localStorage.getItem("theme"); } catch { /* storage is closed to this frame: the system decides */ }
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
    document.cookie = `dropwire_theme=${chosen ?? ""}; path=${base}; samesite=lax; max-age=31536000`;
  };
  show();
  addEventListener("storage", show);
})();
