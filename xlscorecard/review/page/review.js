// The review page. Texts from papers are only ever set as text, never as markup.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);
let shown = null;
let busy = false;
const trail = [];
const warm = new Map();

async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error("The program behind this page has been closed. Start the review again.");
  }
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error || "The request was refused.");
  return told;
}

function put(id, text) {
  byId(id).textContent = text === null || text === undefined ? "" : String(text);
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function drawing(picture, view, label) {
  const svg = element("svg", { viewBox: view.join(" "), role: "img", "aria-label": label });
  svg.append(element("image", {
    href: picture.address, x: 0, y: 0, width: picture.width, height: picture.height,
    preserveAspectRatio: "none",
  }));
  if (picture.box) {
    const [x0, top, x1, bottom] = picture.box;
    const thick = Math.max(0.8, view[2] / 400);
    const room = thick;
    const place = { x: x0 - room, y: top - room, width: x1 - x0 + 2 * room,
                    height: bottom - top + 2 * room, fill: "none" };
    svg.append(element("rect", { ...place, stroke: "#ffffff", "stroke-width": thick * 2 }));
    svg.append(element("rect", { ...place, stroke: "#c8102e", "stroke-width": thick }));
  }
  return svg;
}

function showPictures(doubt) {
  const picture = doubt.picture;
  byId("cell").replaceChildren();
  byId("page").replaceChildren();
  if (!picture) {
    const sentence = document.createElement("p");
    sentence.textContent = doubt.page
      ? "There is no picture: the paper was not found. Start the review with --papers FOLDER."
      : "There is no picture of this kind of paper. The row below is as it was read.";
    byId("cell").append(sentence);
    byId("page-heading").hidden = true;
    return;
  }
  const what = doubt.raw === null ? "the row" : `the value read as ${doubt.raw}`;
  byId("page-heading").hidden = false;
  byId("cell-heading").hidden = !picture.crop;
  if (picture.crop) {
    byId("cell").append(drawing(picture, picture.crop, `Part of page ${doubt.page}, a box around ${what}`));
  }
  byId("page").append(drawing(picture, [0, 0, picture.width, picture.height],
    `Page ${doubt.page} of ${doubt.paper}, ${picture.box ? "a box around " + what : "without a box"}`));
}

function decisionWords(doubt) {
  const made = doubt.decision;
  if (!made) return "None yet";
  const words = { accept: "Accepted as read", correct: `Corrected to ${made.text} (${made.means})`, absent: "Not there" };
  return `${words[made.action]}, by ${made.who}, ${made.when.replace("T", " ").replace("Z", " UTC")}`;
}

function show(doubt, counts, message) {
  const left = counts.doubts - counts.settled;
  put("progress", `${counts.settled} of ${counts.doubts} settled, ${left} to go. You are ${counts.who}. Data: ${counts.data}.`);
  byId("bar").max = Math.max(1, counts.doubts);
  byId("bar").value = counts.settled;
  closeCorrection();
  shown = doubt;
  byId("doubt").hidden = !doubt;
  if (!doubt) {
    put("message", `${message} Nothing is left to look at.`.trim());
    return;
  }
  const title = [doubt.ref, doubt.title].filter(Boolean).join(" ") || "The paper as a whole";
  put("title", title);
  const place = [doubt.council, doubt.paper, doubt.page && `page ${doubt.page}`, doubt.table && `table ${doubt.table}`,
    doubt.row && `row ${doubt.row}`, doubt.section];
  put("place", place.filter(Boolean).join(", "));
  put("column", doubt.column || "None");
  put("raw", doubt.raw === null ? "No single value" : doubt.raw || "(empty)");
  put("means", doubt.means || "No single value");
  put("why", doubt.why.join("\n"));
  put("decision", decisionWords(doubt));
  const rows = doubt.cells.map((cell) => {
    const row = document.createElement("tr");
    if (cell.chosen) row.className = "chosen";
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = cell.column + (cell.chosen ? " (this value)" : "");
    const body = document.createElement("td");
    body.textContent = cell.raw;
    row.append(head, body);
    return row;
  });
  byId("cells").replaceChildren(...rows);
  showPictures(doubt);
  put("message", message);
  byId("title").focus({ preventScroll: true });
  prepare(doubt.next_picture);
}

// The next page is fetched while this one is looked at.
function prepare(address) {
  if (!address || warm.has(address)) return;
  const image = new Image();
  image.src = address;
  warm.set(address, image);
  if (warm.size > 8) warm.delete(warm.keys().next().value);
}

async function act(work) {
  if (busy) return;
  busy = true;
  try {
    await work();
  } catch (error) {
    put("message", error.message);
  } finally {
    busy = false;
  }
}

const WORDS = { accept: "Accepted.", correct: "Corrected.", absent: "Marked as not there." };

function decide(action, text) {
  return act(async () => {
    if (!shown) return;
    if (action !== "accept" && shown.raw === null) {
      put("message", "This doubt is about no single value: it can be accepted, or skipped.");
      return;
    }
    const told = await ask("decide", { number: shown.number, action, text: text || "" });
    trail.push(shown.number);
    const end = told.done ? " All doubts are settled." : "";
    show(told.doubt, told.counts, WORDS[action] + end);
  });
}

function go(number, message) {
  return act(async () => {
    const told = await ask(`doubt?number=${number}`);
    show(told.doubt, told.counts, message);
  });
}

function openCorrection() {
  if (!shown || shown.raw === null) {
    put("message", "This doubt is about no single value: it can be accepted, or skipped.");
    return;
  }
  byId("correction").hidden = false;
  byId("text").value = shown.raw;
  put("preview", "");
  byId("text").focus();
  byId("text").select();
}

function closeCorrection() {
  byId("correction").hidden = true;
  byId("text").value = "";
}

let asked = 0;
async function preview() {
  const text = byId("text").value;
  const turn = ++asked;
  try {
    const told = await ask(`means?number=${shown.number}&text=${encodeURIComponent(text)}`);
    if (turn === asked) put("preview", told.means ? `Will be stored as: ${told.means}` : "");
  } catch (error) {
    put("preview", error.message);
  }
}

const actions = {
  accept: () => decide("accept"),
  correct: openCorrection,
  absent: () => decide("absent"),
  skip: () => {
    if (!shown || shown.next === null) return;
    trail.push(shown.number);
    go(shown.next, "Skipped.");
  },
  back: () => {
    if (trail.length) go(trail.pop(), "Back.");
  },
  undo: () => act(async () => {
    const told = await ask("undo", {});
    if (told.doubt) show(told.doubt, told.counts, "Undone: it is open again.");
    else put("message", "There is nothing to undo.");
  }),
};
const keys = { a: "accept", c: "correct", n: "absent", s: "skip", b: "back", u: "undo" };

for (const [name, action] of Object.entries(actions)) byId(name).addEventListener("click", action);
byId("cancel").addEventListener("click", () => {
  closeCorrection();
  byId("correct").focus();
});
byId("text").addEventListener("input", preview);
byId("correction").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = byId("text").value.trim();
  if (text) decide("correct", text);
  else put("preview", "Type what the paper prints, or mark the value as not there.");
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !byId("correction").hidden) {
    byId("cancel").click();
    return;
  }
  const typing = event.target instanceof HTMLInputElement && event.target.type === "text";
  if (typing || event.ctrlKey || event.altKey || event.metaKey || event.repeat || !byId("single").checked) return;
  const action = keys[event.key.toLowerCase()];
  if (action) {
    event.preventDefault();
    actions[action]();
  }
});

act(async () => {
  const told = await ask("state");
  show(told.doubt, told.counts, told.counts.waiting
    ? `${told.counts.waiting} earlier decisions wait: their values are read differently now.` : "");
});
