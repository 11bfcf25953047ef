import { Authorizer, ResourceCheck, type Authorize } from "#core/language";
import type { Value, ValueObject } from "#core/language";
import { isObject, memberAt } from "#core/model";
import { REQUEST_RESOURCE } from "./environment.ts";
import { namespaceLabels } from "../model/labels.ts";
import { isNamespace, type AdmissionRequest } from "../model/request.ts";
import { unseen, unseenNamespace } from "../model/unseen-namespace.ts";
import type { Namespaces } from "../matching/match-resources.ts";
import type { Inputs } from "./run.ts";

/** The values that expressions see for one request and one set of parameters. */
export function inputsOf(request: AdmissionRequest, params: ValueObject | null, namespaces: Namespaces): Inputs {
  return {
    object: request.object,
    oldObject: request.oldObject,
    request: requestValue(request),
    namespaceObject: namespaceValue(request, namespaces),
    params,
  };
}

/** The authorizer as expressions see it, asked for whoever sent the request. */
export function authorizerInputs(request: AdmissionRequest, authorize: Authorize = () => null): Inputs {
  const { name, namespace, subResource: subresource, userInfo } = request;
  const { group, resource } = request.resource;
  const authorizer = new Authorizer(authorize, userInfo?.username ?? null);
  const attributes = { group, resource, subresource, namespace, name, fieldSelector: "", labelSelector: "" };
  const isKnown = request.unknown === undefined;
  return {
    authorizer,
    [REQUEST_RESOURCE]: isKnown ? new ResourceCheck(authorizer, attributes) : unseen(REQUEST_RESOURCE),
  };
}

/** The same inputs for expressions that may not ask it. */
export function withoutAuthorizer(inputs: Inputs): Inputs {
  return { ...inputs, authorizer: null, [REQUEST_RESOURCE]: null };
}

/** The request as the API server shows it: what is empty is left out, but for what every request has. */
function requestValue({ resource: name, subResource, unknown, ...request }: AdmissionRequest): ValueObject {
  const { group, version, kind } = name;
  const resource = { group, version, resource: name.resource };
  return {
    kind: { group, version, kind },
    resource,
    requestKind: { group, version, kind },
    requestResource: resource,
    ...(subResource !== "" && { subResource, requestSubResource: subResource }),
    ...(request.name !== "" && { name: request.name }),
    ...(request.namespace !== "" && { namespace: request.namespace }),
    ...(unknown?.name === true && { name: unseen("request.name") }),
    ...(unknown?.namespace === true && { namespace: unseen("request.namespace") }),
    operation: request.operation,
    userInfo: request.userInfo === null ? unseen("request.userInfo") : { ...request.userInfo },
    dryRun: request.dryRun,
    options: OPTIONS[request.operation],
  };
}

const META = "meta.k8s.io/v1";
const OPTIONS: Readonly<Record<AdmissionRequest["operation"], Value>> = {
  CREATE: { apiVersion: META, kind: "CreateOptions" },
  UPDATE: { apiVersion: META, kind: "UpdateOptions" },
  DELETE: { apiVersion: META, kind: "DeleteOptions" },
  CONNECT: null,
};

/** Null for what lives in no namespace and for a Namespace itself; of one that nobody handed in only the name is known. */
function namespaceValue({ resource, namespace, unknown }: AdmissionRequest, namespaces: Namespaces): Value {
  if (unknown?.namespace === true && !isNamespace(resource)) return unseen("namespaceObject");
  if (namespace === "" || isNamespace(resource)) return null;
  const object = namespaces.get(namespace);
  return object === undefined ? unseenNamespace(namespace) : shownNamespace(namespace, object);
}

/** What of a namespace is shown. What only a running cluster writes is unknown. */
function shownNamespace(name: string, object: ValueObject): ValueObject {
  const metadata = memberAt(object, "metadata");
  const written = isObject(metadata) ? metadata : {};
  const shown = SHOWN.flatMap((key) => (Object.hasOwn(written, key) ? [[key, written[key] ?? null] as const] : []));
  const labels = Object.fromEntries(namespaceLabels(name, object).entries);
  return {
    metadata: { ...Object.fromEntries(shown), labels, UID: unseen("namespaceObject.metadata.UID") },
    spec: unseen("namespaceObject.spec"),
    status: unseen("namespaceObject.status"),
  };
}

const SHOWN = ["name", "generateName", "annotations", "finalizers"];
