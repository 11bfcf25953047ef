import type { FunctionLibrary } from "#core/language";
import { awsFunctions } from "./aws/index.ts";
import { blockFunctions } from "./blocks.ts";
import { digestFunctions } from "./digests.ts";
import { imageFunctions } from "./images.ts";
import { jsonFunctions } from "./json.ts";
import { networkFunctions } from "./networks.ts";
import { observationFunctions } from "./observation.ts";
import { portFunctions } from "./ports.ts";
import { secretFunctions } from "./secrets/index.ts";

export { repositoryOf } from "./images.ts";
export { findSecrets, isNamedSecret, locateSecrets, SECRET_NAME } from "./secrets/index.ts";

/**
 * Functions that know how providers write things down: JSON inside strings, AWS policies, blocks, ports, networks, images, secrets. Part of the
 * environment of mappings and of policies. Every one is total and bounded, and answers an unknown when its answer hangs on one.
 */
export const resourceLibrary: FunctionLibrary = {
  name: "writ.resource",
  functions: [
    ...blockFunctions,
    ...jsonFunctions,
    ...digestFunctions,
    ...awsFunctions,
    ...portFunctions,
    ...networkFunctions,
    ...imageFunctions,
    ...secretFunctions,
    ...observationFunctions,
  ],
};
