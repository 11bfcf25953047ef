import { resourceOf, type AdmissionRequest } from "#core/admission";
import type { ReviewRequest } from "#core/wire";

/** A request as policies of Kubernetes see it. */
export function toAdmissionRequest(request: ReviewRequest): AdmissionRequest {
  const { kind, resource, subResource, name, namespace, operation, object, oldObject, userInfo, dryRun } = request;
  const apiVersion = kind.group === "" ? kind.version : `${kind.group}/${kind.version}`;
  const known = resourceOf(apiVersion, kind.kind);
  return {
    operation,
    resource: { ...known, ...resource, namespaced: namespace !== "" },
    subResource,
    name,
    namespace,
    object,
    oldObject,
    userInfo,
    dryRun,
  };
}
