import { readFileSync } from "node:fs";
import { parseJson } from "#core/model";
import { anyObject, list, optional, readMessage, record, required, text, type Shape } from "#core/wire";
import type { ActiveBundle, Directory, KnownEntity } from "#points/api";

interface Entity extends KnownEntity {
  readonly type: string;
}

interface DirectoryFile {
  readonly subjects: readonly Entity[];
  readonly resources: readonly Entity[];
}

const WORD: Shape<string> = text("text", 2048);
const MOST_ENTITIES = 100_000;

const entity: Shape<Entity> = record<Entity>("an entity", {
  type: required(WORD, "its type"),
  id: required(WORD, "its id"),
  properties: optional<KnownEntity["properties"], KnownEntity["properties"]>(anyObject, {}, "what is known of it"),
});

const entities = optional<readonly Entity[], readonly Entity[]>(list(entity, "entities", MOST_ENTITIES), [], "");

const directoryFile: Shape<DirectoryFile> = record<DirectoryFile>("a directory", {
  subjects: entities,
  resources: entities,
});

export type DirectoryResult =
  | { readonly kind: "read"; readonly directory: Directory }
  | { readonly kind: "broken"; readonly problem: string };

/** The registered agents of whatever decides, and the entities of a file where there is one. */
export function readDirectory(file: string | null, active: () => ActiveBundle): DirectoryResult {
  const empty: DirectoryFile = { subjects: [], resources: [] };
  const read = file === null ? empty : readFile(file);
  if (typeof read === "string") return { kind: "broken", problem: read };
  const subjects = Map.groupBy(read.subjects, ({ type }) => type);
  const resources = Map.groupBy(read.resources, ({ type }) => type);
  return {
    kind: "read",
    directory: {
      subjects: (type) => [...(type === "agent" ? agentsOf(active()) : []), ...(subjects.get(type) ?? [])],
      resources: (type) => resources.get(type) ?? [],
    },
  };
}

function agentsOf({ bundle }: ActiveBundle): readonly KnownEntity[] {
  return bundle.agents.map(({ metadata }) => ({ id: metadata.name, properties: {} }));
}

function readFile(file: string): DirectoryFile | string {
  let content: string;
  try {
    content = readFileSync(file, "utf8");
  } catch {
    return `The directory \`${file}\` cannot be read`;
  }
  const json = parseJson(content, { maxDepth: 64 });
  if (json.kind === "rejected") return `The directory \`${file}\` is not JSON: ${json.problem.message}`;
  const result = readMessage(directoryFile, json.value);
  return result.kind === "read"
    ? result.message
    : `The directory \`${file}\` is wrong: ${result.problems[0]?.message ?? ""}`;
}
