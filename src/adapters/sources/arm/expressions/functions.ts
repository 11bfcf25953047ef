import { COLLECTION_FUNCTIONS } from "./collections.ts";
import { LAMBDA_FUNCTIONS } from "./lambdas.ts";
import { RESOURCE_FUNCTIONS } from "./resources.ts";
import { SCALAR_FUNCTIONS } from "./scalars.ts";
import type { ArmFunction } from "./scope.ts";

/** The functions of the language by their names in lower case, in which Azure does not tell apart. */
export const FUNCTIONS: ReadonlyMap<string, ArmFunction> = new Map(
  Object.entries({ ...SCALAR_FUNCTIONS, ...COLLECTION_FUNCTIONS, ...RESOURCE_FUNCTIONS, ...LAMBDA_FUNCTIONS }),
);
