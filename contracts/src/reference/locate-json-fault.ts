/** Where a text stops being JSON, counted from 1, and what should stand there. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly wanted: string;
}

/** The first fault of a text as JSON; null where there is none. The engine's own messages leave the place out at times. */
export function locateJsonFault(text: string): JsonFault | null {
  try {
    const end = skipBlanks(text, value(text, skipBlanks(text, 0)));
    if (end === text.length) return null;
    throw new Fault(end, "the end of the file");
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, error.offset).split("\n");
    return { line: before.length, column: (before.at(-1) ?? "").length + 1, wanted: error.message };
  }
}

class Fault extends Error {
  readonly offset: number;

  constructor(offset: number, wanted: string) {
    super(wanted);
    this.offset = offset;
  }
}

const BLANKS = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;

function value(text: string, at: number): number {
  switch (text[at]) {
    case "{":
      return items(text, at, { close: "}", item: member, noun: "a field name in quotation marks" });
    case "[":
      return items(text, at, { close: "]", item: value, noun: "a value" });
    case '"':
      return token(STRING, text, at) ?? fail(at, "a text with its closing quotation mark on the same line");
    default:
      return token(SCALAR, text, at) ?? fail(at, "a value");
  }
}

interface List {
  readonly close: string;
  readonly noun: string;
  item(text: string, at: number): number;
}

/** What stands between the brackets, from the opening one on; answers the place behind the closing one. */
function items(text: string, open: number, { close, item, noun }: List): number {
  let at = skipBlanks(text, open + 1);
  if (text[at] === close) return at + 1;
  for (;;) {
    if (text[at] === close || at === text.length) return fail(at, noun);
    at = skipBlanks(text, item(text, at));
    if (text[at] === close) return at + 1;
    if (text[at] !== ",") return fail(at, `a comma or ${close}`);
    at = skipBlanks(text, at + 1);
  }
}

function member(text: string, at: number): number {
  const name = token(STRING, text, at) ?? fail(at, "a field name in quotation marks");
  const colon = skipBlanks(text, name);
  if (text[colon] !== ":") return fail(colon, "a colon");
  return value(text, skipBlanks(text, colon + 1));
}

const skipBlanks = (text: string, at: number) => token(BLANKS, text, at) ?? at;

/** The place behind what the pattern finds here; null where it finds nothing. */
function token(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

function fail(offset: number, wanted: string): never {
  throw new Fault(offset, wanted);
}
