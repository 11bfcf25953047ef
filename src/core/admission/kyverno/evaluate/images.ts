import { Unknown, type Value, type ValueObject } from "#core/language";
import { isList, isObject, memberAt } from "#core/model";
import type { AdmissionRequest } from "../../model/request.ts";

const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  "/v1/pods": ["spec"],
  "apps/v1/deployments": ["spec", "template", "spec"],
  "apps/v1/statefulsets": ["spec", "template", "spec"],
  "apps/v1/daemonsets": ["spec", "template", "spec"],
  "apps/v1/replicasets": ["spec", "template", "spec"],
  "batch/v1/jobs": ["spec", "template", "spec"],
  "batch/v1/cronjobs": ["spec", "jobTemplate", "spec", "template", "spec"],
};

/** The images of the object of a request by where they stand in its Pod; empty for what has no Pod. */
export function imagesOf({ resource, object, oldObject }: AdmissionRequest): ValueObject {
  const path = TEMPLATES[`${resource.group}/${resource.version}/${resource.resource}`];
  const pod = path && memberAt(object ?? oldObject ?? undefined, ...path);
  if (!isObject(pod)) return {};
  return {
    containers: valuesAt(pod["containers"], ["image"]),
    initContainers: valuesAt(pod["initContainers"], ["image"]),
    ephemeralContainers: valuesAt(pod["ephemeralContainers"], ["image"]),
    imageVolumes: valuesAt(pod["volumes"], ["image", "reference"]),
  };
}

function valuesAt(items: Value | undefined, path: readonly string[]): Value {
  if (!isList(items)) return items instanceof Unknown ? items : [];
  return items.flatMap((item) => memberAt(item, ...path) ?? (item instanceof Unknown ? [item] : []));
}
