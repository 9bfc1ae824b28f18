import { gzipSync } from "node:zlib";
import { problem } from "@yardstick/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type IngestBench, openIngestBench } from "../ingest-bench.ts";

let bench: IngestBench;
beforeEach(async () => {
  bench = await openIngestBench();
});
afterEach(() => bench.close());

const TABLE = "region,indicator,period,value,unit\n210421,gdp,2021,294597,万元\n";
const SOURCE = "?source=210400-bureau";
const LINE = '{"region":"210421","indicator":"gdp","period":"2021","value":"294597","unit":"万元"}\n';
const JSON_BODY = JSON.stringify({ source: "210400-bureau", observations: [JSON.parse(LINE)] });

const SDMX_CSV =
  "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE\ndataflow,LN:FIGURES(1.0),I,210421,gdp,2021,294597\n";
const SDMX_ML = `<?xml version="1.0"?>
<m:StructureSpecificData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common" xmlns:ss="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific">
<m:Header><m:ID>a</m:ID><m:Structure structureID="S"><c:Structure><Ref agencyID="LN" id="FIGURES" version="1.0"/></c:Structure></m:Structure></m:Header>
<m:DataSet ss:structureRef="S"><Obs REF_AREA="210421" INDICATOR="gdp" TIME_PERIOD="2021" OBS_VALUE="294597"/></m:DataSet>
</m:StructureSpecificData>`;
const dimension = (id: string, value: string) => ({ id, values: [{ id: value, name: value }] });
const SDMX_JSON = JSON.stringify({
  meta: { schema: "https://json.sdmx.org/2.0.0/sdmx-json-data-schema.json" },
  data: {
    structures: [
      {
        dimensions: {
          observation: [
            dimension("REF_AREA", "210421"),
            dimension("INDICATOR", "gdp"),
            dimension("TIME_PERIOD", "2021"),
          ],
        },
        measures: { observation: [{ id: "OBS_VALUE" }] },
      },
    ],
    dataSets: [{ structure: 0, observations: { "0:0:0": ["294597"] } }],
  },
});

const GB_TABLE = Buffer.concat([
  Buffer.from("region,indicator,period,value,unit\n210421,gdp,2021,294597,"),
  // 万元 in GB18030.
  Buffer.from([0xcd, 0xf2, 0xd4, 0xaa, 0x0a]),
]);

interface Sent {
  readonly type: string;
  readonly payload: string | Buffer;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const send = ({ type, payload, query = SOURCE, headers = {} }: Sent) =>
  bench.server.inject({
    method: "POST",
    url: `/v1/submissions${query}`,
    payload,
    headers: { "content-type": type, ...headers },
  });

async function published() {
  return (await bench.records()).map(({ value }) => JSON.parse(Buffer.from(value ?? []).toString()));
}

/** Status and code of an answer that is a problem by the contract, in both languages. */
async function problemOf(answer: ReturnType<typeof send>) {
  const { statusCode, json } = await answer;
  const body = problem.parse(json());
  expect(body.status).toBe(statusCode);
  expect(json()).toMatchObject({ message: { zh: expect.any(String), en: expect.any(String) } });
  return [statusCode, body.code];
}

describe("a body is read by its type, its name and its bytes", () => {
  it.each<[string, Sent, string, string]>([
    ["lines of JSON", { type: "application/x-ndjson", payload: LINE }, "ndjson", "line 1"],
    ["lines by their other name", { type: "application/jsonl; charset=utf-8", payload: LINE }, "ndjson", "line 1"],
    ["a table", { type: "text/csv; charset=utf-8; header=present", payload: TABLE }, "csv", "D2"],
    ["a table in GB18030", { type: "text/csv; charset=GB18030", payload: GB_TABLE }, "csv", "D2"],
    ["a table with tabs", { type: "text/tab-separated-values", payload: TABLE.replaceAll(",", "\t") }, "csv", "D2"],
    ["a table as Windows calls it", { type: "application/vnd.ms-excel", payload: TABLE }, "csv", "D2"],
    [
      "a table by its name alone",
      { type: "application/octet-stream", payload: TABLE, query: `${SOURCE}&fileName=2021.csv` },
      "csv",
      "D2",
    ],
    [
      "lines by the name in Content-Disposition",
      {
        type: "application/octet-stream",
        payload: LINE,
        headers: { "content-disposition": 'attachment; filename="2021.jsonl"' },
      },
      "ndjson",
      "line 1",
    ],
    [
      "a packed table",
      { type: "text/csv", payload: gzipSync(TABLE), headers: { "content-encoding": "gzip" } },
      "csv",
      "D2",
    ],
  ])("%s", async (_, sent, format, place) => {
    const answer = await send(sent);
    expect([answer.statusCode, answer.body]).toEqual([202, expect.any(String)]);
    const [body] = await published();
    expect(body).toMatchObject({
      source: "210400-bureau",
      mode: "atomic",
      origin: { format },
      observations: [{ region: "210421", indicator: "gdp", period: "2021", value: "294597", unit: "万元", place }],
    });
  });

  it.each<[string, string, string, string]>([
    ["application/vnd.sdmx.data+csv; version=2.0.0; labels=id", SDMX_CSV, "sdmx-csv", "G2"],
    ["text/csv", SDMX_CSV, "sdmx-csv", "G2"],
    ["application/vnd.sdmx.data+json; version=2.0.0", SDMX_JSON, "sdmx-json", "dataSets/0/observations/0:0:0"],
    ["application/vnd.sdmx.structurespecificdata+xml; version=2.1", SDMX_ML, "sdmx-ml", "line 4"],
    ["application/vnd.sdmx.data+xml; version=3.0.0", SDMX_ML, "sdmx-ml", "line 4"],
    ["application/xml", SDMX_ML, "sdmx-ml", "line 4"],
    ["text/xml; charset=utf-8", SDMX_ML, "sdmx-ml", "line 4"],
    ["application/octet-stream", SDMX_ML, "sdmx-ml", "line 4"],
    ["application/octet-stream", SDMX_CSV, "sdmx-csv", "G2"],
  ])("%s of SDMX", async (type, payload, format, place) => {
    const answer = await send({ type, payload });
    expect([answer.statusCode, answer.body]).toEqual([202, expect.any(String)]);
    expect(await published()).toMatchObject([
      {
        origin: { format },
        observations: [{ region: "210421", indicator: "gdp", period: "2021", value: "294597", place }],
      },
    ]);
  });

  it("keeps the name of the file, and gives the same bytes the same content", async () => {
    const headers = { "idempotency-key": "k", "content-disposition": "attachment; filename*=UTF-8''%E5%8E%BF.csv" };
    const sent = { type: "text/csv", payload: TABLE, headers };
    expect([(await send(sent)).statusCode, (await send(sent)).statusCode]).toEqual([202, 202]);
    expect(await published()).toMatchObject([{ origin: { fileName: "县.csv" } }]);
  });

  it.each<[string, Sent, number, string]>([
    ["another type", { type: "text/plain", payload: "x" }, 415, "MEDIA_TYPE_NOT_SUPPORTED"],
    ["a table without headings", { type: "text/csv; header=absent", payload: TABLE }, 415, "MEDIA_TYPE_NOT_SUPPORTED"],
    ["what nothing tells", { type: "application/octet-stream", payload: "\u0001\u0002" }, 415, "FORMAT_NOT_KNOWN"],
    [
      "another encoding",
      { type: "text/csv", payload: "x", headers: { "content-encoding": "br" } },
      415,
      "CONTENT_ENCODING_NOT_SUPPORTED",
    ],
    [
      "what is not packed",
      { type: "text/csv", payload: TABLE, headers: { "content-encoding": "gzip" } },
      400,
      "BODY_NOT_GZIP",
    ],
    [
      "an unknown feed",
      { type: "text/csv", payload: TABLE, query: `${SOURCE}&feed=nope` },
      400,
      "QUERY_PARAMETER_INVALID",
    ],
    ["nobody's figures", { type: "text/csv", payload: TABLE, query: "" }, 422, "WRONG_SHAPE"],
    [
      "a name beside JSON",
      { type: "application/json", payload: JSON_BODY, query: "?fileName=a" },
      400,
      "QUERY_PARAMETER_INVALID",
    ],
    ["no bytes", { type: "text/csv", payload: "" }, 422, "WRONG_SHAPE"],
  ])("refuses %s", async (_, sent, status, code) => {
    expect(await problemOf(send(sent))).toEqual([status, code]);
    expect(await published()).toEqual([]);
  });

  it("bounds a file as it is sent and as it unpacks", async () => {
    await bench.close();
    bench = await openIngestBench({ env: { YARDSTICK_INGEST_MAX_FILE_BYTES: "65536" } });
    const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024, 0x20));
    const type = "text/csv";
    const packed = { "content-encoding": "gzip" };
    expect(bomb.length).toBeLessThan(65_536);
    expect(await problemOf(send({ type, payload: bomb, headers: packed }))).toEqual([413, "FILE_TOO_LARGE"]);
    expect(await problemOf(send({ type, payload: Buffer.alloc(65_537, 0x20) }))).toEqual([413, "BODY_TOO_LARGE"]);
    expect(await published()).toEqual([]);
  });

  it("names the cells at fault in both languages", async () => {
    const payload = "region,indicator,period,value,unit\n210421,gdp,2021,294597,万元\n210422,gdp,,1,万元\n";
    const { json } = await send({ type: "text/csv", payload });
    const [first] = json().issues;
    expect(first).toMatchObject({ row: 2, message: { zh: expect.any(String), en: expect.any(String) } });
    expect(first.place).toMatch(/^[A-E]3$/);
  });

  it("never fails of itself on junk", async () => {
    const junk = [
      "",
      "\0",
      "{",
      "[]",
      "<",
      "<a/>",
      "DATAFLOW,X\n1",
      "PK\u0003\u0004",
      ",,,\n,,,",
      '"',
      "\ufeff",

      "a".repeat(70_000),
    ];
    const types = [
      "application/json",
      "application/x-ndjson",
      "text/csv; charset=gb18030",
      "application/vnd.sdmx.data+csv",
      "application/vnd.sdmx.data+json",
      "application/vnd.sdmx.genericdata+xml",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "application/octet-stream",
    ];
    for (const type of types) {
      for (const payload of junk) {
        for (const query of ["", SOURCE, `${SOURCE}&fileName=a.csv&dryRun=true`]) {
          const { statusCode } = await send({ type, payload, query });
          expect([type, payload.slice(0, 20), query, statusCode < 500]).toEqual([
            type,
            payload.slice(0, 20),
            query,
            true,
          ]);
        }
      }
    }
    expect(await published()).toEqual([]);
  });
});

describe("a form", () => {
  interface Part {
    readonly name: string;
    readonly value: string;
    readonly fileName?: string;
    readonly type?: string;
  }
  const FILE: Part = { name: "file", value: TABLE, fileName: "2021.csv", type: "text/csv" };
  const FROM: Part = { name: "source", value: "210400-bureau" };

  const bodyOf = (parts: readonly Part[], end = "--b--\r\n") =>
    `${parts
      .map(({ name, value, fileName, type }) => {
        const file = fileName === undefined ? "" : `; filename="${fileName}"\r\ncontent-type: ${type ?? "text/plain"}`;
        return `--b\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
      })
      .join("")}${end}`;
  const sendForm = (payload: string, { query = "", headers = {}, type = "multipart/form-data; boundary=b" } = {}) =>
    send({ type, payload, query, headers });

  it("is one file and the fields before it", async () => {
    const answer = await sendForm(
      bodyOf([FROM, { name: "mode", value: "partial" }, { name: "feed", value: "" }, FILE]),
    );
    expect([answer.statusCode, answer.body]).toEqual([202, expect.any(String)]);
    expect(await published()).toMatchObject([
      { source: "210400-bureau", mode: "partial", origin: { format: "csv", fileName: "2021.csv" } },
    ]);
  });

  it("may say in the query string what its fields do not, and be a dry run", async () => {
    const answer = await sendForm(bodyOf([FILE]), { query: `${SOURCE}&dryRun=true` });
    expect([answer.statusCode, answer.json().rows]).toEqual([200, [{ row: 1, place: "D2", outcome: "accepted" }]]);
    expect(await published()).toEqual([]);
  });

  it("takes JSON with its own envelope, which no field may contradict", async () => {
    const file = { name: "file", value: JSON_BODY, fileName: "a.json", type: "application/json" };
    expect((await sendForm(bodyOf([FROM, file]))).statusCode).toBe(202);
    expect(Buffer.from((await bench.records())[0]?.value ?? []).toString()).toBe(JSON_BODY);
    const other = { name: "source", value: "210500-bureau" };
    expect(await problemOf(sendForm(bodyOf([other, file])))).toEqual([400, "QUERY_PARAMETER_INVALID"]);
  });

  it.each<[string, string, number, string]>([
    ["two files", bodyOf([FROM, FILE, FILE]), 400, "FILE_NOT_LAST"],
    ["a field behind the file", bodyOf([FILE, FROM]), 422, "WRONG_SHAPE"],
    [
      "a field behind a file that speaks for itself",
      bodyOf([FROM, FILE, { name: "mode", value: "partial" }]),
      400,
      "FILE_NOT_LAST",
    ],
    ["no file", bodyOf([FROM]), 400, "FILE_MISSING"],
    [
      "a file that was not chosen",
      bodyOf([FROM, { ...FILE, value: "", fileName: "", type: "application/octet-stream" }]),
      400,
      "FILE_MISSING",
    ],
    ["a file by another name", bodyOf([FROM, { ...FILE, name: "upload" }]), 400, "FORM_UNREADABLE"],
    ["an unknown field", bodyOf([{ name: "sauce", value: "a" }, FILE]), 400, "QUERY_PARAMETER_INVALID"],
    ["a field twice", bodyOf([FROM, FROM, FILE]), 400, "QUERY_PARAMETER_INVALID"],
    [
      "a field that is too long",
      bodyOf([{ name: "source", value: "a".repeat(5_000) }, FILE]),
      400,
      "QUERY_PARAMETER_INVALID",
    ],
    ["more fields than there are", bodyOf([...Array.from({ length: 40 }, () => FROM), FILE]), 400, "FORM_UNREADABLE"],
    ["no end", bodyOf([FROM, FILE], ""), 400, "BODY_INCOMPLETE"],
    ["nothing", "", 400, "FILE_MISSING"],
    ["junk", "junk", 400, "FORM_UNREADABLE"],
  ])("refuses %s", async (_, payload, status, code) => {
    expect(await problemOf(sendForm(payload))).toEqual([status, code]);
    expect(await published()).toEqual([]);
  });

  it("is refused without a boundary, and packed", async () => {
    expect(await problemOf(sendForm(bodyOf([FROM, FILE]), { type: "multipart/form-data" }))).toEqual([
      400,
      "FORM_UNREADABLE",
    ]);
    const headers = { "content-encoding": "gzip" };
    expect(await problemOf(sendForm(bodyOf([FROM, FILE]), { headers }))).toEqual([
      415,
      "CONTENT_ENCODING_NOT_SUPPORTED",
    ]);
  });

  it.each([
    [{ origin: "https://evil.example", host: "127.0.0.1:8080" }, 403],
    [{ origin: "null", host: "127.0.0.1:8080" }, 403],
    [{ "sec-fetch-site": "cross-site", host: "127.0.0.1:8080" }, 403],
    [{ "sec-fetch-site": "same-site", host: "127.0.0.1:8080" }, 403],
    // A foreign name that points here.
    [{ "sec-fetch-site": "same-origin", origin: "http://evil.example:8080", host: "evil.example:8080" }, 403],
    [{ origin: "http://localhost:8080", host: "localhost:8080" }, 202],
    [{ origin: "null", "sec-fetch-site": "same-origin", host: "127.0.0.1:8080" }, 202],
  ])("from %o is answered %i", async (headers, status) => {
    expect((await sendForm(bodyOf([FROM, FILE]), { headers })).statusCode).toBe(status);
  });
});
