// A pasted list of names, read the way people paste them: from a sheet, a letter, a chat.

/** Far more lines than any commune has villages (the core says so earlier); the rest is left out. */
export const LINES_MAX = 1000;

const BULLET = /^\s*(?:[-–•*+]|\d{1,3}[.)])\s+/u;
const NUMBER_ALONE = /^\d{1,3}[.)]?$/;

/** The name on one line: a cell of a sheet that is not its row number, without a bullet. */
function nameOn(line: string): string {
  const cells = line.split("\t").map((cell) => cell.trim());
  const named = cells.length === 1 ? cells : cells.filter((cell) => !NUMBER_ALONE.test(cell));
  const first = named.find((cell) => cell !== "") ?? "";
  return first.replace(BULLET, "").replace(/[,;]$/, "").trim().normalize("NFC");
}

/** The names in a text, one a line, each once, in their order. */
export function namesIn(text: string): string[] {
  const names = text.split(/\r?\n/).map(nameOn);
  return [...new Set(names.filter((name) => name !== ""))].slice(0, LINES_MAX);
}
