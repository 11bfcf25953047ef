import type { FunctionLibrary } from "#core/language";
import { clusterLibrary } from "./cluster.ts";
import { hashLibrary } from "./hash.ts";
import { httpLibrary } from "./http.ts";
import { imageLibrary } from "./image.ts";
import { lenientOptionalLibrary } from "./optional.ts";
import { plainLibrary } from "./plain.ts";
import { timeLibrary } from "./time.ts";
import type { World } from "./world.ts";

/**
 * The libraries that Kyverno adds to those of Kubernetes, asking `world` for whatever lies outside the request.
 *
 * `random()` is left out because its answers cannot be reproduced, `x509.decode()`, `yaml.parse()`, `http.Client()` and `resource.ToGVR()` because
 * they are not built: a policy that calls one is refused as a call of a function that does not exist.
 */
export function kyvernoLibraries(world: World): readonly FunctionLibrary[] {
  const pure = [lenientOptionalLibrary, imageLibrary, hashLibrary, plainLibrary];
  return [...pure, timeLibrary(world), clusterLibrary(world), httpLibrary(world)];
}
