import type { HttpRequest, HttpServer, ProblemBody } from "@yardstick/runtime";
import { chooseAnswer } from "../receipt/choose-answer.ts";
import { PAGE_HEADERS } from "./answer-html.ts";
import { chooseLanguage, languageAsked } from "./choose-language.ts";
import { problemPage } from "./problem-page.ts";

/** Problems become pages for those who prefer pages, wherever the problem came from. Status and headers stay. */
export function answerProblemsAsPages(server: HttpServer): void {
  server.addHook("onSend", async (request, reply, payload) => {
    const isProblem = String(reply.getHeader("content-type") ?? "").startsWith("application/problem+json");
    if (!isProblem || typeof payload !== "string" || !prefersPages(request)) return payload;
    const language = chooseLanguage(languageAsked(request.query), request.headers["accept-language"]);
    reply.headers(PAGE_HEADERS).removeHeader("content-length");
    return problemPage(JSON.parse(payload) as ProblemBody, language);
  });
}

/** Who names no type takes the problem as JSON, as RFC 9457 has it. */
const prefersPages = ({ headers }: HttpRequest) => chooseAnswer(headers.accept, ["json", "html"]) === "html";
