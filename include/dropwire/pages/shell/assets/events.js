// The map of events: marks by place from the server, put together where they would cover each other; borders are local.

const NEAR = 46; // pixels within which places are drawn as one
const MOST = 260; // marks drawn at once, the largest; the others come with zooming in
const REACH = { 2: 15000, 3: 60000 }; // metres within which a place is only known: near it, or a province of usual size
const box = document.getElementById("map");
const lang = document.documentElement.lang;
const number = new Intl.NumberFormat(lang), short = new Intl.NumberFormat(lang, { notation: "compact" });
const regions = new Intl.DisplayNames(lang, { type: "region" });

if (box && window.L) begin().catch(() => { box.textContent = box.dataset.failed; box.classList.add("empty"); });

async function begin() {
  const L = window.L, still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(box, {
    zoomControl: false, attributionControl: false, minZoom: 2, maxZoom: 11, zoomSnap: 0.5, worldCopyJump: true,
    maxBounds: [[-75, -250], [85, 250]], zoomAnimation: !still, fadeAnimation: !still, scrollWheelZoom: "center",
  }).setView([20, 60], 2);
  map.scrollWheelZoom.disable(); // a page must scroll on; a click into the map turns the wheel to it
  map.on("click focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
  L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
  const countries = borders(L, map);
  if (box.dataset.point) await point(L, map, countries);
  else await events(L, map);
  await countries;
}

async function borders(L, map) {
  const found = await (await fetch(box.dataset.borders)).json();
  map.createPane("land").style.zIndex = 300;
  const layer = L.geoJSON(found, {
    pane: "land", interactive: false, smoothFactor: 1.2, renderer: L.svg({ pane: "land", padding: 0.6 }),
    style: () => ({ className: "country", fill: true, fillOpacity: 1, weight: 0.8, color: null, fillColor: null }),
  }).addTo(map);
  const labels = L.layerGroup().addTo(map);
  const name = () => {
    labels.clearLayers();
    const seen = map.getBounds();
    for (const { properties: of } of found.features) {
      const at = L.latLng(of.at[1], of.at[0]);
      if (of.zoom > map.getZoom() || !seen.contains(at)) continue;
      L.tooltip({ permanent: true, direction: "center", interactive: false, pane: "land", className: "nation" })
        .setContent(escape(of.iso ? regions.of(of.iso) : of.name)).setLatLng(at).addTo(labels);
    }
  };
  map.on("moveend", name);
  name();
  return layer;
}

// One event: where it was, as exactly as that is known.
async function point(L, map, countries) {
  const { point: where, precision, family } = box.dataset;
  const at = L.latLng(...where.split(",").map(Number)), hue = `f-${family}`;
  map.setView(at, { 1: 7, 2: 7, 3: 6, 4: 4 }[precision], { animate: false });
  if (REACH[precision]) L.circle(at, { radius: REACH[precision], className: `reach ${hue}`, color: null, fillColor: null, interactive: false }).addTo(map);
  if (precision === "4") {
    (await countries).eachLayer((layer) => {
      if (layer.getBounds().contains(at) && covers(layer.feature.geometry, at)) {
        layer.getElement()?.classList.add("chosen", hue);
        map.fitBounds(layer.getBounds(), { animate: false, maxZoom: 6 });
      }
    });
  } else L.circleMarker(at, { radius: 7, className: `mark p${precision} ${hue}`, color: null, fillColor: null, fillOpacity: null, interactive: false }).addTo(map);
}

function covers(geometry, at) {
  const rings = geometry.type === "Polygon" ? [geometry.coordinates[0]] : geometry.coordinates.map((polygon) => polygon[0]);
  return rings.some((ring) => {
    let inside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x, y] = ring[i], [u, v] = ring[j];
      if (y > at.lat !== v > at.lat && at.lng < ((u - x) * (at.lat - y)) / (v - y) + x) inside = !inside;
    }
    return inside;
  });
}

// Many events: marks by place.
async function events(L, map) {
  const marks = L.featureGroup().addTo(map), panel = document.getElementById("there"), note = corner(L, map);
  const address = new URL(box.dataset.marks, location.href);
  let all = await ask(address), whole = all, asked = 0;
  fit(L, map, all.features);
  const draw = () => drawn(L, map, marks, whole.features, (group, mark) => choose(L, map, panel, group, mark));
  const tell = () => note(whole.whole ? (whole.features.length ? "" : box.dataset.nowhere) : box.dataset.roughly);
  draw();
  tell();
  map.on("moveend", async () => {
    draw();
    if (all.whole) return;
    const mine = ++asked, view = map.getBounds().pad(0.3);
    if (map.getZoom() < 4) whole = all;
    else {
      const near = new URL(address);
      near.searchParams.set("view", [Math.max(view.getWest(), -360), Math.max(view.getSouth(), -90), Math.min(view.getEast(), 360), Math.min(view.getNorth(), 90)].map((v) => v.toFixed(3)));
      const found = await ask(near).catch(() => whole);
      if (mine !== asked) return;
      whole = found;
    }
    draw();
    tell();
  });
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") close(panel); });
}

async function ask(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function fit(L, map, features) {
  const { centre, km } = box.dataset;
  if (centre) {
    const at = L.latLng(...centre.split(",").map(Number)), radius = Number(km) * 1000;
    L.circle(at, { radius, className: "reach asked", color: null, fillColor: null, interactive: false }).addTo(map);
    map.fitBounds(at.toBounds(Math.max(radius * 2, 60000)), { animate: false, padding: [4, 4], maxZoom: 8 });
  } else if (features.length) {
    // where most of them are: a single far event must not make the map small
    const sorted = [...features].sort((a, b) => b.properties.n - a.properties.n);
    const total = sorted.reduce((sum, one) => sum + one.properties.n, 0), kept = [];
    for (let n = 0; n < total * 0.9 && kept.length < sorted.length; n += kept.at(-1).properties.n) kept.push(sorted[kept.length]);
    map.fitBounds(L.latLngBounds(kept.map(position)), { animate: false, padding: [40, 40], maxZoom: 8 });
  }
}

const position = (feature) => [feature.geometry.coordinates[1], feature.geometry.coordinates[0]];

// What would cover each other is one: greedily, the largest first.
function together(L, map, features) {
  const seen = map.getBounds().pad(0.15), cells = new Map(), groups = [];
  for (const feature of features) {
    const at = L.latLng(position(feature));
    if (!seen.contains(at)) continue;
    const { x, y } = map.project(at), i = Math.floor(x / NEAR), j = Math.floor(y / NEAR), alone = feature.properties.precision === 4;
    let host = null, least = NEAR;
    for (let di = -1; di <= 1; di++) for (let dj = -1; dj <= 1; dj++) {
      for (const group of cells.get(`${i + di},${j + dj}`) ?? []) {
        const distance = Math.hypot(group.x - x, group.y - y);
        if (group.alone === alone && distance < least) [host, least] = [group, distance];
      }
    }
    if (!host) {
      host = { x, y, at, alone, n: 0, places: 0, dead: null, members: [], families: {} };
      groups.push(host);
      const key = `${i},${j}`;
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(host);
    }
    const of = feature.properties;
    host.members.push(feature);
    host.n += of.n;
    host.places += of.places;
    if (of.dead !== null) host.dead = (host.dead ?? 0) + of.dead;
    host.families[of.family] = (host.families[of.family] ?? 0) + of.n;
  }
  const shown = groups.sort((a, b) => b.n - a.n).slice(0, MOST);
  for (const group of shown) group.radius = Math.min(NEAR / 2 - 1, 5 + 2.6 * Math.sqrt(group.n) ** 0.8);
  for (const group of shown.filter((one) => one.alone)) aside(L, map, group, shown);
  return shown;
}

// What is known of a country only lies anywhere in it: its mark makes room for those of places.
function aside(L, map, group, shown) {
  const free = (x, y) => shown.every((other) => other === group || Math.hypot(other.x - x, other.y - y) > other.radius + group.radius);
  for (let away = 0; away <= 90; away += 15) for (let turn = 0; turn < 8; turn++) {
    const x = group.x + away * Math.sin(turn * Math.PI / 4), y = group.y + away * Math.cos(turn * Math.PI / 4);
    if (free(x, y)) {
      Object.assign(group, { x, y, at: map.unproject(L.point(x, y)) });
      return;
    }
  }
}

function drawn(L, map, marks, features, choose) {
  const focused = document.activeElement?.dataset?.key;
  marks.clearLayers();
  const named = [];
  for (const group of together(L, map, features)) {
    const family = Object.entries(group.families).sort((a, b) => b[1] - a[1])[0][0];
    const precision = Math.max(...group.members.map((one) => one.properties.precision));
    const { radius } = group, told = words(group);
    const mark = L.circleMarker(group.at, { radius, className: `mark p${group.members.length > 1 && precision < 4 ? 1 : precision} f-${family}`, color: null, fillColor: null, fillOpacity: null, weight: null, opacity: null });
    mark.bindTooltip(escape(told), { className: "told", direction: "top", offset: [0, -radius] }).addTo(marks);
    const element = mark.getElement(), key = group.at.toString();
    for (const [name, value] of Object.entries({ tabindex: 0, role: "button", "aria-label": told, "data-key": key })) element.setAttribute(name, value);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(group, element);
    });
    mark.on("click", () => choose(group, element));
    if (focused === key) element.focus();
    if (group.n > 1 && radius >= 9) caption(L, marks, group.at, short.format(group.n), "number", "center", 0);
    const point = map.latLngToLayerPoint(group.at);
    if (map.getZoom() >= 6 && group.members[0].properties.name && named.length < 40 && !named.some((other) => Math.abs(other.y - point.y) < 16 && Math.abs(other.x - point.x) < 110)) {
      named.push(point);
      caption(L, marks, group.at, group.members[0].properties.name, "place", "right", radius);
    }
  }
}

function caption(L, marks, at, text, className, direction, offset) {
  L.tooltip({ permanent: true, direction, offset: [direction === "right" ? offset + 2 : 0, 0], className, interactive: false }).setContent(escape(text)).setLatLng(at).addTo(marks);
}

function words(group) {
  const first = group.members[0].properties, name = [first.name, first.where].filter(Boolean).join(", ");
  const told = group.places > 1 ? box.dataset.places.replace("{k}", number.format(group.places)) : box.dataset.said;
  const how = group.places === 1 && first.precision > 1 ? ` (${box.dataset.precise.split("|")[first.precision - 1]})` : "";
  return told.replace("{n}", number.format(group.n)).replace("{name}", name) + how;
}

// A group opens, a single place tells its events.
async function choose(L, map, panel, group, mark) {
  const single = group.members.every((one) => one.properties.id && one.properties.id === group.members[0].properties.id);
  const bounds = L.latLngBounds(group.members.map(position));
  const closer = Math.min(map.getMaxZoom(), group.members.length > 1 ? map.getBoundsZoom(bounds.pad(0.2)) : map.getZoom() + 2);
  if (!single && closer > map.getZoom()) { map.setView(bounds.getCenter(), Math.max(closer, map.getZoom() + 1)); return; }
  const parts = await Promise.all([...new Set(group.members.map((one) => one.properties.id))].filter(Boolean).slice(0, 6).map(async (id) => {
    const of = group.members.find((one) => one.properties.id === id).properties;
    const there = new URL(box.dataset.there, location.href), list = new URL(box.dataset.list, location.href);
    for (const address of [there, list]) address.searchParams.set("at", id);
    const answer = await fetch(there, { credentials: "same-origin" });
    const part = document.createElement("section"), heading = document.createElement("h3"), where = document.createElement("p"), more = document.createElement("a"), body = document.createElement("div");
    heading.textContent = of.name;
    where.className = "small";
    where.textContent = of.where;
    body.innerHTML = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").body.innerHTML : "";
    more.href = list;
    more.textContent = box.dataset.all;
    part.append(heading, where, body, more);
    return part;
  }));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "close";
  button.textContent = "✕";
  button.setAttribute("aria-label", box.dataset.close);
  button.addEventListener("click", () => close(panel));
  panel.replaceChildren(button, ...parts);
  panel.hidden = false;
  panel.back = mark;
  for (const other of box.querySelectorAll(".mark.chosen")) other.classList.remove("chosen");
  mark.classList.add("chosen");
  button.focus({ preventScroll: true });
}

function close(panel) {
  panel.hidden = true;
  for (const other of box.querySelectorAll(".mark.chosen")) other.classList.remove("chosen");
  if (panel.back?.isConnected) panel.back.focus();
}

// Below the zoom buttons: what the map shows as a filter, and what is to be said of the marks.
function corner(L, map) {
  const only = L.control({ position: "bottomleft" }), said = L.control({ position: "bottomright" });
  only.onAdd = () => {
    const bar = L.DomUtil.create("div", "leaflet-bar"), button = L.DomUtil.create("button", "", bar);
    button.type = "button";
    button.textContent = box.dataset.here;
    L.DomEvent.disableClickPropagation(bar);
    button.addEventListener("click", () => {
      const list = new URL(box.dataset.list, location.href), seen = map.getBounds();
      list.searchParams.set("box", [Math.max(seen.getWest(), -360), Math.max(seen.getSouth(), -90), Math.min(seen.getEast(), 360), Math.min(seen.getNorth(), 90)].map((v) => v.toFixed(2)));
      location.assign(list);
    });
    return bar;
  };
  const text = L.DomUtil.create("div", "note");
  said.onAdd = () => text;
  only.addTo(map);
  said.addTo(map);
  return (told) => { text.textContent = told; text.hidden = !told; };
}

function escape(text) {
  const plain = document.createElement("span");
  plain.textContent = text;
  return plain.innerHTML;
}
