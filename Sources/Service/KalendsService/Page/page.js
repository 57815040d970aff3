"use strict";
// Shows the events of a calendar, its findings, and what a conversion loses. All work is done by the service.
(() => {
  const find = (id) => document.getElementById(id);
  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  let file = null;
  let lines = [];
  let month = null;
  let saved = null;

  const say = (text, isBad = false) => {
    find("status").textContent = text;
    find("status").className = isBad ? "bad" : "";
  };

  const path = (name, parameters) => {
    const query = new URLSearchParams(parameters);
    query.set("name", file.name);
    return `v1/${name}?${query}`;
  };

  const ask = async (name, parameters, accept) => {
    const response = await fetch(path(name, parameters), {
      method: "POST",
      body: file,
      headers: { Accept: accept, "Content-Type": "application/octet-stream" },
    });
    if (!response.ok) {
      const problem = await response.json();
      throw new Error(`${problem.title}: ${problem.detail}`);
    }
    return response;
  };

  // Events

  const pad = (number) => String(number).padStart(2, "0");
  const day = (year, index, number) => `${String(year).padStart(4, "0")}-${pad(index + 1)}-${pad(number)}`;
  const monthName = () =>
    new Date(Date.UTC(month.year, month.index, 1)).toLocaleDateString("en", { month: "long", year: "numeric", timeZone: "UTC" });

  const entry = (row) => {
    const item = make("li");
    const time = row.start.includes("T") ? row.start.slice(11, 16) : "all day";
    item.append(make("span", time, { class: "time" }), make("span", row.summary || "(no title)"));
    if (row.zone) item.append(make("span", ` ${row.zone}`, { class: "quiet" }));
    return item;
  };

  const entries = (rows) => {
    const list = make("ul", undefined, { class: "entries" });
    list.append(...rows.map(entry));
    return list;
  };

  const list = (rows) => {
    const days = Map.groupBy ? Map.groupBy(rows, (row) => row.start.slice(0, 10)) : new Map();
    if (!Map.groupBy) for (const row of rows) {
      const key = row.start.slice(0, 10);
      days.set(key, [...(days.get(key) || []), row]);
    }
    return [...days].flatMap(([date, rows]) => [make("h3", date), entries(rows)]);
  };

  const grid = (rows) => {
    const names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const table = make("table", undefined, { class: "month" });
    table.append(make("caption", monthName()));
    const head = make("tr");
    head.append(...names.map((name) => make("th", name, { scope: "col" })));
    const top = make("thead");
    top.append(head);
    const body = make("tbody");
    const first = (new Date(Date.UTC(month.year, month.index, 1)).getUTCDay() + 6) % 7;
    const count = new Date(Date.UTC(month.year, month.index + 1, 0)).getUTCDate();
    for (let start = 1 - first; start <= count; start += 7) {
      const row = make("tr");
      for (let number = start; number < start + 7; number += 1) {
        const cell = make("td");
        if (number >= 1 && number <= count) {
          cell.append(make("span", String(number), { class: "number" }));
          const date = day(month.year, month.index, number);
          const here = rows.filter((one) => one.start.startsWith(date));
          if (here.length) cell.append(entries(here));
        }
        row.append(cell);
      }
      body.append(row);
    }
    table.append(top, body);
    const frame = make("div", undefined, { class: "scroll", tabindex: "0", role: "region", "aria-label": "Month" });
    frame.append(table);
    return [frame];
  };

  const showEvents = async () => {
    find("month").textContent = monthName();
    const next = month.index === 11 ? { year: month.year + 1, index: 0 } : { year: month.year, index: month.index + 1 };
    const answer = await ask(
      "expand",
      { start: day(month.year, month.index, 1), until: day(next.year, next.index, 1) },
      "application/json",
    );
    const rows = (await answer.json()).occurrences;
    const isGrid = document.querySelector("input[name=view]:checked").value === "month";
    const shown = isGrid ? grid(rows) : list(rows);
    find("events").replaceChildren(...(rows.length || isGrid ? shown : [make("p", "Nothing begins in this month.")]));
    return rows.length;
  };

  const firstMonth = async () => {
    const answer = await ask("expand", { first: 1 }, "application/json");
    const rows = (await answer.json()).occurrences;
    const start = rows.length ? rows[0].start : new Date().toISOString();
    return { year: Number(start.slice(0, 4)), index: Number(start.slice(5, 7)) - 1 };
  };

  const turn = async (step) => {
    const index = month.year * 12 + month.index + step;
    month = { year: Math.floor(index / 12), index: index % 12 };
    await showEvents();
  };

  // Findings

  const excerpt = (number) => {
    const block = make("pre", undefined, { tabindex: "0", role: "region", "aria-label": `Lines around line ${number}` });
    for (let line = Math.max(1, number - 2); line <= Math.min(lines.length, number + 2); line += 1) {
      const text = `${String(line).padStart(5)}  ${lines[line - 1].slice(0, 400)}`;
      if (line === number) block.append(make("mark", text));
      else block.append(document.createTextNode(`${text}\n`));
    }
    return block;
  };

  const showFindings = async () => {
    const answer = await ask("validate", { format: "json" }, "application/json");
    const findings = (await answer.json()).findings;
    const most = 200;
    const parts = [make("p", findings.length ? `${findings.length} findings` : "Nothing was found.")];
    for (const finding of findings.slice(0, most)) {
      const heading = make("h3");
      heading.append(make("span", finding.severity, { class: finding.severity }), ` in line ${finding.line}: ${finding.message}`);
      parts.push(heading, make("p", finding.rule, { class: "quiet" }));
      if (finding.line > 0) parts.push(excerpt(finding.line));
    }
    if (findings.length > most) parts.push(make("p", `${findings.length - most} more are not shown.`));
    find("finding-list").replaceChildren(...parts);
  };

  // Conversion

  const showFormats = async () => {
    const formats = (await (await fetch("v1/formats")).json()).formats.filter((format) => format.write);
    find("target").replaceChildren(...formats.map((format) => make("option", format.title, { value: format.name, "data-ending": format.extensions[0] })));
  };

  const convert = async () => {
    const option = find("target").selectedOptions[0];
    const answer = await (await ask("convert", { to: option.value }, "application/json")).json();
    const raw = await ask("convert", { to: option.value }, "*/*");
    const isArchive = raw.headers.get("Content-Type") === "application/zip";
    if (saved) URL.revokeObjectURL(saved);
    saved = URL.createObjectURL(await raw.blob());
    const base = file.name.replace(/\.[^.]*$/, "") || "calendar";
    const link = find("save");
    link.href = saved;
    link.download = `${base}.${isArchive ? "zip" : option.dataset.ending}`;
    link.textContent = `Download ${link.download}`;
    link.hidden = false;
    const losses = answer.report.losses;
    if (!losses.length) {
      find("losses").replaceChildren(make("p", "Nothing is lost."));
      return;
    }
    const table = make("table");
    table.append(make("caption", `${losses.length} things are not as they were`));
    const head = make("tr");
    head.append(...["Line", "Component", "Property", "What becomes of it", "Detail"].map((name) => make("th", name, { scope: "col" })));
    const top = make("thead");
    top.append(head);
    const body = make("tbody");
    for (const loss of losses.slice(0, 500)) {
      const row = make("tr");
      row.append(...[loss.line || "", loss.component, loss.property, loss.action, loss.detail].map((text) => make("td", String(text))));
      body.append(row);
    }
    table.append(top, body);
    const frame = make("div", undefined, { class: "scroll", tabindex: "0", role: "region", "aria-label": "Losses" });
    frame.append(table);
    find("losses").replaceChildren(frame);
  };

  // Choosing

  const attempt = (work, words) => async (...given) => {
    try {
      say(words);
      await work(...given);
      say(file ? `${file.name} is shown below.` : "");
    } catch (error) {
      say(error.message, true);
    }
  };

  const open = attempt(async (chosen) => {
    file = chosen;
    find("results").hidden = true;
    find("save").hidden = true;
    find("losses").replaceChildren();
    lines = (await chosen.text()).split(/\r\n|\n|\r/);
    await showFindings();
    try {
      month = await firstMonth();
      await showEvents();
    } catch (error) {
      find("month").textContent = "";
      find("events").replaceChildren(make("p", error.message));
    }
    find("results").hidden = false;
  }, "Reading the calendar…");

  const drop = find("drop");
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length) open(event.dataTransfer.files[0]);
  });
  find("file").addEventListener("change", (event) => { if (event.target.files.length) open(event.target.files[0]); });
  find("earlier").addEventListener("click", attempt(() => turn(-1), "Listing events…"));
  find("later").addEventListener("click", attempt(() => turn(1), "Listing events…"));
  for (const choice of document.querySelectorAll("input[name=view]")) {
    choice.addEventListener("change", attempt(showEvents, "Listing events…"));
  }
  find("convert").addEventListener("click", attempt(convert, "Converting…"));
  showFormats().catch((error) => say(error.message, true));
})();
