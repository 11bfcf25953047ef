import { fromUtf8, utf8 } from "../bytes/index.ts";
import { isJsonList, isJsonMap, type Json, type JsonMap } from "../record/index.ts";
import { parseJsonText } from "./dsse.ts";

/** The type of an envelope's payload that is a statement. */
export const STATEMENT_TYPE = "application/vnd.in-toto+json";

/** A thing by name and SHA-256 in hex. */
export interface StatementSubject {
  readonly name: string;
  readonly sha256: string;
}

/** What somebody states about some things (in-toto Statement v1). */
export interface Statement {
  readonly subjects: readonly StatementSubject[];
  readonly predicateType: string;
  readonly predicate: JsonMap;
}

const TYPE = "https://in-toto.io/Statement/v1";

/** A statement as the payload of an envelope. */
export function formatStatement({ subjects, predicateType, predicate }: Statement): Uint8Array {
  const subject = subjects.map(({ name, sha256 }) => ({ name, digest: { sha256 } }));
  return utf8(JSON.stringify({ _type: TYPE, subject, predicateType, predicate }));
}

/** The statement in a payload, or null for another payload. Each subject must have a name and a SHA-256. */
export function parseStatement(payload: Uint8Array): Statement | null {
  const text = fromUtf8(payload);
  const value = text === null ? null : parseJsonText(text);
  if (!isJsonMap(value) || value["_type"] !== TYPE) return null;
  const { subject, predicateType, predicate } = value;
  const subjects = isJsonList(subject) ? subject.map(parseSubject) : [];
  const found = subjects.filter((one) => one !== null);
  if (typeof predicateType !== "string" || !isJsonMap(predicate) || found.length === 0) return null;
  return found.length === subjects.length ? { subjects: found, predicateType, predicate } : null;
}

function parseSubject(value: Json): StatementSubject | null {
  if (!isJsonMap(value) || !isJsonMap(value["digest"])) return null;
  const { name, digest } = value;
  const { sha256 } = digest;
  return typeof name === "string" && typeof sha256 === "string" && /^[0-9a-f]{64}$/.test(sha256)
    ? { name, sha256 }
    : null;
}
