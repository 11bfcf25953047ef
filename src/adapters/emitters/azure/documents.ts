import { cut } from "#core/diagnostics";
import { sha256Hex } from "#core/model";
import type { CheckedPolicy } from "#core/bundle";
import type { EmittedDocument } from "../emission.ts";
import type { SaidRule } from "./say.ts";

/** A policy definition with all that it says. */
export interface Definition {
  readonly name: string;
  readonly policy: CheckedPolicy;
  readonly validation: string;
  readonly rule: SaidRule;
}

/** Longer names and texts are refused (`Microsoft.Authorization/policyDefinitions`). */
const MOST_CHARACTERS = { name: 64, displayName: 128, description: 512 } as const;
const DIGEST_CHARACTERS = 8;

/** Names of policy definitions, each once. */
export class DefinitionNames {
  readonly #taken = new Set<string>();

  /** A name for parts that tell what it is about; one that is too long or taken ends with a digest of them. */
  free(parts: readonly string[]): string {
    const plain = parts
      .map((part) => part.replaceAll(/[^A-Za-z0-9-]+/g, "-"))
      .join("-")
      .toLowerCase();
    const fits = plain.length <= MOST_CHARACTERS.name && !this.#taken.has(plain);
    const name = fits ? plain : this.#digested(plain, parts);
    this.#taken.add(name);
    return name;
  }

  #digested(plain: string, parts: readonly string[]): string {
    const start = plain.slice(0, MOST_CHARACTERS.name - DIGEST_CHARACTERS - 1);
    for (let count = 0; ; count++) {
      const name = `${start}-${sha256Hex(JSON.stringify([...parts, count])).slice(0, DIGEST_CHARACTERS)}`;
      if (!this.#taken.has(name)) return name;
    }
  }
}

/** The definition, as `az policy definition create` and the REST API take it. */
export function definitionDocument({ name, policy, validation, rule }: Definition): EmittedDocument {
  const { metadata, spec } = policy.document;
  const title = metadata.title ?? metadata.name;
  const message = spec.validations.find(({ id }) => id === validation)?.message ?? title;
  const properties = {
    displayName: onOneLine(title, MOST_CHARACTERS.displayName),
    policyType: "Custom",
    mode: "All",
    description: onOneLine(`${metadata.name}/${validation}: ${message}`, MOST_CHARACTERS.description),
    metadata: { category: CATEGORY },
    parameters: { effect: effectParameter(spec.mode === "enforce" ? "Deny" : "Audit") },
    policyRule: {
      if: { allOf: [{ field: "type", equals: rule.type }, { not: rule.condition }] },
      // oxlint-disable-next-line unicorn/no-thenable -- rules have this word, and nobody waits for one
      then: { effect: "[parameters('effect')]" },
    },
  };
  return { path: `definitions/${name}.json`, text: json({ name, properties }) };
}

const CATEGORY = "Writ";

function effectParameter(defaultValue: string): unknown {
  return { type: "String", allowedValues: ["Audit", "Deny", "Disabled"], defaultValue };
}

/** Stands where whoever applies the documents puts the management group that holds the definitions. */
const SCOPE = "/providers/Microsoft.Management/managementGroups/MANAGEMENT_GROUP_ID";

/** The initiative that takes all definitions together, to be assigned once. */
export function initiativeDocument(names: readonly string[]): EmittedDocument {
  const policyDefinitions = names.map((name) => ({
    policyDefinitionReferenceId: name,
    policyDefinitionId: `${SCOPE}/providers/Microsoft.Authorization/policyDefinitions/${name}`,
    parameters: {},
  }));
  const properties = {
    displayName: "Policies of Writ",
    policyType: "Custom",
    metadata: { category: CATEGORY },
    parameters: {},
    policyDefinitions,
  };
  return { path: "initiative.json", text: json({ name: "writ", properties }) };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function onOneLine(text: string, most: number): string {
  return cut(text.replaceAll(/\s+/g, " ").trim(), most);
}
