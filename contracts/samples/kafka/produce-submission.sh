#!/bin/sh
# Produces a submission with kcat and prints where its receipt will be.
#   sh produce-submission.sh submission.json [id]
# BROKER, TOPIC and INGEST_URL say where; KCAT_FLAGS adds settings of librdkafka (-X security.protocol=SASL_SSL ...).
set -eu

file=$1
source=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["source"])' "$file")
# Derived from the content: producing the same file again is the same submission, and changes nothing.
id=${2:-$(sha256sum "$file" | cut -c 1-32)}

# A file named as an argument is one record; from a pipe every line would be one.
# shellcheck disable=SC2086
kcat -P -b "${BROKER:-localhost:9092}" -t "${TOPIC:-yardstick.submission-received}" -k "$source" \
  -X partitioner=murmur2_random -X acks=all -X message.max.bytes=16777216 ${KCAT_FLAGS:-} \
  -H ce_specversion=1.0 \
  -H "ce_id=$id" \
  -H ce_type=submission-received.v1 \
  -H "ce_source=$source" \
  -H "ce_time=$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
  -H content-type=application/json \
  "$file"
echo "${INGEST_URL:-http://localhost:8080}/v1/submissions/$id"
