import { declare, DYN, func, STRING, Unknown, type FunctionLibrary, type Value } from "#core/language";
import { readsText } from "../cost.ts";
import { invalid } from "../failure.ts";
import { readGoYaml } from "./go-yaml.ts";

/** The value of YAML. Source: Kyverno, `cel/libs/yaml`. */
export const yamlLibrary: FunctionLibrary = {
  name: "kyverno.yaml",
  functions: [declare("yaml.parse", "The value of YAML.", func("parse_string_dyn", [STRING, DYN], parse, buildsTree))],
};

/** Building a tree takes some forty times as long as reading a text once. */
function buildsTree(text: Value): number {
  return 40 * readsText(text);
}

function parse(text: string): Value {
  const result = readGoYaml(text);
  if (result.kind === "read") return result.value;
  if (result.kind === "invalid") return invalid(text, result.why);
  return new Unknown([{ reason: "not-observed", path: `What Kyverno reads from YAML with ${result.why}` }]);
}
