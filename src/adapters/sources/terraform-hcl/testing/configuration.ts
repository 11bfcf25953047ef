import { Unknown, type Value } from "#core/language";
import { isObject, type NativeResource, type SourceReading } from "#core/model";
import { readTerraformConfiguration, type TerraformConfiguration } from "../read.ts";

/** Reads a configuration given by its files; the root module is in the folder `app` unless it is said where. */
export function readFiles(
  files: Readonly<Record<string, string>>,
  options: Partial<TerraformConfiguration> = {},
): SourceReading {
  const companions = Object.entries(files).map(([name, text]) => ({ file: `app/${name}`, text }));
  return readTerraformConfiguration({ name: "app", root: "app", files: companions, ...options });
}

/** The resource of an id, whether it is judged or not. */
export function resourceIn(reading: SourceReading, id: string): NativeResource {
  const all = [...reading.changes.map(({ after }) => after), ...reading.surroundings];
  const found = all.find((resource) => resource?.id === id);
  if (!found) throw new Error(`no ${id} among ${idsIn(reading).join(", ")}`);
  return found;
}

/** The ids of all that is judged. */
export function idsIn(reading: SourceReading): readonly string[] {
  return reading.changes.flatMap(({ before, after }) => (after ?? before)?.id ?? []);
}

/** References as lines, `path -> target.attribute (certainty)`. */
export function referencesOf(resource: NativeResource): readonly string[] {
  return resource.references.map(({ path, target, attribute, certainty }) => {
    return `${path.join(".")} -> ${target ?? "?"}${attribute === null ? "" : `.${attribute}`} (${certainty})`;
  });
}

/** A value with a text in place of everything that is not known: why it is not. */
export function shown(value: Value | undefined): unknown {
  if (value instanceof Unknown) return `<${value.causes.map(({ reason }) => reason).join(", ")}>`;
  if (Array.isArray(value)) return value.map((element: Value) => shown(element));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shown(part)]));
}

/** The value of an expression in a configuration with some declarations beside. */
export function valueOf(expression: string, beside = ""): unknown {
  const reading = readFiles({ "main.tf": `${beside}\nresource "any_thing" "it" {\n  v = ${expression}\n}\n` });
  return shown(resourceIn(reading, "any_thing.it").native["v"]);
}

/** Problems as lines, `code file:line:column`. */
export function problemsOf({ diagnostics }: SourceReading): readonly string[] {
  return diagnostics.map(({ code, span }) => `${code} ${span?.file}:${span?.start.line}:${span?.start.column}`);
}
