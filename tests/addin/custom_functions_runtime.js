/* A stand-in for Office's CustomFunctions runtime: what Excel passes in and takes back. */
(() => {
  const functions = {};
  class CustomFunctionsError extends Error {
    constructor(code, message) {
      super(message || code);
      this.code = code;
    }
  }
  window.CustomFunctions = {
    associate: (name, work) => { functions[name] = work; },
    Error: CustomFunctionsError,
    ErrorCode: {
      divisionByZero: "#DIV/0!", invalidName: "#NAME?", invalidNumber: "#NUM!",
      invalidReference: "#REF!", invalidValue: "#VALUE!", notAvailable: "#N/A",
      nullReference: "#NULL!",
    },
  };
  const shown = (value) => (value instanceof CustomFunctionsError ? { error: value.code } : value);
  /* calls: [[name, [argument...]]...]; a cell's error comes as {type: "Error", basicValue}. */
  window.calculate = (calls) => Promise.all(calls.map(async ([name, args]) => {
    try {
      const table = await functions[name](...args, { address: "Sheet1!A1" });
      return table.map((row) => row.map(shown));
    } catch (error) {
      return [[{ error: error.code || String(error) }]];
    }
  }));
  window.registered = () => Object.keys(functions).sort();
})();
