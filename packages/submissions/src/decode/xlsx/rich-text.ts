import type { CellProblem } from "../table/table-row.ts";
import { unescapeText } from "./unescape-text.ts";

/** A text some of whose characters are struck out, raised or lowered. */
export interface MarkedText {
  /** Without footnote marks; else with what is marked in a form that nothing reads: `294597^{1}`, `[~40~]401000`. */
  readonly text: string;
  readonly problem?: CellProblem;
  /** The footnote marks that were left out. */
  readonly footnote?: string;
}

type Mark = "plain" | "raised" | "lowered" | "struck";

interface Run {
  readonly mark: Mark;
  readonly text: string;
}

/** Collects the runs of one text after the other. Readings above the characters are left out. */
export class RichTextReader {
  #runs: Run[] = [];
  #mark: Mark = "plain";
  #isText = false;
  #readings = 0;

  open(name: string, { val = "" }: Readonly<Record<string, string>>): void {
    if (name === "rPh") this.#readings += 1;
    else if (name === "t") this.#isText = true;
    else if (name === "r") this.#mark = "plain";
    else if (name === "strike" && !/^(0|false)$/.test(val)) this.#mark = "struck";
    else if (name === "vertAlign" && this.#mark === "plain") this.#mark = MARKS.get(val) ?? "plain";
  }

  close(name: string): void {
    if (name === "rPh") this.#readings -= 1;
    else if (name === "t") this.#isText = false;
    else if (name === "r") this.#mark = "plain";
  }

  addText(text: string): void {
    if (!this.#isText || this.#readings > 0) return;
    const last = this.#runs.at(-1);
    if (last?.mark === this.#mark) this.#runs[this.#runs.length - 1] = { ...last, text: last.text + text };
    else this.#runs.push({ mark: this.#mark, text });
  }

  /** What was collected since the last time, its escapes read. */
  take(): string | MarkedText {
    const runs = this.#runs;
    this.#runs = [];
    this.#mark = "plain";
    if (runs.every(({ mark, text }) => mark === "plain" || text.trim() === ""))
      return unescapeText(runs.map(({ text }) => text).join(""));
    return composeMarked(runs.map(({ mark, text }) => ({ mark, text: unescapeText(text) })));
  }
}

const MARKS: ReadonlyMap<string, Mark> = new Map([
  ["superscript", "raised"],
  ["subscript", "lowered"],
]);

/** Longer ones are sentences, such as the notes below a table. */
const LONGEST_LABEL = 64;

function composeMarked(runs: readonly Run[]): MarkedText {
  const plain = runs.flatMap(({ mark, text }) => (mark === "plain" ? [text] : [])).join("");
  const hasDigits = /\p{N}/u.test(plain);
  let text = "";
  let footnote = "";
  let isCertain = plain.trim() !== "" && !hasDigits;
  for (const [index, run] of runs.entries()) {
    if (run.mark === "plain" || run.text.trim() === "") text += run.text;
    else if (!hasDigits && isFootnote(run, text, runs[index + 1]?.text ?? "")) footnote += run.text.trim();
    else if (!hasDigits && isExponent(run, text)) text += raised(run);
    else {
      text += WRITTEN[run.mark](run.text);
      isCertain = false;
    }
  }
  if (isCertain) return footnote === "" ? { text } : { text, footnote };
  // What was taken for a footnote is not, where the rest of the text is not certain either.
  const written = runs.map((run) => (run.mark === "plain" ? run.text : WRITTEN[run.mark](run.text))).join("");
  return written.length > LONGEST_LABEL ? { text: written } : { text: written, problem: MARKED };
}

const WRITTEN: Readonly<Record<Mark, (text: string) => string>> = {
  plain: (text) => text,
  raised: (text) => `^{${text}}`,
  lowered: (text) => `_{${text}}`,
  struck: (text) => `[~${text}~]`,
};

const FOOTNOTE = /^[[(\uff08【]?(?:\d{1,2}(?:[,、\uff0c]\d{1,2})*|[*†‡#a-z①-⑳])[\])\uff09】]?$/iu;
/** A character or a bracket, but no numeral: 十 with a raised 4 is a power. */
const BEFORE_FOOTNOTE = /(?![一二三四五六七八九十百千万亿])[\p{Script=Han})\uff09】]\s*$/u;
const LENGTH = /[米里尺寸]\s*$/u;

/** Behind a word and before nothing more than a bracket: `抚顺县` with a raised 1, but not `公里` with a raised 2. */
function isFootnote({ mark, text }: Run, before: string, after: string): boolean {
  if (mark !== "raised" || !FOOTNOTE.test(text.trim()) || !BEFORE_FOOTNOTE.test(before)) return false;
  return !(LENGTH.test(before) && /[23]/.test(text)) && /^\s*(?:$|[(\uff08【])/u.test(after);
}

/** Of a unit or a formula: km², CO₂. */
const isExponent = ({ mark, text }: Run, before: string) =>
  mark !== "struck" && /^\d$/.test(text) && (/[a-z]$/i.test(before) || (mark === "raised" && LENGTH.test(before)));

const raised = ({ mark, text }: Run) => (mark === "raised" ? "⁰¹²³⁴⁵⁶⁷⁸⁹" : "₀₁₂₃₄₅₆₇₈₉")[Number(text)] ?? "";

const MARKED: CellProblem = {
  code: "TEXT_PARTLY_MARKED",
  zh: "单元格内有部分字符为上标、下标或删除线(如脚注号、改数痕迹),无法确定数值或名称:请删去这些字符,只留要报送的内容。",
  en: "Some characters of the cell are raised, lowered or struck out (a footnote mark, a correction), so that what it says is not certain: remove them and leave only what is meant.",
};
