#!/usr/bin/env python3
"""Produces a submission into Yardstick's Kafka and says where its receipt will be.

    python3 produce-submission.py submission.json --broker localhost:9092

The file is the body of POST /v1/submissions: see
contracts/generated/json-schema/events/submission-received.v1.schema.json.
Needs confluent-kafka (requirements.txt).
"""

import argparse
import datetime
import hashlib
import json
import sys
import urllib.parse

from confluent_kafka import KafkaException, Producer

MAX_MESSAGE_BYTES = 16 * 1024 * 1024
DELIVERY_TIMEOUT_S = 60


def main() -> int:
    options = read_arguments()
    with open(options.file, "rb") as file:
        body = file.read()
    source = json.loads(body)["source"]
    # Derived from the content: producing the same file again is the same submission, and changes nothing.
    submission_id = options.id or hashlib.sha256(body).hexdigest()[:32]
    error = produce(options, source, submission_id, body)
    if error is not None:
        print(f"{options.file} was not delivered: {error}", file=sys.stderr)
        return 1
    print(f"{options.ingest_url}/v1/submissions/{urllib.parse.quote(submission_id, safe='')}")
    return 0


def produce(options: argparse.Namespace, source: str, submission_id: str, body: bytes):
    """Appends one record and waits until every in-sync replica has it. Answers what went wrong, or None."""
    producer = Producer(
        {
            "bootstrap.servers": options.broker,
            "acks": "all",
            "enable.idempotence": True,
            # Yardstick places keys as Java clients do; librdkafka's own default is another partitioner.
            "partitioner": "murmur2_random",
            "message.max.bytes": MAX_MESSAGE_BYTES,
            "message.timeout.ms": DELIVERY_TIMEOUT_S * 1000,
            **dict(setting.split("=", 1) for setting in options.config),
        }
    )
    outcome = ["the broker did not answer"]

    def delivered(error, _message):
        outcome[0] = error

    headers = {
        "ce_specversion": "1.0",
        "ce_id": submission_id,
        "ce_type": "submission-received.v1",
        "ce_source": source,
        "ce_time": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds"),
        "content-type": "application/json",
    }
    try:
        # Key, ce_source and the body's source are the same, or the submission is rejected: SOURCE_MISMATCH.
        producer.produce(options.topic, key=source, value=body, headers=headers, on_delivery=delivered)
        producer.flush(DELIVERY_TIMEOUT_S + 5)
    except (KafkaException, BufferError) as error:
        return error
    return outcome[0]


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Produces a submission and prints the address of its receipt.")
    parser.add_argument("file", help="the body of POST /v1/submissions, as JSON")
    parser.add_argument("--broker", default="localhost:9092", help="host:port, several with commas")
    parser.add_argument("--topic", default="yardstick.submission-received")
    parser.add_argument("--id", help="id of the submission, unique within its source; else a digest of the file")
    parser.add_argument("--ingest-url", default="http://localhost:8080", help="where receipts are asked for")
    parser.add_argument(
        "--config",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a setting of librdkafka, such as security.protocol=SASL_SSL; can be repeated",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
