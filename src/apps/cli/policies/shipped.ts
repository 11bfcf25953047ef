import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import {
  freezeDocuments,
  parseDocuments,
  thawDocuments,
  type FrozenDocuments,
  type ParsedDocuments,
} from "#core/documents";
import { PACKAGE_ROOT } from "../package-root.ts";

const LIBRARY = join(PACKAGE_ROOT, "library");
const SNAPSHOT = join(PACKAGE_ROOT, "dist", "library.json");
const FOLDERS = ["kinds", "mappings", "frameworks", "policies"] as const;

/** A part of the library. */
export type ShippedFolder = (typeof FOLDERS)[number];

/** A document file of the library, parsed. */
export interface ShippedFile {
  readonly path: string;
  readonly folder: ShippedFolder;
  readonly text: string;
  readonly parsed: ParsedDocuments;
}

interface Snapshot {
  /** SHA-256 of all texts, so that an edited library is never answered for by an old snapshot. */
  readonly digest: string;
  /** By the path inside the library. */
  readonly files: Readonly<Record<string, FrozenDocuments | null>>;
}

let known: readonly ShippedFile[] | undefined;

/** The documents of the library, read once in a process: from the snapshot that the build made if the files are still the same. */
export function shippedFiles(): readonly ShippedFile[] {
  return (known ??= readShipped());
}

/** What a file of the library is called in a bundle, wherever it is installed. */
export function shippedName(path: string): string {
  return join("library", relative(LIBRARY, path)).split(sep).join("/");
}

/** What the build keeps of the library, as JSON. */
export function writeSnapshot(): string {
  const texts = readTexts();
  const files = texts.map(({ path, text }) => [path, freezeDocuments(parseDocuments(path, text))] as const);
  const snapshot: Snapshot = { digest: digestOf(texts), files: Object.fromEntries(files) };
  return JSON.stringify(snapshot);
}

interface ShippedText {
  readonly folder: ShippedFolder;
  readonly path: string;
  readonly text: string;
}

function readShipped(): readonly ShippedFile[] {
  const texts = readTexts();
  const snapshot = readSnapshot(digestOf(texts));
  return texts.map(({ folder, path, text }) => {
    const file = relative(process.cwd(), resolve(LIBRARY, path));
    const frozen = snapshot[path] ?? null;
    const parsed = frozen === null ? parseDocuments(file, text) : thawDocuments(file, () => text, frozen);
    return { path: resolve(LIBRARY, path), folder, text, parsed };
  });
}

function readTexts(): readonly ShippedText[] {
  return FOLDERS.flatMap((folder) => {
    const names = folder === "policies" ? policyFiles() : documentFiles(folder);
    return names.map((path) => ({ folder, path, text: readFileSync(join(LIBRARY, path), "utf8") }));
  });
}

function documentFiles(folder: string): readonly string[] {
  const entries = readdirSync(join(LIBRARY, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"));
  return files.map((entry) => relative(LIBRARY, join(entry.parentPath, entry.name))).toSorted();
}

/** The cases that lie beside the policies are many, so that their folders are not walked. */
function policyFiles(): readonly string[] {
  const names = readdirSync(join(LIBRARY, "policies")).toSorted();
  return names.map((name) => join("policies", name, "policy.yaml")).filter((path) => existsSync(join(LIBRARY, path)));
}

function digestOf(texts: readonly ShippedText[]): string {
  const hash = createHash("sha256");
  for (const { path, text } of texts) hash.update(`${path}\n${text.length}\n${text}\n`);
  return hash.digest("hex");
}

function readSnapshot(digest: string): Snapshot["files"] {
  if (!existsSync(SNAPSHOT)) return {};
  const snapshot: Snapshot = JSON.parse(readFileSync(SNAPSHOT, "utf8"));
  return snapshot.digest === digest ? snapshot.files : {};
}
