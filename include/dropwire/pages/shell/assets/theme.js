// Light or dark as Airflow is, before anything is drawn. Airflow keeps its choice in this origin's local storage.
(() => {
  const show = () => {
    let chosen = null;
    try { chosen = localStorage.getItem("theme"); } catch { /* storage is closed to this frame: the system decides */ }
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
  };
  show();
  addEventListener("storage", show);
})();
