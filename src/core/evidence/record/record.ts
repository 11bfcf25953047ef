import { MAX_ENTRY_BYTES } from "../tiles/index.ts";
import { BODIES, DIGEST, ID, TIME, type RecordKind } from "./bodies.ts";
import { utf8 } from "../bytes/index.ts";
import { isJsonMap, parseJson, type Json, type JsonMap } from "./canonical.ts";
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
  v: simple(
    { const: RECORD_VERSION },
    (value) => (value === RECORD_VERSION ? String(RECORD_VERSION) : null),
    `is not ${RECORD_VERSION}`,
  ),
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
  const written = writeRecord(record.kind, record);
  if (written.kind === "malformed") return written;
  const bytes = utf8(written.text);
  return bytes.length > MAX_ENTRY_BYTES ? tooLong(bytes) : { kind: "record", record, bytes };
}

/** The record in an entry of a log, or why the entry is none: with another order of keys, other spaces or a key written twice it is not. */
export function decodeRecord(bytes: Uint8Array): RecordResult {
  if (bytes.length > MAX_ENTRY_BYTES) return tooLong(bytes);
  const parsed = parseJson(bytes);
  if (parsed.kind === "malformed") return parsed;
  const { text, value } = parsed;
  const kind = isJsonMap(value) ? value["kind"] : undefined;
  const written = writeRecord(kind, value);
  if (written.kind === "malformed") return written;
  return written.text === text && isRecord(value)
    ? { kind: "record", record: value, bytes }
    : { kind: "malformed", reason: "it is not in canonical form" };
}

function tooLong({ length }: Uint8Array): RecordResult {
  return { kind: "malformed", reason: `it has ${length} bytes, more than ${MAX_ENTRY_BYTES}` };
}

type Written = { readonly kind: "written"; readonly text: string } | Extract<RecordResult, { kind: "malformed" }>;

function writeRecord(kind: Json | undefined, value: Json | EvidenceRecord): Written {
  const shape = typeof kind === "string" ? SHAPES.get(kind) : undefined;
  if (shape === undefined) return { kind: "malformed", reason: "its kind is not known" };
  // oxlint-disable-next-line no-unsafe-type-assertion -- a record is a map of such values, which its interface cannot say
  const written = shape.write(value as Json);
  if (typeof written === "string") return { kind: "written", text: written };
  return { kind: "malformed", reason: `\`${written.path}\` ${written.message}` };
}

/** Believes what `writeRecord` has found. */
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
