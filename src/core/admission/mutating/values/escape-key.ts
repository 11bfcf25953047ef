import { declare, func, STRING } from "#core/language";
import type { FunctionDeclaration } from "#core/language";

/** `jsonpatch.escapeKey(key)`, which costs a walk of its text (k8s.io/apiserver, `pkg/cel/library`). */
export const escapeKey: FunctionDeclaration = declare(
  "jsonpatch.escapeKey",
  "A key as it is written in the path of a JSON patch.",
  func("string_jsonpatch_escapeKey_string", [STRING, STRING], escape, (key) =>
    typeof key === "string" ? Math.ceil(key.length * 0.1) : 0,
  ),
);

function escape(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
