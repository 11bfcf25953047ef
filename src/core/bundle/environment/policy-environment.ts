import type { Parameter } from "#core/documents";
import { structTypesOf } from "#core/kinds";
import { structOf, type Environment, type StructField, type StructType } from "#core/language";

// No kind can have such a name.
const PARAMS = "writ.parameter set";
const VARIABLES = "writ.variable set";

const NO_PARAMETERS = "Declare it in `spec.parameters` with a `schema` and a `default`";
const NO_VARIABLES = "Declare it in `spec.variables`, before the variables that read it";

/** What a policy adds to the environment of the resources that it is about. */
export interface PolicyNames {
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** The variables declared so far. A map that grows while a policy is checked makes each variable known to those after it. */
  readonly variables: ReadonlyMap<string, StructField>;
}

/**
 * The environment of a policy's expressions: that of its resources, with `params` and `variables` as structs, which have no fields when the
 * policy declares none.
 */
export function policyEnvironment(base: Environment, { parameters, variables }: PolicyNames): Environment {
  const schemas = Object.fromEntries(Object.entries(parameters).map(([name, { schema }]) => [name, schema]));
  const own: readonly StructType[] = [
    ...structTypesOf(PARAMS, schemas).map((type) =>
      type.name === PARAMS ? { ...type, whenEmpty: NO_PARAMETERS } : type,
    ),
    { name: VARIABLES, fields: variables, whenEmpty: NO_VARIABLES },
  ];
  return {
    ...base,
    variables: new Map([...base.variables, ["params", structOf(PARAMS)], ["variables", structOf(VARIABLES)]]),
    structs: new Map([...base.structs, ...own.map((type): [string, StructType] => [type.name, type])]),
  };
}
