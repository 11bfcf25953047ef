import { tokensOf } from "#core/language";
import type { Mapping } from "#core/documents";

/** An input that holds one resource, as a plan of Terraform or, for types of other formats, an inventory. */
export interface Sample {
  /** What the resource is called in verdicts. */
  readonly id: string;
  readonly input: object;
}

type Attribute = string | boolean | number;

const MOST_ATTRIBUTES = 12;
const MOST_VALUES = 6;
const NAME = "example";

/** Resources of a mapping's first type that differ in one attribute which its expressions read, and one that sets none. */
export function samplesOf(mapping: Mapping): readonly Sample[] {
  const expressions = [
    ...Object.values(mapping.properties).map(({ text }) => text),
    ...mapping.variables.map(({ expression }) => expression.text),
  ];
  const words = expressions.flatMap(wordsIn);
  const texts = [...new Set(words.filter((word) => /^[A-Za-z0-9]/.test(word)))].slice(0, MOST_VALUES);
  const attributes = [...new Set(expressions.flatMap(attributesIn))].slice(0, MOST_ATTRIBUTES);
  const values: readonly Attribute[] = [true, false, ...texts];
  const varied = attributes.flatMap((path) => values.map((value) => sample(mapping, nested(mapping, path, value))));
  return [sample(mapping, {}), ...varied];
}

/** A resource of the mapping's first type in an inventory, with these labels. */
export function observed({ types: [type = ""], provider }: Mapping, labels: object): Sample {
  return inventory({ type, provider, labels, native: {} });
}

function sample({ types: [type = ""], provider }: Mapping, values: object): Sample {
  return isTerraform(type) ? plan(type, provider, values) : inventory({ type, provider, native: values });
}

function isTerraform(type: string): boolean {
  return /^[a-z0-9]+_[a-z0-9_]+$/.test(type);
}

function plan(type: string, provider: string, values: object): Sample {
  const address = `${type}.${NAME}`;
  const resource = {
    address,
    mode: "managed",
    type,
    name: NAME,
    provider_name: `registry.terraform.io/hashicorp/${provider}`,
  };
  const change = { actions: ["create"], before: null, after: values, after_unknown: {} };
  const input = {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: { root_module: { resources: [{ ...resource, values }] } },
    resource_changes: [{ ...resource, change }],
    configuration: { root_module: {} },
  };
  return { id: address, input };
}

function inventory(resource: {
  readonly type: string;
  readonly provider: string;
  readonly native: object;
  readonly labels?: object;
}): Sample {
  const resources = [{ ...resource, id: NAME }];
  return { id: NAME, input: { writInventory: "1", observedAt: "2026-01-01T00:00:00Z", resources } };
}

/** `a.b` as data; blocks of Terraform are lists of one. */
function nested({ types: [type = ""] }: Mapping, path: string, value: Attribute): object {
  const [first = "", ...rest] = path.split(".").toReversed();
  let data: Record<string, unknown> = { [first]: value };
  for (const step of rest) data = { [step]: isTerraform(type) ? [data] : data };
  return data;
}

/** The attributes that an expression reads of `native`, by field or by a path that is written out. */
function attributesIn(expression: string): readonly string[] {
  const tokens = tokensOf(expression).map(({ text }) => text);
  return tokens.flatMap((token, at) => {
    if (token !== "native" || tokens[at + 1] !== ".") return [];
    const name = tokens[at + 2] === "?" ? tokens[at + 3] : tokens[at + 2];
    const argument = unquoted(tokens[at + 4] ?? "");
    if (name === "at" && argument !== null) return [argument];
    return name !== undefined && name !== "at" && /^[A-Za-z_]\w*$/.test(name) ? [name] : [];
  });
}

function wordsIn(expression: string): readonly string[] {
  return tokensOf(expression).flatMap(({ text }) => unquoted(text) ?? []);
}

function unquoted(token: string): string | null {
  return /^(["'])[\w. -]{1,64}\1$/.test(token) ? token.slice(1, -1) : null;
}
