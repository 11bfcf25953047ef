import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { actOnFile } from "../files/file.ts";
import { actOnRepository, type RepositoryPart } from "../git/repository.ts";
import { invoke, type Call } from "../invoked.ts";
import { actOnHost } from "../network/host.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { requireUnderstood } from "../words/understood.ts";
import type { Verb } from "#core/model";
import { GH_SERVICE } from "./clouds.ts";
import { unknownSubcommand } from "./read-service.ts";
import { findRule, type Rule } from "./rules.ts";

/** Which part of a repository a type of a rule is. */
const PARTS: ReadonlyMap<string, RepositoryPart> = new Map([
  ["github repository", "itself"],
  ["github key", "keys"],
  ["github branch", "branches"],
  ["github pull request", "pull-requests"],
  ["github issue", "issues"],
  ["github release", "releases"],
  ["github secret", "secrets"],
  ["github variable", "settings"],
  ["github workflow", "workflows"],
  ["github ruleset", "settings"],
  ["github cache", "workflows"],
]);

/** Reads `gh`: what is done to a repository on GitHub, and what is asked of its API. */
export function readGh(draft: Draft, call: Call): void {
  const parsed = parseOptions(call.words, GH_SERVICE.options);
  const [command] = parsed.operands;
  if (command === undefined || parsed.has("help", "version")) return;
  if (command.text === "api") return readApi(draft, parsed);
  if (command.text === "alias" || command.text === "extension" || command.text === "codespace")
    return invoke(draft, call, "remote");
  const rule = findRule(
    GH_SERVICE.rules,
    parsed.operands.map(({ text }) => text),
  );
  if (rule === null) return unknownSubcommand(draft, call);
  if (rule.verb !== "read") requireUnderstood(draft, "gh", parsed);
  for (const file of parsed.values("body-file")) actOnFile(draft, "read", file);
  if (parsed.operands[1]?.text === "download") download(draft, parsed);
  actByRule(draft, rule, parsed);
}

/** What is fetched lands in the folder that is worked in where nothing else is said. */
function download(draft: Draft, parsed: ParsedOptions): void {
  const here = { text: "*", quoted: false };
  const named = [...parsed.values("dir"), ...parsed.values("output")];
  for (const place of named.length > 0 ? named : [here]) actOnFile(draft, "update", place, { traits: ["recursive"] });
}

function actByRule(draft: Draft, rule: Rule, parsed: ParsedOptions): void {
  const part = PARTS.get(rule.type);
  const [first] = parsed.operands.slice(rule.words.length);
  const traits = rule.traits.flatMap(({ trait, option }) => (option === null || parsed.has(option) ? [trait] : []));
  if (part !== undefined)
    return actOnRepository(draft, rule.verb, {
      part,
      remote: remoteOf(draft, parsed, part === "itself" ? first : undefined),
      traits,
    });
  if (rule.type.endsWith("credential"))
    return actOnFile(draft, rule.verb, { text: "~/.config/gh/hosts.yml", quoted: false });
  actOnHost(draft, rule.verb === "read" ? "read" : "update", {
    name: "github.com",
    scheme: "https",
  });
}

/** The repository that is named, or else that of the folder's remote, which is not known. */
function remoteOf(draft: Draft, parsed: ParsedOptions, named: Word | undefined): Word {
  const variable = draft.setting.env.get("GH_REPO");
  const repository =
    named ?? parsed.value("repo") ?? (variable === undefined ? undefined : { text: variable, quoted: true });
  if (repository?.text == null) return { text: null, quoted: true };
  const isName = /^[\w.-]+\/[\w.-]+$/.test(repository.text);
  return isName ? { text: `https://github.com/${repository.text}`, quoted: true } : repository;
}

const METHODS: ReadonlyMap<string, Verb> = new Map([
  ["GET", "read"],
  ["HEAD", "read"],
  ["DELETE", "delete"],
  ["POST", "update"],
  ["PUT", "update"],
  ["PATCH", "update"],
]);
const REPOSITORY_PATH = /^\/?repos\/(?<name>[^/]+\/[^/?]+)(?<rest>\/[^?]*)?/;

/** Reads `gh api`: a repository, where the path names one, and GitHub as a whole otherwise. */
function readApi(draft: Draft, parsed: ParsedOptions): void {
  requireUnderstood(draft, "gh api", parsed);
  const path = parsed.operands[1]?.text ?? null;
  const verb = verbOf(parsed, path);
  const name = REPOSITORY_PATH.exec(path ?? "")?.groups?.["name"];
  for (const file of parsed.values("input")) if (file.text !== "-") actOnFile(draft, "read", file);
  if (path === null) return draft.unresolved("target-unknown", "What `gh api` is to ask is not known");
  if (name !== undefined)
    return actOnRepository(draft, verb, {
      part: partOf(path),
      remote: { text: `https://github.com/${name}`, quoted: true },
      traits: verb === "delete" ? ["irreversible"] : [],
    });
  actOnHost(draft, verb === "read" ? "read" : "update", {
    name: "api.github.com",
    scheme: "https",
    path,
  });
}

function verbOf(parsed: ParsedOptions, path: string | null): Verb {
  const method = parsed.value("method");
  const sends = parsed.has("field", "raw-field", "input") || path === "graphql";
  if (method === undefined) return sends ? "update" : "read";
  return METHODS.get(method.text?.toUpperCase() ?? "") ?? "update";
}

/** The beginning of what is below a repository, and the part that it is. */
const BELOW: readonly (readonly [string, RepositoryPart])[] = [
  ["/branches", "branches"],
  ["/git/refs", "branches"],
  ["/merges", "branches"],
  ["/keys", "keys"],
  ["/actions", "workflows"],
  ["/pulls", "pull-requests"],
  ["/issues", "issues"],
];

function partOf(path: string): RepositoryPart {
  const rest = REPOSITORY_PATH.exec(path)?.groups?.["rest"] ?? "";
  if (rest.includes("secrets")) return "secrets";
  const below = BELOW.find(([beginning]) => rest.startsWith(beginning));
  return below?.[1] ?? (rest === "" ? "itself" : "settings");
}
