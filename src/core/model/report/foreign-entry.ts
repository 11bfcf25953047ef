import type { Severity } from "./finding.ts";

/** What the engine of a policy that others wrote would write of a result into a report of the Kubernetes Policy working group. */
export interface ForeignEntry {
  /** The engine, as reports name it. */
  readonly source: string;
  readonly policy: string;
  readonly rule: string;
  /** The binding or constraint through which the policy spoke; null for an engine that has none. */
  readonly binding: string | null;
  readonly result: "pass" | "fail" | "warn" | "error" | "skip";
  readonly message: string;
  readonly scored: boolean;
  readonly category: string | null;
  /** Null where the policy says none, whatever the finding is counted as. */
  readonly severity: Severity | null;
  readonly properties: Readonly<Record<string, string>>;
}
