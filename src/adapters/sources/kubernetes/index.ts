import type { SourceFormat, SourceSample } from "../source-format.ts";
import { KUBERNETES_FORMAT, readKubernetesManifest } from "./read.ts";

export { readKubernetesManifest };
export { readKubernetesObjects } from "./read.ts";

/** Kubernetes manifests as YAML or JSON, to be registered beside the other formats. */
export const kubernetesManifest: SourceFormat = {
  format: KUBERNETES_FORMAT,
  recognises: looksLikeManifest,
  read: readKubernetesManifest,
};

const API_VERSION = /^(?:- )? *["']?apiVersion["']? *:|"apiVersion"\s*:|\{ *apiVersion *:/m;
const KIND = /^(?:- )? *["']?kind["']? *:|"kind"\s*:|[{,] *kind *:/m;

/** Two fields that every object has, at the start of a line in YAML, anywhere in JSON. */
function looksLikeManifest({ text }: SourceSample): boolean {
  return text !== null && API_VERSION.test(text) && KIND.test(text);
}
