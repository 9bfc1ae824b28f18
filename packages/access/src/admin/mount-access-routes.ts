import { HttpProblem, type HttpRequest, type HttpServer } from "@yardstick/runtime";
import type { z } from "zod";
import { AccessError } from "../access-error.ts";
import { keyIdIn } from "../keys/key-text.ts";
import type { KeyAdministration } from "../manage/key-administration.ts";
import { auditQuestion, newKey, rotation } from "../manage/new-key.ts";

/**
 * `/v1/admin/keys` and `/v1/admin/audit`, for the command line while this process holds the directory. Who may ask is
 * decided before. `administration` answers what works on behalf of a request, and throws while there is nothing yet.
 */
export function mountAccessRoutes(
  routes: HttpServer,
  administration: (request: HttpRequest) => KeyAdministration,
): void {
  routes.addHook("onSend", async (_request, reply) => {
    reply.header("cache-control", "no-store");
  });
  routes.get("/keys", async (request) => ({ data: await administration(request).list() }));
  routes.post("/keys", async (request, reply) => {
    const issued = await administration(request).create(read(newKey, jsonOf(request)));
    return reply.code(201).send(issued);
  });
  routes.post<{ Params: { id: string } }>("/keys/:id/revoke", (request) =>
    explained(administration(request).revoke(idOf(request.params.id))),
  );
  routes.post<{ Params: { id: string } }>("/keys/:id/rotate", (request) => {
    const { graceSeconds } = read(rotation, jsonOf(request));
    return explained(administration(request).rotate(idOf(request.params.id), graceSeconds));
  });
  routes.get("/audit", async (request) => ({
    data: await administration(request).audit(read(auditQuestion, request.query)),
  }));
}

function idOf(text: string): string {
  const keyId = keyIdIn(text);
  if (keyId !== null) return keyId;
  throw new HttpProblem({
    status: 404,
    code: "KEY_NOT_FOUND",
    detail: "A key's id has 12 characters, 0 to 9 and a to f.",
  });
}

async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AccessError) || error.disposition === "retry") throw error;
    const status = error.code === "KEY_NOT_FOUND" ? 404 : 409;
    throw new HttpProblem({ status, code: error.code, detail: error.message, cause: error });
  }
}

function jsonOf(request: HttpRequest): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "{}");
  } catch (cause) {
    throw new HttpProblem({ status: 400, code: "BAD_REQUEST", detail: "The body is not JSON.", cause });
  }
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  const detail = "This does not describe it; see errors.";
  throw new HttpProblem({ status: 422, code: "KEY_REQUEST_INVALID", detail, errors });
}
