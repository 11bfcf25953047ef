import type { GrantDocument } from "#core/documents";
import { BOOL } from "#core/language";
import type { CheckedGrant } from "../bundle.ts";
import { checkSource, parseSource } from "../expression/check-source.ts";
import { checkAcrossKinds, kindsOfSubject } from "./across-kinds.ts";
import type { CheckContext } from "./check-context.ts";
import { checkSubject } from "./check-subject.ts";

/** Checks all that a grant says against what is loaded. Null after an error in one of its conditions was reported. */
export function checkGrant(document: GrantDocument, context: CheckContext): CheckedGrant | null {
  checkSubject(document, document.spec, ["spec"], context);
  const parsed = document.spec.conditions.flatMap(({ name, expression }) => {
    const source = parseSource(document.origin, expression, context.diagnostics);
    return source === null ? [] : [{ name, source }];
  });
  const kinds = kindsOfSubject(document.spec, context.kinds);
  const conditions = checkAcrossKinds(kinds, context.diagnostics, (kind, diagnostics) => {
    const environment = context.environments.resource(kind);
    return parsed.flatMap(({ name, source }) => {
      const checked = checkSource(source, { environment, expected: BOOL, diagnostics });
      return checked === null ? [] : [{ name, checked }];
    });
  });
  return conditions?.length === document.spec.conditions.length ? { document, conditions } : null;
}
