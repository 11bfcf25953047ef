import { hasErrors, type Diagnostic } from "#core/diagnostics";
import type { Kinds } from "#core/kinds";
import type { Subject } from "./check-subject.ts";

/** One check of all expressions of a document, for resources of one kind or, with null, of any. */
export type KindCheck<Checked> = (kind: string | null, diagnostics: Diagnostic[]) => Checked | null;

/**
 * Checks a document's expressions against every kind that it may meet, and answers what holds for all of them.
 *
 * With several kinds each is checked by itself, so that a property which one of them lacks is an error that names it; the answer then comes from
 * a check without property types, because it has to run for all. What is wrong whatever the kind is told once.
 */
export function checkAcrossKinds<Checked>(
  kinds: readonly string[],
  diagnostics: Diagnostic[],
  check: KindCheck<Checked>,
): Checked | null {
  if (kinds.length <= 1) return check(kinds[0] ?? null, diagnostics);
  const found = kinds.map((kind) => {
    const own: Diagnostic[] = [];
    check(kind, own);
    return { kind, own };
  });
  if (!found.some(({ own }) => hasErrors(own))) return check(null, diagnostics);
  diagnostics.push(...mergeFindings(found));
  return null;
}

interface KindFindings {
  readonly kind: string;
  readonly own: readonly Diagnostic[];
}

function mergeFindings(found: readonly KindFindings[]): readonly Diagnostic[] {
  const groups = new Map<string, { readonly diagnostic: Diagnostic; readonly kinds: Set<string> }>();
  for (const { kind, own } of found) {
    for (const diagnostic of own) {
      const identity = JSON.stringify([diagnostic.code, diagnostic.message, diagnostic.span?.start.offset]);
      const group = groups.get(identity) ?? { diagnostic, kinds: new Set() };
      group.kinds.add(kind);
      groups.set(identity, group);
    }
  }
  return Array.from(groups.values(), ({ diagnostic, kinds }) =>
    kinds.size === found.length ? diagnostic : { ...diagnostic, message: `${forKinds(kinds)}: ${diagnostic.message}` },
  );
}

function forKinds(kinds: ReadonlySet<string>): string {
  const names = Array.from(kinds, (kind) => `\`${kind}\``).join(", ");
  return kinds.size === 1 ? `For kind ${names}` : `For kinds ${names}`;
}

/** The loaded kinds that a document's resources may have; none when they cannot be told, so that properties have no known types. */
export function kindsOfSubject(subject: Subject, kinds: Kinds): readonly string[] {
  if (subject.kinds.length > 0) return subject.kinds.filter((kind) => kinds.structs(kind) !== undefined);
  const possible = subject.types.map((type) => kinds.kindsOf(type));
  const all = [...new Set(possible.flat())];
  return all.length === 1 && possible.every(({ length }) => length === 1) ? all : [];
}
