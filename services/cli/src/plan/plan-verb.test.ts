import { createManualClock } from "@yardstick/runtime";
import { describe, expect, it } from "vitest";
import { EXIT } from "../exit-codes.ts";
import { runCommandLine } from "../run-command-line.ts";
import { PLAIN_STYLE } from "../terminal/style.ts";

async function run(args: readonly string[], text = "") {
  const clock = createManualClock();
  const said = { out: "", err: "" };
  const code = await runCommandLine(["plan", ...args], {
    out: (part) => {
      said.out += part;
    },
    err: (part) => {
      said.err += part;
    },
    outStyle: PLAIN_STYLE,
    errStyle: PLAIN_STYLE,
    clock,
    sleep: clock.sleep,
    readFile: async () => new TextEncoder().encode(text),
  });
  return { code, ...said };
}

const target = {
  id: "L1-parks",
  line: "L1",
  section: "一",
  textZh: "到2022年工业产业园区产值达到100亿元",
  textEn: "The output of the industrial parks reaches 10 billion yuan by 2022",
  form: "level_path",
  indicator: "industrial_park_output",
  path: [{ year: 2022, required: "100" }],
  regions: ["210421"],
  commitment: "达到",
  validFrom: "2020-01",
  deadline: "2022-12",
  direction: "higher",
  unit: "亿元",
  leadAgencies: ["fushun-finance"],
  cooperatingAgencies: [],
  alertname: "TargetBehind",
};
const planOf = (...targets: readonly unknown[]) =>
  JSON.stringify({
    id: "p",
    nameZh: "计划",
    nameEn: "Plan",
    validFrom: "2020-01",
    validTo: "2022-12",
    source: "",
    targets,
  });

/** A line of a table by its first word, the blanks between its cells as one bar. */
const lineOf = (out: string, ...words: readonly string[]) =>
  out
    .split("\n")
    .map((line) => line.replace(/ {2,}/g, "|"))
    .find((line) => words.every((word) => line.includes(word)));

describe("plan check", () => {
  it("shows the targets of a good plan by form", async () => {
    const { code, out } = await run(
      ["check", "p.json"],
      planOf(target, { ...target, id: "L2", line: "L2", deadline: null }),
    );
    expect(code).toBe(EXIT.done);
    expect(out).toContain("p.json: 计划 (p) can be loaded; 0 errors, 1 warning");
    expect(lineOf(out, "level_path")).toBe("level_path|2|2|1|L1, L2");
  });

  it("reports a dozen faults at once, each with what to do", async () => {
    const faulty = planOf(
      {
        ...target,
        indicator: "industrial_park_ouput",
        unit: "亿",
        regions: ["210421", "抚顺县"],
        leadAgencies: ["市财政局"],
      },
      { ...target, id: "L2", form: "level_pth" },
      { ...target, id: "L3", required: "100" },
      { ...target, id: "L4", path: [{ year: "2022", required: 100 }], direction: "up", alertname: "TargetBehnd" },
      { ...target, id: "L5", deadline: "2022", commitment: undefined },
      { ...target, id: "L6", deadline: null },
    );
    const { code, out } = await run(["check", "p.json"], faulty);
    expect(code).toBe(EXIT.rejected);
    expect(out).toContain("p.json: cannot be loaded; 12 errors, 1 warning");
    const expected = [
      ["L1-parks", "industrial_park_ouput", "did you mean industrial_park_output?"],
      ["L1-parks", "no unit 亿", "correct it"],
      ["L1-parks", "no region 抚顺县", "did you mean 210421?"],
      ["L1-parks", "no agency 市财政局", "did you mean fushun-finance?"],
      ["L2", "no form level_pth", "did you mean level_path?"],
      ["L3", "level_path has no field required", "leave it out"],
      ["L4", "path.0.year", "correct it"],
      ["L4", "100 is no figure in quotation marks", "correct it"],
      ["L4", '"up" is none of higher, lower', "correct it"],
      ["L4", '"TargetBehnd" is none of', "did you mean TargetBehind?"],
      ["L5", '"2022" is no month such as 2018-01', "correct it"],
      ["L5", "level_path needs the field commitment", "add it"],
      ["L6", "warning", "UNDATED", "give a deadline"],
    ];
    for (const words of expected) expect(lineOf(out, ...words), `${words.join(" / ")} in\n${out}`).toBeDefined();
  });

  it("answers one object with --json, and in Chinese with --lang zh", async () => {
    const faulty = planOf({ ...target, unit: "个" });
    const { code, out } = await run(["check", "p.json", "--json"], faulty);
    expect(code).toBe(EXIT.rejected);
    expect(JSON.parse(out)).toMatchObject({
      file: "p.json",
      plan: "p",
      errors: 1,
      warnings: 0,
      problems: [{ target: "L1-parks", field: "unit", severity: "error", code: "WRONG_UNIT" }],
      forms: null,
    });
    expect((await run(["check", "p.json", "--lang", "zh"], faulty)).out).toContain("单位个属于count,应为money");
  });

  it("names line and column where a file is no JSON", async () => {
    const { code, err } = await run(["check", "p.json"], '{"id": "p",\n "targets": [}');
    expect(code).toBe(EXIT.usage);
    expect(err).toContain("p.json is no JSON: line 2, column 14 should be a value");
  });

  it.each([[[]], [["chek", "p.json"]], [["check"]], [["check", "a", "b"]], [["list", "a"]]])(
    "refuses %j",
    async (args) => {
      const { code, err } = await run(args);
      expect(code).toBe(EXIT.usage);
      expect(err).toContain("plan check FILE, or: plan list");
    },
  );
});

describe("plan list", () => {
  it("lists the plans in use", async () => {
    const { code, out } = await run(["list"]);
    expect(code).toBe(EXIT.done);
    expect(lineOf(out, "fushun-2018-2020")).toBe(
      "fushun-2018-2020|2018-01|2020-12|76|12|抚顺市县域经济发展三年行动计划(2018-2020年)",
    );
    expect(JSON.parse((await run(["list", "--json"])).out).plans).toHaveLength(2);
  });
});
