import { z } from "zod";
import { atDeadline, base, component, figure, none, path, rankedBy, scopeId, yearly } from "./target-fields.ts";

const indicator = z.string();

/** The fields of each form beside the common ones. DOMAIN §6. */
export const FORMS = {
  growth_above_benchmark: { form: z.literal("growth_above_benchmark"), indicator, scope: scopeId, judged: yearly },
  growth_above_indicator: {
    form: z.literal("growth_above_indicator"),
    indicator,
    comparedIndicator: z.string().describe("Whose growth it has to exceed, in the same region and period."),
    scope: none,
    judged: yearly,
  },
  level_path: { form: z.literal("level_path"), indicator, scope: none, path, judged: yearly },
  share_path: {
    form: z.literal("share_path"),
    indicator,
    denominatorRegion: z.string().describe("Region whose level is 100 %."),
    scope: none,
    path,
    judged: atDeadline,
  },
  rank_within: {
    form: z.literal("rank_within"),
    indicator,
    scope: scopeId,
    rankedBy,
    required: figure.describe("The worst rank that meets it."),
    judged: atDeadline,
  },
  middle_third: {
    form: z.literal("middle_third"),
    indicator,
    scope: scopeId,
    rankedBy,
    countedRegions: z.array(z.string()).min(1).describe("At least one of them has to reach the first two thirds."),
    judged: atDeadline,
  },
  average_growth: {
    form: z.literal("average_growth"),
    indicator,
    scope: none,
    required: figure.describe("Average growth a year, in %."),
    base,
    judged: atDeadline,
  },
  count: { form: z.literal("count"), indicator, scope: none, required: figure, judged: atDeadline },
  coverage: { form: z.literal("coverage"), indicator, scope: none, required: figure, judged: atDeadline },
  at_least_one_per_region: {
    form: z.literal("at_least_one_per_region"),
    indicator,
    scope: none,
    required: z.literal("1").default("1"),
    judged: atDeadline,
  },
  count_per_year: { form: z.literal("count_per_year"), indicator, scope: none, required: figure, judged: yearly },
  cumulative_count: {
    form: z.literal("cumulative_count"),
    indicator,
    scope: none,
    required: figure.describe("How many are added between the base and the deadline."),
    base,
    judged: atDeadline,
  },
  yes_or_no: { form: z.literal("yes_or_no"), indicator, scope: none, judged: z.enum(["yearly", "at_deadline"]) },
  assessment_score: {
    form: z.literal("assessment_score"),
    indicator: none,
    scope: none,
    required: figure.nullable().describe("Score that meets it; null until it is known."),
    components: z.array(component).min(1),
    judged: yearly,
  },
} as const;
