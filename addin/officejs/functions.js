/* The custom functions: calls of one calculation are sent together to the server on this
   machine, or to the engine inside this browser (functions.html?engine=browser). */
"use strict";

(() => {
  const MOST_CALLS = 2000;
  const LARGEST_CELLS = 100000;
  const own = new URL(
    (document.currentScript && document.currentScript.src) || "functions.js", location.href
  );
  const query = new URLSearchParams(location.search);
  const token = query.get("token") || own.searchParams.get("token") || "";
  const ERRORS = {
    "#DIV/0!": "divisionByZero", "#NAME?": "invalidName", "#NUM!": "invalidNumber",
    "#REF!": "invalidReference", "#VALUE!": "invalidValue", "#N/A": "notAvailable",
    "#NULL!": "nullReference",
  };
  let waiting = [];
  let planned = false;

  function cellOut(value) {
    if (value === null || value === undefined || value === "") return null;
    if (typeof value !== "object") return value;
    if (value instanceof CustomFunctions.Error) return { error: value.code };
    if (value.type === "Error" || String(value.basicValue).startsWith("#")) {
      return { error: value.basicValue };
    }
    return value.basicValue === undefined ? null : value.basicValue;
  }

  function argumentOut(value) {
    if (value === null || value === undefined) return { left: "out" };
    if (!Array.isArray(value)) return [[cellOut(value)]];
    const rows = value.map((row) => (Array.isArray(row) ? row : [row]));
    if (rows.length > 1 && rows.every((row) => row.length === 1)) {
      return { column: rows.map((row) => cellOut(row[0])) };
    }
    return rows.map((row) => row.map(cellOut));
  }

  function sizeOf(argument) {
    if (argument.column) return argument.column.length;
    return Array.isArray(argument) ? argument.length * argument[0].length : 1;
  }

  function cellIn(value) {
    if (value === null) return "";
    if (typeof value !== "object") return value;
    const code = CustomFunctions.ErrorCode[ERRORS[value.error] || "invalidValue"];
    return new CustomFunctions.Error(code);
  }

  function answerIn(value) {
    if (Array.isArray(value)) return value.map((row) => row.map(cellIn));
    if (value !== null && value.column) return value.column.map((cell) => [cellIn(cell)]);
    const cell = cellIn(value);
    if (cell instanceof CustomFunctions.Error) throw cell;
    return [[cell]];
  }

  async function askServer(calls) {
    const reply = await fetch(new URL("batch", own), {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Scorecard-Token": token },
      body: JSON.stringify(calls),
    });
    if (!reply.ok) throw new Error("the scorecard server answered " + reply.status);
    return reply.json();
  }

  let engine = null;
  function askBrowser(calls) {
    if (engine === null) engine = startEngine();
    return engine.then((answer) => JSON.parse(answer(JSON.stringify(calls))));
  }

  async function startEngine() {
    const { loadPyodide } = await import(new URL("pyodide/pyodide.mjs", own).href);
    const python = await loadPyodide({ indexURL: new URL("pyodide/", own).href });
    const packed = await fetch(new URL("engine.zip", own));
    python.unpackArchive(await packed.arrayBuffer(), "zip");
    return python.runPython("from xlscorecard.functions.wire import answer_batch; answer_batch");
  }

  const ask = query.get("engine") === "browser" ? askBrowser : askServer;

  async function send() {
    planned = false;
    const batch = waiting;
    waiting = [];
    for (let start = 0; start < batch.length; ) {
      let end = start;
      let cells = 0;
      while (end < batch.length && end - start < MOST_CALLS && (end === start || cells < LARGEST_CELLS)) {
        cells += batch[end].size;
        end += 1;
      }
      const part = batch.slice(start, end);
      start = end;
      try {
        const answers = await ask(part.map(({ name, args }) => ({ name, args })));
        part.forEach((call, place) => {
          try {
            call.resolve(answerIn(answers[place]));
          } catch (error) {
            call.reject(error);
          }
        });
      } catch (error) {
        const code = CustomFunctions.ErrorCode.notAvailable;
        part.forEach((call) => call.reject(new CustomFunctions.Error(code, String(error.message))));
      }
    }
  }

  function plan(name, given) {
    // Excel adds an object about the call itself at the end.
    const args = given.slice(0, -1).map(argumentOut);
    while (args.length && args[args.length - 1].left === "out") args.pop();
    const size = args.reduce((sum, argument) => sum + sizeOf(argument), 0);
    return new Promise((resolve, reject) => {
      waiting.push({ name, args, size, resolve, reject });
      if (!planned) {
        planned = true;
        setTimeout(send, 0);
      }
    });
  }

  const NAMES = /*names*/[]/*names*/;
  for (const name of NAMES) {
    CustomFunctions.associate(name, (...given) => plan(name, given));
  }
})();
