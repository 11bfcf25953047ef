// Writes the types of Kubernetes by which apply configurations are merged, from the definitions of its OpenAPI document (`swagger.json` of a release,
// or JSON Schemas made from it): `npm run merge-types -- definitions.json 1.37`.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly "x-kubernetes-list-type"?: string;
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-map-type"?: string;
  readonly "x-kubernetes-patch-strategy"?: string;
  readonly "x-kubernetes-patch-merge-key"?: string;
  readonly "x-kubernetes-group-version-kind"?: readonly GroupVersionKind[];
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const OUTPUT = "../src/core/admission/mutating/schema/gen/built-in-types.ts";

/** Types that Kubernetes converts by hand (k8s.io/kube-openapi, `schemaconv`), and those that are a text or a number. */
const BY_NAME: Readonly<Record<string, string>> = {
  "io.k8s.apimachinery.pkg.api.resource.Quantity": "u",
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString": "u",
  "io.k8s.apimachinery.pkg.runtime.RawExtension": "!",
};

/** Defaults of keys of lists that the document does not tell (k8s.io/api, `core/v1/types.go`). */
const KEY_DEFAULTS: Readonly<Record<string, string>> = {
  "io.k8s.api.core.v1.ContainerPort.protocol": "TCP",
  "io.k8s.api.core.v1.ServicePort.protocol": "TCP",
  "io.k8s.api.core.v1.LocalObjectReference.name": "",
};

class Converter {
  readonly lines = new Map<string, string>();
  readonly #definitions: Readonly<Record<string, Schema>>;
  readonly #short = new Map<string, string>();

  constructor(definitions: Readonly<Record<string, Schema>>) {
    this.#definitions = definitions;
  }

  /** The short name of a definition, which is written out with all that it speaks of. */
  define(name: string): string {
    const known = BY_NAME[name] ?? this.#short.get(name);
    if (known !== undefined) return known;
    const definition = this.#definitions[name];
    if (definition === undefined) throw new Error(`There is no definition \`${name}\``);
    if (definition.properties === undefined) return this.#type(definition);
    const short = shortName(name);
    if ([...this.#short.values()].includes(short)) throw new Error(`Two definitions are called \`${short}\``);
    this.#short.set(name, short);
    const fields = Object.entries(definition.properties).map(([field, schema]) => `${field}:${this.#type(schema)}`);
    this.lines.set(short, `${isAtomic(definition) ? "!" : ""}${fields.join(" ")}`);
    return short;
  }

  #type(schema: Schema): string {
    if (schema.$ref !== undefined) {
      const name = schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
      return `${this.define(name)}${isAtomic(schema) ? "!" : ""}`;
    }
    const [type] = [schema.type ?? ""].flat().filter((one) => one !== "null");
    switch (type) {
      case "array":
        return this.#list(schema);
      case "object":
        return this.#map(schema);
      case "integer":
        return "i";
      case "number":
        return "n";
      case "boolean":
        return "b";
      case "string":
        return schema.format === undefined || schema.format === "byte" ? "s" : "u";
      default:
        return "?";
    }
  }

  #map(schema: Schema): string {
    const { additionalProperties: values } = schema;
    const element = typeof values === "object" ? this.#type(values) : "?";
    return `{${element}}${isAtomic(schema) ? "!" : ""}`;
  }

  #list(schema: Schema): string {
    if (schema.items === undefined) throw new Error("A list without a type of its elements");
    return `[${this.#type(schema.items)}]${this.#relationship(schema)}`;
  }

  #relationship(schema: Schema): string {
    const { "x-kubernetes-list-type": listType, "x-kubernetes-patch-strategy": strategy } = schema;
    if (listType === "map") return this.#keys(schema, schema["x-kubernetes-list-map-keys"] ?? []);
    if (listType === "set") return "=";
    if (listType !== undefined || strategy === undefined || !strategy.startsWith("merge")) return "";
    const key = schema["x-kubernetes-patch-merge-key"];
    return key === undefined ? "=" : this.#keys(schema, [key]);
  }

  /** `a,b~default`: keys with what they are when an element leaves them out. */
  #keys({ items }: Schema, keys: readonly string[]): string {
    const element = items?.$ref?.slice(items.$ref.lastIndexOf("/") + 1) ?? "";
    const definition = this.#definitions[element];
    return keys
      .map((key) => {
        const isRequired = definition?.required?.includes(key) ?? false;
        const zero = definition?.properties?.[key]?.type === "integer" ? "0" : "";
        const value = KEY_DEFAULTS[`${element}.${key}`] ?? (isRequired ? zero : null);
        return value === null ? key : `${key}~${value}`;
      })
      .join(",");
  }
}

function isAtomic(schema: Schema): boolean {
  return schema["x-kubernetes-map-type"] === "atomic";
}

/** `core.v1.Pod` for `io.k8s.api.core.v1.Pod`. */
function shortName(name: string): string {
  return name.split(".").slice(-3).join(".");
}

function isServed(schema: Schema): boolean {
  const metadata = schema.properties?.["metadata"]?.$ref ?? "";
  return metadata.endsWith(".ObjectMeta") && schema["x-kubernetes-group-version-kind"]?.length === 1;
}

function main([file = "", version = ""]: readonly string[]): void {
  // oxlint-disable-next-line no-unsafe-type-assertion -- an OpenAPI document, which the conversion reads with care
  const document = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, Readonly<Record<string, Schema>>>>;
  const definitions = document["definitions"] ?? document["$defs"] ?? {};
  const converter = new Converter(definitions);
  const kinds = Object.entries(definitions).flatMap(([name, schema]) => {
    const [served] = schema["x-kubernetes-group-version-kind"] ?? [];
    if (served === undefined || !isServed(schema)) return [];
    const { group, version: of, kind } = served;
    return [`${group === "" ? of : `${group}/${of}`} ${kind} ${converter.define(name)}`];
  });
  const types = [...converter.lines].map(([name, fields]) => `${name} ${fields}`);
  const text = [
    `// Written by scripts/merge-types.ts from the OpenAPI document of Kubernetes ${version}; do not edit.`,
    "/** Version, kind and type of what Kubernetes serves, one a line. */",
    `export const KINDS = \`${kinds.toSorted().join("\n")}\`;`,
    "/** Types with their fields, one a line, in the notation of ../notation.ts. */",
    `export const TYPES = \`${types.toSorted().join("\n")}\`;`,
    "",
  ];
  writeFileSync(fileURLToPath(new URL(OUTPUT, import.meta.url)), text.join("\n"));
}

main(process.argv.slice(2));
