import { MAX_ENTRY_BYTES } from "../tiles/index.ts";
import { BODIES, DIGEST, ID, TIME, type RecordKind } from "./bodies.ts";
import { decodeCanonical, encodeCanonical, isJsonMap, type Json, type JsonMap } from "./canonical.ts";
import { integer, listOf, mapOf, nullable, oneOf, simple, text, type Shape } from "./shape.ts";

/** The version of the schema that this code writes and reads. */
export const RECORD_VERSION = 1;

/**
 * One thing that happened, as it stands in the log: its canonical form is the entry.
 *
 * It holds nothing personal in clear. A person is an alias, and whatever a person may need to read later is a disclosure kept elsewhere, of
 * which only the digest stands here.
 */
export interface EvidenceRecord {
  readonly v: typeof RECORD_VERSION;
  readonly id: string;
  readonly kind: RecordKind;
  /** The origin of the log that it was written for, so that it means nothing in another. */
  readonly log: string;
  readonly emitter: string;
  /** Counts the records of the emitter from 0 on, without gaps. */
  readonly sequence: number;
  /** The digest of the emitter's record before this one; null for its first. */
  readonly previous: string | null;
  readonly time: string;
  readonly clock: "system" | "synchronized";
  readonly body: JsonMap;
  /** The digests of what was disclosed with this record, in order. */
  readonly disclosures?: readonly string[];
}

export type RecordResult =
  | { readonly kind: "record"; readonly record: EvidenceRecord; readonly bytes: Uint8Array }
  | { readonly kind: "malformed"; readonly reason: string };

const HEAD = {
  v: simple({ const: RECORD_VERSION }, (value) => value === RECORD_VERSION, `is not ${RECORD_VERSION}`),
  id: ID,
  log: text("^[^\\s+]{1,255}$", "the origin of a log"),
  emitter: text("^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$", "the name of an emitter"),
  sequence: integer(0),
  previous: nullable(DIGEST),
  time: TIME,
  clock: oneOf(["system", "synchronized"]),
} satisfies Readonly<Record<string, Shape>>;

const DISCLOSURES = { disclosures: listOf(text("^[A-Za-z0-9_-]{43}$", "the digest of a disclosure"), 64) };

const SHAPES: ReadonlyMap<string, Shape> = new Map(
  Object.entries(BODIES).map(([kind, body]) => [kind, mapOf({ ...HEAD, kind: oneOf([kind]), body }, DISCLOSURES)]),
);

/** The canonical bytes of a record, or why it may not stand in a log. */
export function encodeRecord(record: EvidenceRecord): RecordResult {
  const value: Json = { ...record };
  const reason = faultOf(value);
  if (reason !== null) return { kind: "malformed", reason };
  const bytes = encodeCanonical(value);
  if (bytes === null) return { kind: "malformed", reason: "it has no canonical form" };
  return bytes.length > MAX_ENTRY_BYTES ? tooLong(bytes) : { kind: "record", record, bytes };
}

/** The record in an entry of a log, or why the entry is none. */
export function decodeRecord(bytes: Uint8Array): RecordResult {
  if (bytes.length > MAX_ENTRY_BYTES) return tooLong(bytes);
  const decoded = decodeCanonical(bytes);
  if (decoded.kind === "malformed") return decoded;
  const reason = faultOf(decoded.value);
  return reason === null && isRecord(decoded.value)
    ? { kind: "record", record: decoded.value, bytes }
    : { kind: "malformed", reason: reason ?? "it is no record" };
}

function tooLong({ length }: Uint8Array): RecordResult {
  return { kind: "malformed", reason: `it has ${length} bytes, more than ${MAX_ENTRY_BYTES}` };
}

function faultOf(value: Json): string | null {
  if (!isJsonMap(value)) return "it is no map";
  const { kind } = value;
  const shape = typeof kind === "string" ? SHAPES.get(kind) : undefined;
  if (shape === undefined) return "its kind is not known";
  const fault = shape.check(value);
  return fault === null ? null : `\`${fault.path}\` ${fault.message}`;
}

/** Believes what `faultOf` has found. */
function isRecord(value: unknown): value is EvidenceRecord {
  return typeof value === "object" && value !== null;
}

/** The shapes above for others, as JSON Schema (2020-12). */
export function recordSchema(): JsonMap {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:writ:schema:v${RECORD_VERSION}:EvidenceRecord`,
    title: `Evidence record, version ${RECORD_VERSION}: in RFC 8785 form it is an entry of the log`,
    oneOf: Array.from(SHAPES.values(), ({ schema }) => schema),
  };
}
