import { type HttpRequest, isLoopback } from "@yardstick/runtime";
import { bilingualProblem } from "./bilingual-problem.ts";

/**
 * Refuses what a page of somebody else's makes a browser send: a form needs no leave of the browser's, and where no key
 * is asked for, being on this machine is all that counts. Then the door has to be called by a loopback name, since a
 * foreign name can be made to point here.
 *
 * @throws HttpProblem 403 ORIGIN_NOT_ALLOWED
 */
export function requireSameOrigin({ headers }: Pick<HttpRequest, "headers">, needsKey: boolean): void {
  const { origin, host = "" } = headers;
  const site = headers["sec-fetch-site"];
  if (origin === undefined && site === undefined) return;
  const isForeign = site === "cross-site" || site === "same-site" || (origin !== undefined && hostOf(origin) !== host);
  if (!isForeign && (needsKey || isLoopback(nameIn(host)))) return;
  throw bilingualProblem({
    status: 403,
    code: "ORIGIN_NOT_ALLOWED",
    zh: "该请求来自其他网站的页面，不予接受。",
    en: "The request comes from a page of another site, which is not let in.",
  });
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

const nameIn = (host: string) => host.replace(/:\d+$/, "");
