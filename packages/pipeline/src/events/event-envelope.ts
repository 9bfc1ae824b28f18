/** The CloudEvents 1.0 attributes that every record of ours carries as headers (Kafka protocol binding, binary mode). */
export interface EventEnvelope {
  /** Unique per source. After ingress it is derived from what caused the event: see `deriveEventId`. */
  readonly id: string;
  /** `<noun>-<past verb>.v<N>`. */
  readonly type: string;
  readonly source: string;
  /** RFC 3339. */
  readonly time: string;
  /** The submission id, from ingress to alert; null where the producer gave none. */
  readonly correlationId: string | null;
  /** W3C trace context, carried on unchanged. */
  readonly traceparent: string | null;
  /** CloudEvents' auth context: the id of the key that the submission was sent with; null where it was none. */
  readonly authId: string | null;
}
