import {
  createEnvironment,
  DYN,
  listOf,
  mapOf,
  STRING,
  structOf,
  writLibraries,
  type Environment,
  type StructField,
  type StructType,
  type Type,
} from "#core/language";
import type { Mapping } from "#core/documents";
import { resourceLibrary } from "../functions/index.ts";

/** The struct type whose fields are the links of a mapping. Within a mapping, a name without the space would hide the variable `links`. */
const LINKS = "writ.link set";
const SHARED = "writ.shared set";

const NO_LINKS = "Declare it in the mapping's `links`";
const NO_VARIABLES = "Declare it in the mapping's `variables`, before the variables that read it";

const LIBRARIES: Environment = createEnvironment({ libraries: [...writLibraries, resourceLibrary] });

const VARIABLES: Readonly<Record<string, Type>> = {
  native: DYN,
  links: structOf(LINKS),
  id: STRING,
  name: STRING,
  type: STRING,
  scope: STRING,
  provider: STRING,
  labels: mapOf(STRING, STRING),
};

/**
 * What the expressions of a mapping may speak of. `shared` are the variables declared so far: a map that grows while a mapping is checked makes
 * each known to those after it. Struct literals are written by the name inside the kind, as in `backup{days: 7}`.
 */
export function mappingEnvironment(
  { kind, structs }: { readonly kind: string; readonly structs: readonly StructType[] },
  mapping: Mapping,
  shared: ReadonlyMap<string, StructField>,
): Environment {
  const variables = new Map(Object.entries(VARIABLES));
  if (mapping.each !== null) variables.set("item", DYN);
  variables.set("variables", structOf(SHARED));
  const all = [...structs, linksStruct(mapping), { name: SHARED, fields: shared, whenEmpty: NO_VARIABLES }];
  return {
    ...LIBRARIES,
    container: `writ.${kind}`,
    variables,
    structs: new Map(all.map((struct) => [struct.name, struct])),
  };
}

/** The same, before the elements of `each` are there, and so before anything is computed for one. */
export function withoutItem(environment: Environment): Environment {
  const variables = new Map(environment.variables);
  variables.delete("item");
  variables.delete("variables");
  return { ...environment, variables };
}

function linksStruct({ links }: Mapping): StructType {
  const fields = Object.entries(links).map(([name, { many }]) => [name, { type: many ? listOf(DYN) : DYN }] as const);
  return { name: LINKS, fields: new Map(fields), whenEmpty: NO_LINKS };
}
