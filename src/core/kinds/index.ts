export { createKinds, createKindsInSteps, type KindDocument, type KindsResult } from "./create-kinds.ts";
export { describeEffects } from "./describe-effects.ts";
export {
  findSecrets,
  isNamedSecret,
  locateSecrets,
  repositoryOf,
  resourceLibrary,
  SECRET_NAME,
} from "./functions/index.ts";
export { attributePaths } from "./linking/composed-name.ts";
export { mappingEnvironment } from "./mapping/environment.ts";
export type { Kinds } from "./registry.ts";
export { resolveReadings, type ResolvedReadings } from "./resolve/resolve-readings.ts";
export { structTypesOf, typeOfSchema } from "./schema/struct-types.ts";
