import { z } from "zod";

/** One message in both languages; Chinese first, since its readers are. */
export const bilingualText = z.strictObject({ zh: z.string(), en: z.string() }).meta({ id: "BilingualText" });
export type BilingualText = z.infer<typeof bilingualText>;
