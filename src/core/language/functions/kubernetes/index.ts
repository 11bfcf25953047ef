import type { FunctionLibrary } from "../declaration.ts";
import { formatLibrary } from "./format/index.ts";
import { kubernetesListsLibrary } from "./lists/index.ts";
import { cidrLibrary } from "./net/cidr.ts";
import { ipLibrary } from "./net/ip.ts";
import { quantityLibrary } from "./quantity/index.ts";
import { kubernetesRegexLibrary } from "./regex/index.ts";
import { semverLibrary } from "./semver/index.ts";
import { urlLibrary } from "./url/index.ts";

/** The libraries that Kubernetes adds to CEL. Source: Kubernetes, `k8s.io/apiserver/pkg/cel/library`. */
export const kubernetesLibraries: readonly FunctionLibrary[] = [
  quantityLibrary,
  ipLibrary,
  cidrLibrary,
  urlLibrary,
  semverLibrary,
  formatLibrary,
  kubernetesListsLibrary,
  kubernetesRegexLibrary,
];
