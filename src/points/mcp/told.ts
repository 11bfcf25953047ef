import type { RepairOperation } from "#core/analysis";
import type { Diagnostic } from "#core/diagnostics";
import { firstOf, short } from "./bounds.ts";

/** One value that was read, and what was asked of it. */
export interface ToldRead {
  readonly path: string;
  /** As an author would write it; a secret is none. */
  readonly value: string;
}

/** What stands against something, and what would mend it. */
export interface ToldConcern {
  readonly policy: string;
  readonly validation: string;
  readonly title: string;
  readonly severity: string;
  readonly outcome: string;
  readonly message: string;
  readonly resource: string;
  readonly read: readonly ToldRead[];
  readonly required: string;
  readonly remediation: string | null;
  readonly satisfies: readonly string[];
  /** A JSON Patch on the properties of the resource, tried by deciding again; null where only words are known. */
  readonly patch: readonly RepairOperation[] | null;
}

/** Something wrong with what was handed in. */
export interface ToldDiagnostic {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly hint: string | null;
  readonly file: string | null;
  readonly line: number | null;
}

/** Diagnostics in short. */
export function tellDiagnostics(diagnostics: readonly Diagnostic[]): readonly ToldDiagnostic[] {
  return firstOf(diagnostics).told.map(({ code, severity, message, hint, span }) => ({
    code,
    severity,
    message: short(message),
    hint: hint === undefined ? null : short(hint),
    file: span?.file ?? null,
    line: span?.start.line ?? null,
  }));
}
