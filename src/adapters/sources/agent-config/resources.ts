import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type NativeResource, type Path } from "#core/model";
import { creationOf, type Creation } from "../creation.ts";
import { member } from "../json/index.ts";
import type { Client } from "./clients.ts";
import { withLaunch } from "./launch/launch.ts";
import { maskSecrets } from "./mask.ts";

/** One resource of a configuration before it has been masked. `placeOf` turns a path in it into one in the document. */
export interface Draft {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly scope: string;
  readonly native: ValueObject;
  readonly placeOf: (path: Path) => Path;
}

/** A part of a configuration that is not what its client wants, and what that would be. */
export interface Misfit {
  readonly path: Path;
  readonly expected: string;
}

export interface Drafts {
  readonly drafts: readonly Draft[];
  readonly misfits: readonly Misfit[];
}

/** The key under which a client keeps its tool servers; files of hooks and of requirements have none. */
const SERVERS_KEY: Readonly<Partial<Record<Client, string>>> = {
  "mcp.json": "mcpServers",
  "claude-code": "mcpServers",
  "claude-desktop": "mcpServers",
  codex: "mcp_servers",
  cursor: "mcpServers",
  gemini: "mcpServers",
  vscode: "servers",
};

const SETTINGS_TYPES: Readonly<Partial<Record<Client, string>>> = {
  "claude-code": "claude-code settings",
  codex: "codex config",
  "codex-hooks": "codex hooks",
  "codex-requirements": "codex requirements",
  "cursor-hooks": "cursor hooks",
  gemini: "gemini settings",
};

/** Files that somebody else than the user keeps, and files that are kept with a project. */
const MANAGED_FILE =
  /(?:^|\/)(?:managed[-_]|etc\/(?:codex|cursor|gemini-cli)\/|system-defaults|(?:ProgramData|Application Support)\/(?:OpenAI\/Codex|Cursor)\/)/i;
const PROJECT_FILE = /(?:^|\/)(?:\.mcp\.json|\.vscode\/mcp\.json|\.(?:claude|codex|cursor|gemini)\/[^/]+)$/i;

/** The resources of a configuration: each tool server, the settings where the client has any in the file, and each profile of them. */
export function draftsOf(file: string, client: Client, document: ValueObject): Drafts {
  const scope = client === "codex-requirements" ? "managed" : scopeOf(file);
  const misfits: Misfit[] = hookMisfits(client, document);
  const key = SERVERS_KEY[client];
  if (key === undefined) return { drafts: settingsOf(client, scope, document), misfits };
  const collect = (path: Path): readonly Draft[] => serversAt(document, path, { client, scope, misfits });
  const servers = [
    ...collect([key]),
    ...projectsOf(client, document).flatMap((project) => collect(["projects", project, key])),
  ];
  return { drafts: [...settingsOf(client, scope, document), ...servers], misfits };
}

/** A file of hooks is a map of lists of hooks by event. What is none cannot hold anything back, whatever its author meant. */
function hookMisfits(client: Client, document: ValueObject): Misfit[] {
  if (client !== "cursor-hooks" && client !== "codex-hooks") return [];
  const hooks = member(document, "hooks");
  if (!isObject(hooks)) return [{ path: ["hooks"], expected: "a map of hooks by event" }];
  return Object.entries(hooks).flatMap(([event, list]): readonly Misfit[] => {
    if (!isList(list)) return [{ path: ["hooks", event], expected: "a list of hooks" }];
    return list.flatMap((hook, index) =>
      isObject(hook) ? [] : [{ path: ["hooks", event, index], expected: "a map that says what to run" }],
    );
  });
}

function scopeOf(file: string): string {
  const path = file.replaceAll("\\", "/");
  if (MANAGED_FILE.test(path)) return "managed";
  return PROJECT_FILE.test(path) ? "project" : "";
}

/** Claude Code keeps servers of single projects with the user. */
function projectsOf(client: Client, document: ValueObject): readonly string[] {
  const projects = client === "mcp.json" ? member(document, "projects") : undefined;
  return isObject(projects) ? Object.keys(projects) : [];
}

interface Collecting {
  readonly client: Client;
  readonly scope: string;
  readonly misfits: Misfit[];
}

function serversAt(document: ValueObject, path: Path, { client, scope, misfits }: Collecting): readonly Draft[] {
  const servers = path.reduce<Value | undefined>((value, step) => member(value, String(step)), document);
  if (servers === undefined || servers === null) return [];
  if (!isObject(servers)) {
    misfits.push({ path, expected: "a map of tool servers" });
    return [];
  }
  return Object.entries(servers).flatMap(([name, native]) => {
    const at: Path = [...path, name];
    const placeOf = (within: Path): Path => [...at, ...within];
    if (isObject(native)) return [{ id: at.join("."), type: `${client} server`, name, scope, native, placeOf }];
    misfits.push({ path: at, expected: "a map that says how to start or reach a tool server" });
    return [];
  });
}

function settingsOf(client: Client, scope: string, document: ValueObject): readonly Draft[] {
  const type = SETTINGS_TYPES[client];
  if (type === undefined) return [];
  const { [SERVERS_KEY[client] ?? ""]: _servers, ...own } = document;
  const settings: Draft = { id: "settings", type, name: client, scope, native: own, placeOf: (path) => path };
  const profiles = client === "codex" ? member(document, "profiles") : undefined;
  if (!isObject(profiles)) return [settings];
  return [settings, ...Object.entries(profiles).flatMap(([name, profile]) => profileOf(settings, name, profile))];
}

/** A profile is what the settings become when it is chosen: what it says wins. */
function profileOf(settings: Draft, name: string, profile: Value): readonly Draft[] {
  if (!isObject(profile)) return [];
  const { profiles: _profiles, ...base } = settings.native;
  const native = { ...base, ...profile };
  const at: Path = ["profiles", name];
  const isOwn = ([first]: Path): boolean => first === undefined || Object.hasOwn(profile, first);
  const placeOf = (path: Path): Path => (isOwn(path) ? [...at, ...path] : path);
  return [{ ...settings, id: at.join("."), name: `codex ${name}`, native, placeOf }];
}

/** A configuration says what shall be: each resource of it is created, without anything secret in it. */
export function createdFrom(draft: Draft, file: string): Creation {
  const { id, type, name, scope, native } = draft;
  const masked = maskSecrets(native);
  const after: NativeResource = {
    id,
    type,
    provider: "agent-client",
    providerVersion: null,
    group: file,
    module: "",
    name,
    scope,
    labels: {},
    native: type.endsWith(" server") ? withLaunch(masked) : masked,
    references: [],
    source: { file, address: id, path: [] },
  };
  return creationOf(after);
}
