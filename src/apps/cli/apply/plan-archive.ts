import { inflateRawSync } from "node:zlib";
import { posix } from "node:path";
import type { Companion } from "#adapters/sources";

const MOST_FILES = 2000;
const MOST_BYTES = 16 * 1024 * 1024;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 65_535;
const DEFLATED = 8;

/** One file in an archive; `content` is asked for when it is needed. */
interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly at: number;
}

/**
 * The configuration that a saved plan was made of, as it lies in the plan itself: no file that lies beside the plan today can pose as a part of it. `root` is the
 * folder of the root module, in which the names are put. Total and bounded: an archive that cannot be read, or is larger than any configuration, has none.
 */
export function configurationIn(plan: Uint8Array, root: string): readonly Companion[] {
  try {
    return read(Buffer.from(plan.buffer, plan.byteOffset, plan.byteLength), root);
  } catch {
    return [];
  }
}

function read(archive: Buffer, root: string): readonly Companion[] {
  const entries = entriesOf(archive);
  const left = { bytes: MOST_BYTES };
  const directories = directoriesOf(archive, entries, left);
  return entries.flatMap((entry) => {
    const place = placeOf(entry.name, directories);
    return place === null ? [] : { file: posix.join(root, place), text: textOf(archive, entry, left) };
  });
}

function entriesOf(archive: Buffer): readonly Entry[] {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  if (count > MOST_FILES) throw new RangeError("too many files");
  const entries: Entry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new RangeError("no entry");
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    entries.push({
      name: archive.toString("utf8", at + ENTRY_BYTES, at + ENTRY_BYTES + (name ?? 0)),
      method: archive.readUInt16LE(at + 10),
      packed: archive.readUInt32LE(at + 20),
      at: archive.readUInt32LE(at + 42),
    });
    at += ENTRY_BYTES + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

function findEnd(archive: Buffer): number {
  const least = Math.max(0, archive.length - END_BYTES - LONGEST_COMMENT);
  for (let at = archive.length - END_BYTES; at >= least; at -= 1) if (archive.readUInt32LE(at) === END) return at;
  throw new RangeError("no end");
}

function textOf(archive: Buffer, { method, packed, at }: Entry, left: { bytes: number }): string {
  const start = at + LOCAL_BYTES + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  const bytes = archive.subarray(start, start + packed);
  const content = method === DEFLATED ? inflateRawSync(bytes, { maxOutputLength: Math.max(1, left.bytes) }) : bytes;
  left.bytes -= content.length;
  if (left.bytes < 0) throw new RangeError("too large");
  return content.toString("utf8");
}

const MODULES = "tfconfig/modules.json";

/** Where the files of each module lie, from the folder of the root module. */
function directoriesOf(
  archive: Buffer,
  entries: readonly Entry[],
  left: { bytes: number },
): ReadonlyMap<string, string> {
  const manifest = entries.find(({ name }) => name === MODULES);
  const modules: unknown = manifest === undefined ? [] : JSON.parse(textOf(archive, manifest, left));
  const known = Array.isArray(modules) ? modules.filter(isModule) : [];
  return new Map([["", "."], ...known.map(({ Key, Dir }): [string, string] => [Key, Dir])]);
}

function isModule(value: unknown): value is { readonly Key: string; readonly Dir: string } {
  if (typeof value !== "object" || value === null || !("Key" in value) || !("Dir" in value)) return false;
  return typeof value.Key === "string" && typeof value.Dir === "string" && !value.Dir.startsWith("/");
}

const LOCK = ".terraform.lock.hcl";

function placeOf(name: string, directories: ReadonlyMap<string, string>): string | null {
  if (name === LOCK) return LOCK;
  const [, key, file] = /^tfconfig\/m-([^/]*)\/([^/]+\.(?:tf|tofu))$/.exec(name) ?? [];
  const directory = key === undefined ? undefined : directories.get(key);
  return directory === undefined || file === undefined ? null : posix.join(directory, file);
}
