import type { SettingsDocument } from "#core/documents";
import { BOOL } from "#core/language";
import type { CheckedEnvironment } from "../bundle.ts";
import { recognitionEnvironment } from "../environment/resource-environment.ts";
import { checkSource, parseSource } from "../expression/check-source.ts";
import type { CheckContext } from "./check-context.ts";

/** Checks the expressions that recognise environments; those with an error are reported and left out. */
export function checkRecognition(settings: SettingsDocument, context: CheckContext): readonly CheckedEnvironment[] {
  const environment = recognitionEnvironment();
  const { diagnostics } = context;
  return settings.spec.environments.flatMap(({ name, when }) => {
    const parsed = parseSource(settings.origin, when, diagnostics);
    const checked = parsed === null ? null : checkSource(parsed, { environment, expected: BOOL, diagnostics });
    return checked === null ? [] : [{ name, when: checked }];
  });
}
