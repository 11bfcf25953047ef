import { Unknown, type UnknownReason, type Value, type ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { put } from "../json/index.ts";

/** What the engine writes for a value that is known only after the update, by the type that it will have. */
const UNKNOWN_VALUES: ReadonlySet<string> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The key by which objects say that they stand for something else: a secret, an asset, an archive, a resource. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const SECRET_IN_WORDS = "[secret]";
const OUTPUT_IN_WORDS = /^output<[\w<>[\], ]{0,200}>$/;

/** Keys that the engine and its bridge add to what the program says. */
const BOOKKEEPING: ReadonlySet<string> = new Set(["__defaults", "__meta", "__pulumi_raw_state_delta", "__provider"]);

/**
 * The properties of a state with an `Unknown` for everything that is not known yet or is secret, and without the engine's bookkeeping. `where`
 * names the state for a person; `secrets` are names of properties that are secret as a whole.
 */
export function readProperties(
  properties: Value | undefined,
  where: string,
  secrets: ReadonlySet<string> = new Set(),
): ValueObject {
  if (!isObject(properties)) return {};
  const read: Record<string, Value> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (BOOKKEEPING.has(name)) continue;
    const place = `${where}.${name}`;
    put(read, name, secrets.has(name) && value !== null ? unknownAt("sensitive", place) : readValue(value, place));
  }
  return read;
}

function readValue(value: Value, where: string): Value {
  if (typeof value === "string") return readText(value, where);
  if (isList(value)) return value.map((element, at) => readValue(element, `${where}.${at}`));
  if (!isObject(value)) return value;
  return Object.hasOwn(value, SIGNATURE) ? readSigned(value, where) : readProperties(value, where);
}

function readText(text: string, where: string): Value {
  if (text === SECRET_IN_WORDS) return unknownAt("sensitive", where);
  return UNKNOWN_VALUES.has(text) || OUTPUT_IN_WORDS.test(text) ? unknownAt("after-apply", where) : text;
}

/** Secrets and values that are not there yet are unknown; assets and archives stay what they are, without the text in them. */
function readSigned(value: ValueObject, where: string): Value {
  const signature = value[SIGNATURE];
  if (signature === SECRET) return unknownAt("sensitive", where);
  if (signature === OUTPUT) return readOutput(value, where);
  const read: Record<string, Value> = {};
  for (const name of ["hash", "path", "uri", "urn", "id"]) {
    if (typeof value[name] === "string") read[name] = readText(value[name], `${where}.${name}`);
  }
  return read;
}

function readOutput(value: ValueObject, where: string): Value {
  if (value["secret"] === true) return unknownAt("sensitive", where);
  return Object.hasOwn(value, "value") ? readValue(value["value"] ?? null, where) : unknownAt("after-apply", where);
}

function unknownAt(reason: UnknownReason, path: string): Unknown {
  return new Unknown([{ reason, path }]);
}
