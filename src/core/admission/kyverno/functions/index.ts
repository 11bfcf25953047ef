import type { FunctionLibrary } from "#core/language";
import { clusterLibrary } from "./cluster.ts";
import { gzipLibrary } from "./gzip/index.ts";
import { hashLibrary } from "./hash.ts";
import { httpLibrary } from "./http.ts";
import { imageLibrary } from "./image.ts";
import { lenientOptionalLibrary } from "./optional.ts";
import { plainLibrary } from "./plain.ts";
import { resourceLibrary } from "./resource.ts";
import { timeLibrary } from "./time.ts";
import { randomLibrary } from "./unbuilt.ts";
import type { World } from "./world.ts";
import { x509Library } from "./x509/index.ts";
import { yamlLibrary } from "./yaml/index.ts";

/** The libraries that Kyverno adds to those of Kubernetes, asking `world` for whatever lies outside the request. */
export function kyvernoLibraries(world: World): readonly FunctionLibrary[] {
  const encodings = [hashLibrary, gzipLibrary, yamlLibrary, x509Library];
  const pure = [lenientOptionalLibrary, imageLibrary, plainLibrary, randomLibrary, ...encodings];
  return [...pure, timeLibrary(world), resourceLibrary(world), clusterLibrary(world), httpLibrary(world)];
}
