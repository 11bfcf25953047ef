import type { ValueObject } from "#core/language";
import type { Path } from "#core/model";
import { textOf } from "../json/index.ts";
import { maskSecrets } from "../kubernetes/mask.ts";
import { unmaskedPath } from "../masked.ts";

/** The native type of a `kubernetes` token, such as `apps/v1 Deployment`; null for another token, and for what is no API object (charts). */
export function kubernetesType(token: string): string | null {
  const [provider, group = "", kind = ""] = token.split(":");
  if (provider !== "kubernetes" || !/(?:^|\/)v\d+(?:(?:alpha|beta)\d+)?$/.test(group) || group.startsWith("helm.sh/"))
    return null;
  return `${group.replace(/^core\//, "")} ${kind}`;
}

/** The object without anything secret, as manifests have it. */
export function kubernetesNative(properties: ValueObject): ValueObject {
  return maskSecrets({ kind: textOf(properties, "kind") ?? "", value: properties });
}

/** The path in the text for a path in what `kubernetesNative` answered. */
export function kubernetesPath(properties: ValueObject, path: Path): Path {
  return unmaskedPath(kubernetesNative(properties), path);
}
