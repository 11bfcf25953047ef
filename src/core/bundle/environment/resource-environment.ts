import { HISTORY_STRUCTS, HISTORY_TYPE, historyLibrary } from "#core/history";
import { resourceLibrary, type Kinds } from "#core/kinds";
import {
  BOOL,
  createEnvironment,
  DYN,
  listOf,
  mapOf,
  STRING,
  structOf,
  TIMESTAMP,
  wrapperOf,
  writLibraries,
  type Environment,
  type StructType,
  type Type,
} from "#core/language";

// In lower case, so that no kind can have the name of one.
const RESOURCE = "writ.resource";
const PRINCIPAL = "writ.principal";
const CONTEXT = "writ.context";

const LIBRARIES: Environment = createEnvironment({ libraries: [...writLibraries, resourceLibrary, historyLibrary] });

/** Text, or null where there is none. */
const OPTIONAL_STRING: Type = wrapperOf(STRING);

const VARIABLES: Readonly<Record<string, Type>> = {
  resource: structOf(RESOURCE),
  before: structOf(RESOURCE),
  verb: STRING,
  changed: BOOL,
  traits: listOf(STRING),
  principal: structOf(PRINCIPAL),
  context: structOf(CONTEXT),
  history: HISTORY_TYPE,
  now: TIMESTAMP,
};

const SHARED_STRUCTS: readonly StructType[] = [
  struct(PRINCIPAL, "Who proposes", {
    id: STRING,
    kind: STRING,
    groups: listOf(STRING),
    attributes: DYN,
    chain: listOf(STRING),
  }),
  struct(CONTEXT, "Where and under what circumstances it is asked", {
    point: STRING,
    environment: OPTIONAL_STRING,
    attributes: DYN,
  }),
  ...HISTORY_STRUCTS,
];

/**
 * What an expression about one effect may speak of: `resource`, `before`, `verb`, `changed`, `traits`, `principal`, `context`, `history` and `now`. With a
 * `kind`, the properties of the resource have the types of that kind; with null they are checked at run time only.
 */
export function resourceEnvironment(kinds: Kinds, kind: string | null): Environment {
  const properties = kind === null ? undefined : kinds.structs(kind);
  const [first] = properties ?? [];
  const resource = resourceStruct(first === undefined ? DYN : structOf(first.name));
  return environmentOf(VARIABLES, [resource, ...(properties ?? []), ...SHARED_STRUCTS]);
}

/** What an expression that recognises environments may speak of: `resource`, which has no environment yet. */
export function recognitionEnvironment(): Environment {
  const { fields, ...rest } = resourceStruct(DYN);
  const known = new Map(fields);
  known.delete("environment");
  return environmentOf({ resource: structOf(RESOURCE) }, [{ ...rest, fields: known }]);
}

function environmentOf(variables: Readonly<Record<string, Type>>, structs: readonly StructType[]): Environment {
  return {
    ...LIBRARIES,
    variables: new Map(Object.entries(variables)),
    structs: new Map(structs.map((type) => [type.name, type])),
  };
}

function resourceStruct(properties: Type): StructType {
  return struct(RESOURCE, "A resource under its canonical kind", {
    kind: STRING,
    type: STRING,
    provider: STRING,
    id: STRING,
    name: STRING,
    scope: STRING,
    region: OPTIONAL_STRING,
    environment: OPTIONAL_STRING,
    labels: mapOf(STRING, STRING),
    native: DYN,
    properties,
  });
}

function struct(name: string, description: string, fields: Readonly<Record<string, Type>>): StructType {
  return { name, description, fields: new Map(Object.entries(fields).map(([field, type]) => [field, { type }])) };
}
