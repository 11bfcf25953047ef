import type { Sha256 } from "../ports.ts";
import { parseKey, type VerifierKey } from "./keys.ts";

/** Which logs are known, and which witnesses must have seen a checkpoint (C2SP tlog-policy). */
export interface TrustPolicy {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly VerifierKey[];
  /** Where witnesses take checkpoints, of those whose lines say so. */
  readonly addresses: ReadonlyMap<VerifierKey, string>;
  /** Tells whether the witnesses with these keys are enough. */
  readonly isQuorum: (seen: ReadonlySet<VerifierKey>) => boolean;
  /** What the quorum line says, for people. */
  readonly quorum: string;
}

/** What is wrong with a policy, in one sentence without a full stop. */
export interface PolicyProblem {
  readonly line: number;
  readonly message: string;
}

export type PolicyResult =
  | { readonly kind: "parsed"; readonly policy: TrustPolicy }
  | { readonly kind: "malformed"; readonly problem: PolicyProblem };

/** Far beyond the 32 logs, witnesses and groups that an implementation should take. */
const MOST_LINES = 4096;

type Rule = (seen: ReadonlySet<VerifierKey>) => boolean;

interface State {
  readonly logs: VerifierKey[];
  readonly witnesses: VerifierKey[];
  readonly addresses: Map<VerifierKey, string>;
  readonly rules: Map<string, Rule>;
  readonly members: Set<string>;
  quorum: { readonly name: string; readonly rule: Rule } | null;
}

/** Reads a policy file. The first wrong line is answered; nothing in it is passed over. */
export function parsePolicy(sha256: Sha256, text: string): PolicyResult {
  const lines = text.split("\n");
  if (lines.length > MOST_LINES) return malformed(MOST_LINES, "The policy has too many lines");
  const known = { logs: [], witnesses: [], addresses: new Map<VerifierKey, string>() };
  const state: State = { ...known, rules: new Map(), members: new Set(), quorum: null };
  for (const [at, line] of lines.entries()) {
    const words = line.split(/[ \t]/).filter((word) => word !== "");
    const message = words.length === 0 || words[0]?.startsWith("#") === true ? null : readLine(sha256, state, words);
    if (message !== null) return malformed(at + 1, message);
  }
  const { logs, witnesses, addresses, quorum } = state;
  if (quorum === null) return malformed(lines.length, "The policy has no `quorum` line");
  return { kind: "parsed", policy: { logs, witnesses, addresses, isQuorum: quorum.rule, quorum: quorum.name } };
}

function malformed(line: number, message: string): PolicyResult {
  return { kind: "malformed", problem: { line, message } };
}

function readLine(sha256: Sha256, state: State, [word = "", ...rest]: readonly string[]): string | null {
  if (word === "log") return readLog(sha256, state, rest);
  if (word === "witness") return readWitness(sha256, state, rest);
  if (word === "group") return readGroup(state, rest);
  return word === "quorum" ? readQuorum(state, rest) : `\`${word}\` begins no line of a policy`;
}

function readLog(sha256: Sha256, { logs }: State, [text = "", ...more]: readonly string[]): string | null {
  const key = parseKey(sha256, text);
  if (key?.type !== "ed25519" || more.length > 1) return `\`${text}\` is no verifier key of a log`;
  if (isListed(logs, key)) return `The log \`${key.name}\` stands here twice with the same key`;
  logs.push(key);
  return null;
}

function readWitness(sha256: Sha256, state: State, [name = "", text = "", ...more]: readonly string[]): string | null {
  const key = parseKey(sha256, text);
  const [address] = more;
  if (key?.type !== "cosignature" || more.length > 1) return `\`${text}\` is no verifier key of a witness`;
  if (isListed(state.witnesses, key)) return `The witness \`${name}\` has the key of another`;
  state.witnesses.push(key);
  if (address !== undefined) state.addresses.set(key, address);
  return define(state, name, (seen) => seen.has(key));
}

function isListed(keys: readonly VerifierKey[], { publicKey }: VerifierKey): boolean {
  return keys.some((key) => key.publicKey.every((byte, at) => byte === publicKey[at]));
}

function define({ rules }: State, name: string, rule: Rule): string | null {
  if (name === "none" || rules.has(name)) return `\`${name}\` is defined already`;
  rules.set(name, rule);
  return null;
}

function readGroup(state: State, [name = "", threshold = "", ...names]: readonly string[]): string | null {
  const rules: Rule[] = [];
  for (const member of names) {
    const rule = state.rules.get(member);
    if (rule === undefined) return `\`${member}\` is not defined on a line before`;
    if (state.members.has(member)) return `\`${member}\` is a member of a group already`;
    state.members.add(member);
    rules.push(rule);
  }
  const least = thresholdOf(threshold, rules.length);
  if (least === null) return `\`${threshold}\` is no threshold for ${rules.length} members`;
  return define(state, name, (seen) => rules.filter((rule) => rule(seen)).length >= least);
}

function thresholdOf(text: string, members: number): number | null {
  if (members === 0) return null;
  if (text === "all") return members;
  if (text === "any") return 1;
  const least = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
  return least >= 1 && least <= members ? least : null;
}

function readQuorum(state: State, [name = "", ...more]: readonly string[]): string | null {
  const rule: Rule | undefined = name === "none" ? () => true : state.rules.get(name);
  if (rule === undefined || more.length > 0) return `\`${name}\` is not defined on a line before`;
  if (state.quorum !== null) return "There is a second `quorum` line";
  state.quorum = { name, rule };
  return null;
}
