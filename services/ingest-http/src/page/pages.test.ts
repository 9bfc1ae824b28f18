import { problem, type Receipt } from "@yardstick/contracts";
import { afterEach, describe, expect, it } from "vitest";
import { type BenchOptions, type IngestBench, openIngestBench } from "../ingest-bench.ts";
import { chooseLanguage } from "./choose-language.ts";
import { html, markupOf } from "./html.ts";
import { problemPage } from "./problem-page.ts";
import { receiptPage } from "./receipt-page.ts";

let bench: IngestBench | undefined;
afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

async function open(options: BenchOptions = {}): Promise<IngestBench> {
  bench = await openIngestBench(options);
  return bench;
}

const BROWSER = {
  accept: "text/html,application/xhtml+xml,*/*;q=0.8",
  "accept-language": "en-GB,en;q=0.9",
  host: "127.0.0.1:8080",
  origin: "http://127.0.0.1:8080",
  "sec-fetch-site": "same-origin",
};
const TABLE = "region,indicator,period,value,unit\n210421,gdp,2021,294597,万元\nnowhere,gdp,2021,1,万元\n";

interface Sent {
  readonly fields?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly file?: string;
}

function submitForm({ server }: IngestBench, { fields = {}, query = "", headers = {}, file = TABLE }: Sent) {
  const parts = Object.entries({ source: "210400-bureau", ...fields }).map(
    ([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const last = `--b\r\ncontent-disposition: form-data; name="file"; filename="2021.csv"\r\ncontent-type: text/csv\r\n\r\n${file}\r\n--b--\r\n`;
  return server.inject({
    method: "POST",
    url: `/${query}`,
    payload: `${parts.join("")}${last}`,
    headers: { ...BROWSER, "content-type": "multipart/form-data; boundary=b", ...headers },
  });
}

const XSS = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;

describe("a page", () => {
  it("shows what senders wrote, and runs none of it", () => {
    const issue = { rule: XSS, code: XSS, severity: "error", row: 1, place: XSS, field: XSS, coordinate: XSS } as const;
    const receipt: Receipt = {
      submissionId: XSS,
      source: XSS,
      state: "stored",
      contentSha256: XSS,
      origin: { format: "csv", fileName: XSS, feed: XSS },
      counts: { accepted: 1, superseded: 0, unchanged: 0, rejected: 0 },
      issueCounts: { [XSS]: 1 },
      issues: [{ ...issue, message: { zh: XSS, en: XSS }, suggestion: XSS }],
      nextCursor: XSS,
    };
    const pages = (["zh", "en"] as const).flatMap((language) => [
      receiptPage(receipt, { language, isFirstPage: false, limit: 5 }),
      receiptPage({ ...receipt, submissionId: undefined }, { language, isFirstPage: true, limit: undefined }),
      problemPage(
        { ...PROBLEM, code: XSS, detail: XSS, message: { zh: XSS, en: XSS }, issues: receipt.issues },
        language,
      ),
    ]);
    for (const page of pages) {
      expect(page).toContain("&quot;&gt;&lt;script&gt;alert(1)");
      expect(page).not.toMatch(/<script|<img|onerror='|href="[^"]*"[^ >r]/);
    }
  });

  it("escapes texts, and shows what would turn the text around them", () => {
    expect(markupOf(html`<a title="${'"\u202e<\u0000'}">${null}${[html`<b>${1}</b>`]}</a>`)).toBe(
      '<a title="&quot;\ufffd&lt;\ufffd"><b>1</b></a>',
    );
  });

  it.each([
    [undefined, undefined, "zh"],
    [undefined, "en-GB,en;q=0.9,zh;q=0.8", "en"],
    [undefined, "fr, zh-CN;q=0.5, en;q=0.4", "zh"],
    [undefined, "fr", "zh"],
    ["en", "zh-CN", "en"],
  ] as const)("asked for %s by a browser of %s is in %s", (asked, header, language) => {
    expect(chooseLanguage(asked, header)).toBe(language);
  });
});

const PROBLEM = { type: "urn:x", title: "t", status: 422, detail: "d", instance: "/", code: "C" };

describe("the form", () => {
  it("is in the browser's language, offers the feeds, and asks for a key only where there are some", async () => {
    const { server } = await open();
    const page = await server.inject({ url: "/", headers: BROWSER });
    expect([page.statusCode, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(page.headers["content-security-policy"]).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
    );
    expect(page.body).toContain('<html lang="en">');
    expect(page.body).toContain('name="file" required');
    expect(page.body).not.toContain('type="password"');
    expect((await server.inject({ url: "/?lang=zh", headers: BROWSER })).body).toContain("报送数据");
    expect((await server.inject({ url: "/?lang=fr" })).statusCode).toBe(400);
    await bench?.close();
    const keyed = await open({ keys: [{}] });
    expect((await keyed.server.inject({ url: "/", headers: BROWSER })).body).toContain('type="password"');
  });

  it("leads to the receipt's page", async () => {
    const form = await open();
    const answer = await submitForm(form, { query: "?lang=en", fields: { mode: "partial", feed: "" } });
    expect(answer.statusCode).toBe(303);
    const location = String(answer.headers.location);
    expect(location).toMatch(/^\/v1\/submissions\/sub_[0-9a-z]{32}\?format=html&lang=en$/);
    const receipt = await form.server.inject({ url: location, headers: BROWSER });
    expect(receipt.body).toContain('<meta http-equiv="refresh" content="3">');
    expect(receipt.body).toContain("Received, being processed");
    expect((await form.records()).length).toBe(1);
  });

  it("checks without storing, and names the cells", async () => {
    const form = await open();
    const answer = await submitForm(form, { query: "?lang=en&dryRun=true" });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain("nothing has been stored");
    expect(answer.body).toContain("<li>A3</li>");
    expect(answer.body).not.toContain("http-equiv");
    expect(await form.records()).toEqual([]);
  });

  it("says on a page what is wrong", async () => {
    const form = await open();
    const answer = await submitForm(form, { fields: { source: "Not A Source" }, query: "?lang=zh" });
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([400, "text/html; charset=utf-8"]);
    expect(answer.body).toContain("没有受理");
    expect(answer.body).toContain("QUERY_PARAMETER_INVALID");
    const foreign = await submitForm(form, { headers: { "sec-fetch-site": "cross-site" } });
    expect([foreign.statusCode, foreign.body.includes("ORIGIN_NOT_ALLOWED")]).toEqual([403, true]);
    expect(await form.records()).toEqual([]);
  });

  it("sends the key in its field, and leaves the browser a pass for this receipt alone", async () => {
    const form = await open({ keys: [{}, {}] });
    expect((await submitForm(form, {})).statusCode).toBe(401);
    expect((await submitForm(form, { fields: { key: "ysk_no" } })).statusCode).toBe(401);
    const answer = await submitForm(form, { fields: { key: ` ${form.keys[0]} ` } });
    expect(answer.statusCode).toBe(303);
    expect((await form.records())[0]?.headers).toMatchObject({ ce_authid: form.keys[0]?.split("_")[1] });
    const location = String(answer.headers.location);
    const cookie = String(answer.headers["set-cookie"]).split(";")[0] ?? "";
    expect((await form.server.inject({ url: location, headers: { ...BROWSER, cookie } })).statusCode).toBe(200);
    const without = await form.server.inject({ url: location, headers: BROWSER });
    expect([without.statusCode, without.body.includes("KEY_MISSING")]).toEqual([401, true]);
    const second = await submitForm(form, { fields: { key: form.keys[1] ?? "" } });
    const other = await form.server.inject({ url: String(second.headers.location), headers: { ...BROWSER, cookie } });
    expect(other.statusCode).toBe(401);
  });
});

describe("problems", () => {
  it("are pages for browsers and JSON for everybody else, also of what does not exist", async () => {
    const { server } = await open();
    const page = await server.inject({ url: "/nowhere", headers: BROWSER });
    expect([page.statusCode, page.body.includes("NO_SUCH_PATH")]).toEqual([404, true]);
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    const json = await server.inject({ url: "/v1/submissions/nope", headers: { accept: "*/*" } });
    expect(problem.parse(json.json()).code).toBe("SUBMISSION_UNKNOWN");
  });
});
