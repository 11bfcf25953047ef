// oxlint-disable typescript/no-unsafe-type-assertion -- data of any form is taken apart and put together here
import { existsSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { parseDocuments } from "../parse-documents.ts";
import { EXAMPLES } from "../testing/examples.ts";
import type { DocumentKind } from "../types/index.ts";
import { jsonSchemas } from "./document-forms.ts";

const KINDS = Object.keys(EXAMPLES) as DocumentKind[];

/** One validator of the published schema for each kind. */
function validators(): Readonly<Record<DocumentKind, (data: unknown) => boolean>> {
  const ajv = new Ajv2020({ allErrors: false, strict: false });
  addFormats.default(ajv);
  const schemas = jsonSchemas();
  return Object.fromEntries(KINDS.map((kind) => [kind, ajv.compile(schemas[kind])])) as never;
}

type Path = readonly (string | number)[];

/** The paths of every value inside `data`. */
function pathsIn(data: unknown, path: Path = []): readonly Path[] {
  if (typeof data !== "object" || data === null) return [path];
  const steps = Array.isArray(data) ? [...data.keys()] : Object.keys(data);
  return [path, ...steps.flatMap((step) => pathsIn((data as Record<string, unknown>)[step], [...path, step]))];
}

type Edit = (parent: Record<string | number, unknown>, key: string | number) => void;

/** One thing done to the value at a path; arrays lose an item by splicing. */
const EDITS: Readonly<Record<string, Edit>> = {
  removed: (parent, key) =>
    Array.isArray(parent) ? parent.splice(Number(key), 1) : Reflect.deleteProperty(parent, key),
  nulled: (parent, key) => (parent[key] = null),
  numbered: (parent, key) => (parent[key] = 7),
  fractioned: (parent, key) => (parent[key] = 1.5),
  emptied: (parent, key) => (parent[key] = ""),
  worded: (parent, key) => (parent[key] = "Some Word"),
  flagged: (parent, key) => (parent[key] = true),
  listed: (parent, key) => (parent[key] = []),
  wrapped: (parent, key) => (parent[key] = [parent[key]]),
  mapped: (parent, key) => (parent[key] = {}),
  extended: (parent, key) => (parent[key] = { ...(parent[key] as object), zzz: "1" }),
};

/** What no JSON Schema can say: these are found by `parseDocuments()` alone. */
const BEYOND_SCHEMA = new Set([
  "waiver-self-approved",
  "document-duplicate",
  "document-impossible-inspection",
  "kind-link-through-nothing",
  "kind-link-too-far",
]);

describe("jsonSchemas()", () => {
  it.each(KINDS)("jsonSchemas() accepts the example of a %s", (kind) => {
    expect(validators()[kind](parse(EXAMPLES[kind]))).toBe(true);
  });

  it.each(KINDS)("jsonSchemas() and parseDocuments() judge every edit of a %s alike", (kind) => {
    const accepts = validators()[kind];
    let edits = 0;
    for (const path of pathsIn(parse(EXAMPLES[kind])).filter(({ length }) => length > 0)) {
      for (const [name, edit] of Object.entries(EDITS)) {
        const data = parse(EXAMPLES[kind]) as Record<string | number, unknown>;
        const parent = path.slice(0, -1).reduce<unknown>((at, step) => (at as typeof data)[step], data);
        edit(parent as typeof data, path.at(-1) ?? "");
        const codes = parseDocuments("f", stringify(data)).diagnostics.map(({ code }) => code);
        if (codes.some((code) => BEYOND_SCHEMA.has(code)) || isDefaultValue(path)) continue;
        expect(accepts(data), `${path.join(".")} ${name}: ${codes.join(", ")}`).toBe(codes.length === 0);
        edits += 1;
      }
    }
    expect(edits).toBeGreaterThan(80);
  });

  it.each(KINDS)("jsonSchemas() describes every property of a %s", (kind) => {
    const undescribed = recordsIn(jsonSchemas()[kind]).flatMap((properties) =>
      Object.entries(properties).filter(([, schema]) => schema.description === undefined),
    );
    expect(undescribed).toEqual([]);
  });

  it.each(KINDS)("spec/schemas has the current schema of a %s", (kind) => {
    const file = new URL(`../../../../spec/schemas/${fileName(kind)}.json`, import.meta.url);
    const current = `${JSON.stringify(jsonSchemas()[kind], null, 2)}\n`;
    expect(existsSync(file) ? readFileSync(file, "utf8") : "").toBe(current);
  });
});

function fileName(kind: string): string {
  return kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
}

/** Whether a parameter's default fits the parameter's own type is a rule that only `parseDocuments()` knows. */
function isDefaultValue(path: Path): boolean {
  return path[1] === "parameters" && (path.includes("default") || path.includes("schema"));
}

type Described = Readonly<Record<string, { readonly description?: string }>>;

/** The `properties` of every record in a schema. */
function recordsIn(schema: unknown): readonly Described[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = "additionalProperties" in schema && schema.additionalProperties === false && "properties" in schema;
  const inner = Object.values(schema).flatMap(recordsIn);
  return own ? [schema.properties as Described, ...inner] : inner;
}
