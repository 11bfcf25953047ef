import { declare, func, STRING, Unknown, type FunctionLibrary, type Value } from "#core/language";

function random(): Value {
  return new Unknown([{ reason: "not-observed", path: "A random text" }]);
}

/** What differs from one evaluation to the next: a policy whose answer hangs on it has none here. Source: Kyverno, `cel/libs/random`. */
export const randomLibrary: FunctionLibrary = {
  name: "kyverno.random",
  functions: ["random", "random.random"].map((name) =>
    declare(
      name,
      "A random text.",
      func(`${name}_default`, [STRING], random),
      func(`${name}_expression`, [STRING, STRING], random),
    ),
  ),
};

/** Functions of Kyverno that are not built, each with the reason. */
const UNBUILT: Readonly<Record<string, string>> = {
  "gzip.compress": "Go compresses to other bytes than anything here",
};

/** Why a function of Kyverno cannot be called here; undefined for what is no function of it. */
export function whyUnbuilt(name: string): string | undefined {
  return Object.hasOwn(UNBUILT, name) ? UNBUILT[name] : undefined;
}
