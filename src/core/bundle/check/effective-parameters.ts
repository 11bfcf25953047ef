import { conformValue, type PolicyDocument } from "#core/documents";
import type { Value } from "#core/language";
import { meantOr, reportAt, type CheckContext } from "./check-context.ts";

/** The values of a policy's parameters: its own defaults, under what the Settings document says. Overrides that do not fit are reported there. */
export function effectiveParameters(document: PolicyDocument, context: CheckContext): Readonly<Record<string, Value>> {
  const entries = Object.entries(document.spec.parameters).map(
    ([name, { schema, default: value }]): [string, Value] => {
      const override = overrideOf(document, name, context);
      const conformed = conformValue(override === undefined ? value : override, schema);
      if (conformed.kind === "conforming") return [name, conformed.value];
      reportDeviance(document, name, conformed.problem, context);
      return [name, value];
    },
  );
  return Object.fromEntries(entries);
}

function overrideOf(document: PolicyDocument, name: string, context: CheckContext): Value | undefined {
  const overrides = ownValue(context.settings?.spec.parameters ?? {}, document.metadata.name);
  return overrides === undefined ? undefined : ownValue(overrides, name);
}

function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function reportDeviance(
  document: PolicyDocument,
  name: string,
  problem: { readonly path: readonly (string | number)[]; readonly message: string },
  context: CheckContext,
): void {
  if (context.settings === null) return;
  const policy = document.metadata.name;
  const message = `Parameter \`${name}\` of policy \`${policy}\` does not fit: ${lowerFirst(problem.message)}`;
  const path = ["spec", "parameters", policy, name, ...problem.path];
  const hint = "Give a value that the `schema` of the parameter allows";
  reportAt(context.settings, { code: "settings-parameter-type", severity: "error", message, hint, path }, context);
}

function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

/** Reports what a Settings document sets for policies and parameters that are not loaded. */
export function checkOverrides(policies: readonly PolicyDocument[], context: CheckContext): void {
  const { settings } = context;
  if (settings === null) return;
  const byName = new Map(policies.map((policy) => [policy.metadata.name, policy]));
  for (const [name, values] of Object.entries(settings.spec.parameters)) {
    const policy = byName.get(name);
    const path = ["spec", "parameters", name];
    if (policy === undefined) {
      const problem = {
        code: "settings-unknown-policy",
        severity: "error",
        message: `No policy \`${name}\` is loaded, so its parameters set nothing`,
        atKey: true,
      } as const;
      const hint = "Load the policy beside the settings, or remove its parameters";
      reportAt(settings, { ...problem, ...meantOr(name, byName.keys(), hint), path }, context);
      continue;
    }
    const known = Object.keys(policy.spec.parameters);
    for (const parameter of Object.keys(values).filter((key) => !known.includes(key))) {
      const message = `Policy \`${name}\` has no parameter \`${parameter}\``;
      const problem = { code: "settings-unknown-parameter", severity: "error", message, atKey: true } as const;
      const hint = known.length === 0 ? "Remove it" : `It has ${known.map((one) => `\`${one}\``).join(", ")}`;
      reportAt(settings, { ...problem, ...meantOr(parameter, known, hint), path: [...path, parameter] }, context);
    }
  }
}
