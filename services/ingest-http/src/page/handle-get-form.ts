import type { Access } from "@yardstick/access";
import type { ReferenceData } from "@yardstick/contracts";
import type { HttpReply, HttpRequest } from "@yardstick/runtime";
import { z } from "zod";
import { readQuery } from "../receipt/read-query.ts";
import { answerHtml } from "./answer-html.ts";
import { chooseLanguage } from "./choose-language.ts";
import { submitForm } from "./submit-form.ts";

export interface FormDeps {
  readonly access: Access;
  readonly reference: ReferenceData;
}

const formQuery = z.strictObject({ lang: z.enum(["zh", "en"]).optional() });

/** `GET /`: the form. It is open to everybody, since it says nothing that a key protects. */
export function handleGetForm(request: HttpRequest, reply: HttpReply, { access, reference }: FormDeps): HttpReply {
  const { lang } = readQuery(formQuery, request.query);
  const language = chooseLanguage(lang, request.headers["accept-language"]);
  const needsKey = access.keyring.isConfigured();
  return answerHtml(reply.header("vary", "accept-language"), submitForm({ language, needsKey, reference }));
}
