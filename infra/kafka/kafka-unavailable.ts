/** This machine lacks what a broker from jars needs; the message says what to install. */
export class KafkaUnavailable extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "KafkaUnavailable";
  }
}
