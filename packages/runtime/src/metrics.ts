import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/**
 * The metrics of one process. Names are `<stage>_<noun>_<unit>_total` (counters end in `_total`); a name that is asked
 * for again answers the same metric, so that two parts of one stage may share it. Labels must be bounded: codes and
 * topics, never ids.
 */
export interface Metrics {
  readonly contentType: string;
  counter(options: MetricOptions): Counter;
  gauge(options: MetricOptions & { readonly collect?: (gauge: Gauge) => Promise<void> | void }): Gauge;
  histogram(options: MetricOptions & { readonly buckets?: readonly number[] }): Histogram;
  /** The text of `/metrics`. */
  render(): Promise<string>;
}

export interface MetricOptions {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
}

export interface CreateMetricsOptions {
  readonly registry?: Registry;
  /** Memory, event loop delay and garbage collection of the process. Default false. */
  readonly processMetrics?: boolean;
}

export function createMetrics({
  registry = new Registry(),
  processMetrics = false,
}: CreateMetricsOptions = {}): Metrics {
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const known = <Metric>(name: string, create: () => Metric): Metric =>
    (registry.getSingleMetric(name) as Metric | undefined) ?? create();
  const base = ({ name, help, labels = [] }: MetricOptions) => ({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    counter: (options) => known(options.name, () => new Counter(base(options))),
    gauge: ({ collect, ...options }) => {
      const gauge = known(options.name, () => new Gauge(base(options)));
      // Asked at each scrape. Whoever asks for the gauge last is the one that samples it.
      if (collect !== undefined) Object.assign(gauge, { collect: () => collect(gauge) });
      return gauge;
    },
    histogram: ({ buckets, ...options }) =>
      known(options.name, () => new Histogram({ ...base(options), buckets: [...(buckets ?? SECONDS_BUCKETS)] })),
    render: () => registry.metrics(),
  };
}

/** `metricName("deliver-webhook", "records_total")` is `deliver_webhook_records_total`. */
export function metricName(stage: string, rest: string): string {
  return `${stage}_${rest}`.replace(/[^A-Za-z0-9_]/g, "_");
}

/** From a quick insert on chDB to a batch that used up its deadline. */
const SECONDS_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
