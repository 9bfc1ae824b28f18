import { loadReference } from "@yardstick/contracts";
import { describe, expect, it } from "vitest";
import type { AlertContent } from "../alert-change.ts";
import { benchmarkDisagreementMessage } from "./benchmark-disagreement-message.ts";
import { benchmarkDisagreementRulesFor } from "./benchmark-disagreement-rules.ts";
import type { Disagreement } from "./disagreement.ts";

const reading: Disagreement = {
  region: "210000-XY",
  accumulation: "ytd",
  period: "2021-Q1",
  periodEnd: "2021-03-31",
  published: "8.5000000000",
  pooled: "8.21449999999999999999",
  disagreement: "0.28550000000000000001",
  pooledOver: 41,
  expected: 41,
  absent: [],
};
const firing: AlertContent = {
  state: "firing",
  severity: "warning",
  reason: "NEW_BREACH",
  period: "2021-Q1",
  periodEnd: "2021-03-31",
  value: reading.published,
  threshold: reading.pooled,
  gap: reading.disagreement,
  benchmarkMethod: "published",
  rank: null,
  rankOf: null,
  outsidePlan: false,
  startsAt: "2022-03-01T08:00:00.000Z",
  resolvedAt: null,
};

function say(seen: Partial<Disagreement> | null = {}, content: Partial<AlertContent> = {}) {
  const [rule] = benchmarkDisagreementRulesFor(loadReference(), "210000-XY", "gdp");
  if (rule === undefined) throw new Error("the shipped reference data has no bureau for 210000-XY");
  return benchmarkDisagreementMessage({
    rule,
    accumulation: "ytd",
    content: { ...firing, ...content },
    reading: seen === null ? null : { ...reading, ...seen },
  });
}

describe("benchmarkDisagreementMessage", () => {
  it("says what differs, by how much, over how many members, and what to check", () => {
    expect(say()).toEqual({
      zh: "辽宁省县域2021年一季度累计地区生产总值：公布增速8.5%，41个县区中41个的汇总增速8.21%，两者相差0.29个百分点（超过0.2个百分点）。请辽宁省统计局核对公布数和各县区报送数。",
      en: "County economy of Liaoning, Gross regional product, January-March 2021: the published growth of 8.5 % and the pooled growth of 8.21 % (41 of 41 members) differ by 0.29 percentage points (more than 0.2). Liaoning Provincial Bureau of Statistics: check the published figure and the submissions of the counties and districts.",
    });
  });

  it("names the members that are not in the pool", () => {
    const absent = [
      { zh: "康平县", en: "Kangping County" },
      { zh: "法库县", en: "Faku County" },
    ];
    const { zh, en } = say({ pooledOver: 39, absent });
    expect(zh).toContain("41个县区中39个的汇总增速");
    expect(zh).toMatch(/未进入汇总：康平县、法库县。$/);
    expect(en).toContain("(39 of 41 members)");
    expect(en).toMatch(/ Not in the pool: Kangping County, Faku County\.$/);
  });

  it("cuts a long list and keeps its number", () => {
    const absent = Array.from({ length: 12 }, (_, at) => ({ zh: `县${at}`, en: `C${at}` }));
    expect(say({ absent }).zh).toContain("县9等12个县区。");
    expect(say({ absent }).en).toContain("C9 and 2 more.");
  });

  it("gives a difference without its sign, and the rates with theirs", () => {
    const seen = { published: "-1.3", pooled: "-0.999", disagreement: "-0.301" };
    expect(say(seen).zh).toContain("公布增速-1.3%，41个县区中41个的汇总增速-1.00%，两者相差0.30个百分点");
  });

  it("does not let a finding just beyond what is allowed read as if it were allowed", () => {
    expect(say({ disagreement: "0.2001" }).zh).toContain("相差0.20个百分点（超过0.2个百分点）");
  });

  it("says that it is over, and by what", () => {
    const agreed = say(
      { published: "8.2", disagreement: "-0.0145" },
      { state: "resolved", reason: "AGREES", resolvedAt: "2022-04-01T08:00:00.000Z" },
    );
    expect(agreed.zh).toMatch(/相差0\.01个百分点（未超过0\.2个百分点），预警解除。$/);
    expect(agreed.en).toMatch(/differ by 0\.01 percentage points \(no more than 0\.2\); resolved\.$/);
    const withdrawn = say(null, { state: "resolved", reason: "WITHDRAWN", resolvedAt: "2022-04-01T08:00:00.000Z" });
    expect(withdrawn.zh).toBe("辽宁省县域2021年一季度累计地区生产总值：公布增速已被报送单位撤回，预警解除。");
    expect(withdrawn.en).toMatch(/: the published growth was withdrawn by its source; resolved\.$/);
  });
});
