/** An event to be published. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  /** RFC 3339. For derived events the time of their cause, so that a replay makes the same bytes. */
  readonly time: string;
  /** JSON; a Uint8Array is taken as JSON text that is encoded already. */
  readonly data: unknown;
  readonly correlationId?: string | null | undefined;
  readonly traceparent?: string | null | undefined;
  /** Id of the key that the submission was sent with. */
  readonly authId?: string | null | undefined;
}

export interface EncodedEvent {
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Uint8Array;
}

/** Headers and value of a record, CloudEvents 1.0 in binary mode. */
export function encodeEvent(event: NewEvent): EncodedEvent {
  const { id, type, source, time, data, correlationId, traceparent, authId } = event;
  return {
    headers: {
      ce_specversion: "1.0",
      ce_id: id,
      ce_type: type,
      ce_source: source,
      ce_time: time,
      "content-type": "application/json",
      ...(correlationId ? { ce_correlationid: correlationId } : {}),
      ...(traceparent ? { traceparent } : {}),
      ...(authId ? { ce_authtype: "service_account", ce_authid: authId } : {}),
    },
    value: data instanceof Uint8Array ? data : new TextEncoder().encode(JSON.stringify(data)),
  };
}
