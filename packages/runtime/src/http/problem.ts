/** RFC 9457 problem details. `code` is stable; `errors` names each place at fault; more members may follow. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly errors?: readonly ProblemPlace[];
  readonly [extension: string]: unknown;
}

export interface ProblemPlace {
  readonly path: string;
  readonly message: string;
}

export interface ProblemOptions {
  readonly status: number;
  /** Upper case with underscores, never reused for another meaning. */
  readonly code: string;
  /** What happened and what to do about it, for the one who called. Nothing of the inside. */
  readonly detail: string;
  readonly title?: string;
  readonly errors?: readonly ProblemPlace[];
  /** Further members of the body, such as `issues`. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** Thrown by a handler: the server answers it as `application/problem+json`. An expected answer, so it is not logged as an error. */
export class HttpProblem extends Error {
  readonly options: ProblemOptions;

  constructor(options: ProblemOptions) {
    super(options.detail, { cause: options.cause });
    this.name = "HttpProblem";
    this.options = options;
  }
}

export function problemBody(options: ProblemOptions, instance: string): ProblemBody {
  const { status, code, detail, errors, extensions } = options;
  return {
    ...extensions,
    type: `urn:yardstick:problem:${code.toLowerCase().replaceAll("_", "-")}`,
    title: options.title ?? TITLES[status] ?? "Error",
    status,
    detail,
    instance,
    code,
    ...(errors === undefined ? {} : { errors }),
  };
}

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Not authenticated",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  408: "Request timed out",
  409: "Conflict",
  413: "Too large",
  414: "Address too long",
  415: "Media type not supported",
  422: "Wrong shape",
  429: "Too many requests",
  431: "Headers too large",
  500: "Internal error",
  503: "Not available",
  504: "Timed out",
};
