import { type HttpRequest, isLoopback } from "@yardstick/runtime";
import { bilingualProblem } from "./bilingual-problem.ts";

/**
 * Refuses what a page of somebody else's makes a browser send: a form needs no leave of the browser's, and where no key
 * is asked for, being on this machine is all that counts. Then the door has to be called by a loopback name, since a
 * foreign name can be made to point here. What is no browser sends neither header.
 *
 * @throws HttpProblem 403 ORIGIN_NOT_ALLOWED
 */
export function requireSameOrigin({ headers }: Pick<HttpRequest, "headers">, needsKey: boolean): void {
  const { origin, host = "" } = headers;
  const site = headers["sec-fetch-site"];
  if (origin === undefined && site === undefined) return;
  // Browsers say it themselves where the address is one that they trust; Origin may then be left out, or null.
  const isOwn = site === undefined ? hostOf(origin) === host : site === "same-origin" || site === "none";
  if (isOwn && (needsKey || isLoopback(nameIn(host)))) return;
  throw bilingualProblem({
    status: 403,
    code: "ORIGIN_NOT_ALLOWED",
    zh: "该请求来自其他网站的页面，不予接受。",
    en: "The request comes from a page of another site, which is not let in.",
  });
}

function hostOf(origin: string | undefined): string | null {
  return origin !== undefined && URL.canParse(origin) ? new URL(origin).host : null;
}

const nameIn = (host: string) => host.replace(/:\d+$/, "");
