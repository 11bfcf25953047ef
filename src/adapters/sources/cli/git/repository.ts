import type { Value } from "#core/language";
import type { ReachTrait, Verb } from "#core/model";
import type { Word } from "../command.ts";
import { told, type Draft } from "../draft.ts";
import { readPath } from "../files/path.ts";
import { readRemote } from "../network/host.ts";

export type RepositoryPart =
  | "branches"
  | "configuration"
  | "history"
  | "issues"
  | "itself"
  | "keys"
  | "pull-requests"
  | "releases"
  | "secrets"
  | "settings"
  | "tags"
  | "workflows"
  | "working-tree";

interface RepositoryFacts {
  readonly part: RepositoryPart;
  /** The name of a remote, or an address; absent for the repository of a folder here. */
  readonly remote?: Word | undefined;
  /** Absent where no branch is meant; null in its text where it is not known. */
  readonly branch?: Word | undefined;
  readonly folder?: Word | undefined;
  readonly traits?: readonly ReachTrait[];
}

const HERE: Word = { text: ".", quoted: true };

/** Says what is done to a part of a repository, here or elsewhere. */
export function actOnRepository(draft: Draft, verb: Verb, facts: RepositoryFacts): void {
  const { part, branch, traits = [] } = facts;
  const place = facts.remote === undefined ? hereFacts(draft, facts.folder ?? HERE) : thereFacts(facts.remote);
  const { name, ...where } = place;
  const id = branch?.text == null ? name : `${name}@${branch.text}`;
  const properties = { part, ...where, branch: branch && told(branch.text, "branch") };
  draft.act(verb, { kind: "Repository", type: "git repository", provider: "git", id, name, properties }, traits);
}

interface Place {
  /** What it goes by. */
  readonly name: string;
  readonly [property: string]: Value | undefined;
}

function hereFacts(draft: Draft, folder: Word): Place {
  const { path } = readPath(folder, draft.setting);
  return { name: path ?? "?", path: told(path, "path") };
}

function thereFacts({ text }: Word): Place {
  const { remote, host, name } = remoteFacts(text);
  const known = name ?? remote ?? "?";
  return { name: known, remote: told(remote, "remote"), ...(host !== null && { host }) };
}

interface RemoteFacts {
  readonly remote: string | null;
  readonly host: string | null;
  readonly name: string | null;
}

const PATH_OF_REMOTE = /^(?:[a-z+]+:\/\/[^/]*\/|[^/:]*:)(?<path>[^?#]*)$/i;

function remoteFacts(text: string | null): RemoteFacts {
  if (text === null) return { remote: null, host: null, name: null };
  const path = PATH_OF_REMOTE.exec(text)?.groups?.["path"];
  const masked = text.replace(/^([a-z+]+:\/\/)[^/@]*@/i, "$1");
  if (path === undefined) return { remote: masked, host: null, name: null };
  const name = path.replace(/\.git\/?$/, "").replaceAll(/^\/+|\/+$/g, "");
  return { remote: masked, host: readRemote(text, "ssh").name, name };
}

/** Whether a word is an address and not the name of a remote. */
export function isAddress({ text }: Word): boolean {
  return text !== null && PATH_OF_REMOTE.test(text);
}
