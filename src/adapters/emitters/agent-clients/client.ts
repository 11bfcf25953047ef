import type { Bundle } from "#core/bundle";
import type { Value } from "#core/language";
import type { Covered } from "../emission.ts";

/** Settings of a client by their keys. */
export type Settings = Readonly<Record<string, Value>>;

/** Settings that stand in one of the client's files. */
export interface FileSettings {
  readonly file: string;
  readonly settings: Settings;
}

/** A validation that managed settings enforce, whatever users and projects set. */
export interface Rule {
  readonly policy: string;
  readonly validation: string;
  /** What the validation says where the settings hold it; one that says something else under the same name is a gap. */
  readonly expression: string;
  readonly file: string;
  /** The settings by the policy's parameters; null where these ask for nothing, and why not where the client cannot be told. */
  readonly settings: (parameters: Readonly<Record<string, Value>>) => Settings | Untold | null;
  readonly differences: readonly string[];
}

/** Why a client cannot be told something. */
export class Untold {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** What becomes of the agents that are registered. */
export interface AgentPart {
  readonly settings: readonly FileSettings[];
  readonly covered: readonly Covered[];
}

/** A coding assistant whose administrator sets what its users cannot change. */
export interface AgentClient {
  /** The native types that its settings and tool servers are read as. */
  readonly types: readonly string[];
  readonly rules: readonly Rule[];
  readonly agents: (bundle: Bundle) => AgentPart;
  /** A file as text. */
  readonly write: (file: string, settings: Settings) => string;
  /** Why a validation without a rule, a grant and an agent is not told. */
  readonly untold: Readonly<Record<"validation" | "Grant" | "Agent", string>>;
}

/** The texts that a parameter lists. */
export function textsIn(parameters: Readonly<Record<string, Value>>, name: string): readonly string[] {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : null;
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
