export interface RecentSubmission {
  readonly source: string;
  readonly contentSha256: string;
  /** The publication in hand or done; null after one that failed, so that the next request tries again. */
  published: Promise<unknown> | null;
}

export interface RecentSubmissions {
  get(submissionId: string): RecentSubmission | undefined;
  add(submissionId: string, submission: RecentSubmission): void;
}

/**
 * What this process has taken in of late, so that a repetition under one Idempotency-Key is seen before the warehouse
 * knows of the first. Bounded: the oldest is forgotten, and what passes unseen the store stage rejects (`ID_REUSED`).
 */
export function createRecentSubmissions(maxEntries: number): RecentSubmissions {
  const recent = new Map<string, RecentSubmission>();
  return {
    get: (submissionId) => recent.get(submissionId),
    add: (submissionId, submission) => {
      if (maxEntries === 0) return;
      recent.delete(submissionId);
      recent.set(submissionId, submission);
      const oldest = recent.keys().next().value;
      if (recent.size > maxEntries && oldest !== undefined) recent.delete(oldest);
    },
  };
}
