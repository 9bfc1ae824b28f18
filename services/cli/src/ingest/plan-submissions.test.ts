import { expect, test } from "vitest";
import { planSubmissions } from "./plan-submissions.ts";

const CSV = `region,name,indicator,period,measure,value,unit,price_basis,status,source,note
210421,抚顺县,gdp,2021,level,294597,万元,,preliminary,yearbook,
210422,新宾县,gdp,2021,level,500000,万元,,preliminary,report,
210423,清原县,gdp,2021,level,600000,万元,,preliminary,yearbook,
`;
const bytes = (text: string) => new TextEncoder().encode(text);
const JSON_BODY = {
  source: "210400-bureau",
  observations: [{ indicator: "gdp", region: "210421", period: "2021", value: "1" }],
};

test("a CSV file becomes one submission, its source column the citation", () => {
  const plan = planSubmissions(bytes(CSV), { file: "figures.csv", source: "liaoning", mode: "partial" });
  if (!plan.ok) throw new Error(plan.message);
  expect(plan.submissions).toHaveLength(1);
  expect(plan.submissions[0]?.body).toMatchObject({ source: "liaoning", mode: "partial" });
  expect(plan.submissions[0]?.body.observations[0]).toMatchObject({ region: "210421", citation: "yearbook" });
});

test("by citation, each keeps where its rows stood in the file", () => {
  const plan = planSubmissions(bytes(CSV), { file: "figures.csv", source: "liaoning", byCitation: true });
  if (!plan.ok) throw new Error(plan.message);
  expect(plan.submissions.map(({ label, fileRows }) => [label, fileRows])).toEqual([
    ["yearbook", [1, 3]],
    ["report", [2]],
  ]);
});

test("the same content has the same Idempotency-Key, other content or another mode another", () => {
  const keyOf = (text: string, mode?: "partial") => {
    const plan = planSubmissions(bytes(text), { file: "figures.csv", source: "liaoning", mode });
    return plan.ok ? plan.submissions[0]?.idempotencyKey : plan.message;
  };
  expect(keyOf(CSV)).toBe(keyOf(CSV));
  expect(keyOf(CSV)).not.toBe(keyOf(CSV.replace("294597", "294598")));
  expect(keyOf(CSV)).not.toBe(keyOf(CSV, "partial"));
});

test("a JSON body is sent as it is, and a source that contradicts it is refused", () => {
  const body = bytes(JSON.stringify(JSON_BODY));
  const plan = planSubmissions(body, { file: "body.json" });
  expect(plan.ok && plan.submissions[0]?.body).toMatchObject({ source: "210400-bureau", mode: "atomic" });
  const other = planSubmissions(body, { file: "body.json", source: "210500-bureau" });
  expect(other).toMatchObject({ ok: false, message: expect.stringContaining("210400-bureau") });
});

test("a file that is no submission says where", () => {
  const plan = planSubmissions(bytes("region,perod\n1,2\n"), { file: "figures.csv", source: "liaoning" });
  expect(plan).toMatchObject({ ok: false, issues: [{ code: "FIELD_UNKNOWN", suggestion: "period" }] });
  expect(planSubmissions(bytes(CSV), { file: "figures.csv" })).toMatchObject({
    ok: false,
    message: expect.stringContaining("--source"),
  });
});
