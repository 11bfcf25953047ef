import { createEnvironment, DYN, structOf, writLibraries, type Environment, type StructField } from "#core/language";

/** Libraries of Writ that the API server has as well since 1.30, where policies of admission became stable. */
const LIBRARIES: ReadonlySet<string> = new Set([
  "standard",
  "optional",
  "strings",
  "sets",
  "kubernetes.quantity",
  "kubernetes.url",
  "kubernetes.lists",
  "kubernetes.regex",
]);

/** Functions of those libraries that came later. */
const LATER: ReadonlySet<string> = new Set([
  "reverse",
  "strings.quote",
  "format",
  "optional.unwrap",
  "unwrapOpt",
  "includes",
]);

const SHARED = createEnvironment({
  libraries: writLibraries
    .filter(({ name }) => LIBRARIES.has(name))
    .map((library) => ({ ...library, functions: library.functions.filter(({ name }) => !LATER.has(name)) })),
});

/** Whether expressions of Kubernetes may call a function of this name. */
export function isNative(name: string): boolean {
  return SHARED.functions.has(name);
}

const VARIABLES = "writ.variables of the document";

/** What an emitted expression may speak of, as the API server checks it: objects have no type, and variables those of their expressions. */
export function nativeEnvironment(variables: ReadonlyMap<string, StructField>): Environment {
  return {
    ...SHARED,
    variables: new Map([
      ["object", DYN],
      ["request", DYN],
      ["variables", structOf(VARIABLES)],
    ]),
    structs: new Map([[VARIABLES, { name: VARIABLES, fields: variables }]]),
  };
}
