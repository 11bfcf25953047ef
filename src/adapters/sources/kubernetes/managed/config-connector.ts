import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import {
  maskCredentials,
  pathBeforeTranslation,
  plainNames,
  terraformTypeOfConfig,
  translateAttributes,
} from "../../bridged/index.ts";
import { member, memberAt, put, textOf } from "../../json/index.ts";
import type { KubernetesObject } from "../object.ts";
import { readIam } from "./iam.ts";
import type { Managed } from "./managed.ts";
import {
  laterValue,
  mentionOf,
  pathBeforeReplacing,
  replaceReferences,
  secretValue,
  type Replace,
  type Replacement,
} from "./references.ts";
import { textsIn, translatedMentions } from "./translate.ts";

const GROUP = /^[a-z0-9]+\.cnrm\.cloud\.google\.com\//;
/** Groups of the connector itself. */
const OWN_GROUP = /^(?:core|customize|addons|operator)\.cnrm\.cloud\.google\.com\//;
const ANNOTATION = "cnrm.cloud.google.com/";

/** Attributes that the object's name stands for, where it is not `name`. */
const NAMED_BY: Readonly<Record<string, string>> = {
  google_artifact_registry_repository: "repository_id",
  google_bigquery_dataset: "dataset_id",
  google_bigquery_table: "table_id",
  google_project: "project_id",
  google_project_iam_custom_role: "role_id",
  google_project_service: "service",
  google_secret_manager_secret: "secret_id",
  google_service_account: "account_id",
};

/** Attributes that a reference stands for, by `Kind.field` or the field alone, where the field is not the attribute's name and `Ref`. */
const REFERRED: Readonly<Record<string, string>> = {
  "BigQueryTable.datasetRef": "datasetId",
  "ComputeDisk.kmsKeyRef": "kmsKeySelfLink",
  "ComputeInstance.kmsKeyRef": "kmsKeySelfLink",
  "ComputeInstance.serviceAccountRef": "email",
  "ComputeInstanceTemplate.kmsKeyRef": "kmsKeySelfLink",
  "ComputeInstanceTemplate.serviceAccountRef": "email",
  "ContainerNodePool.bootDiskKMSCryptoKeyRef": "bootDiskKmsKey",
  "Folder.folderRef": "parent",
  "Folder.organizationRef": "parent",
  "IAMServiceAccountKey.serviceAccountRef": "serviceAccountId",
  "Project.folderRef": "folderId",
  "Project.organizationRef": "orgId",
  "SQLInstance.encryptionKMSCryptoKeyRef": "encryptionKeyName",
  "StorageBucket.kmsKeyRef": "defaultKmsKeyName",
  billingAccountRef: "billingAccount",
  kmsCryptoKeyRef: "kmsKeyName",
  kmsKeyRef: "kmsKeyName",
  organizationRef: "orgId",
};

/** What the connector is told through annotations and Terraform through attributes. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  "create-subnetworks": "auto_create_subnetworks",
  "deletion-policy": "deletion_policy",
  "disable-dependent-services": "disable_dependent_services",
  "disable-on-destroy": "disable_on_destroy",
  "force-destroy": "force_destroy",
  "project-id": "project",
  "remove-default-node-pool": "remove_default_node_pool",
};

/** The resources that an object of Google Config Connector stands for: one, or one for each binding of an IAM policy; null for any other object. */
export function readConfigConnector(object: KubernetesObject): readonly Managed[] | null {
  if (!GROUP.test(object.apiVersion) || OWN_GROUP.test(object.apiVersion)) return null;
  return readIam(object) ?? [readResource(object)];
}

function readResource(object: KubernetesObject): Managed {
  const type = terraformTypeOfConfig(object.kind);
  const replace = replaceFields(object.kind);
  const found = member(object.value, "spec");
  const spec = isObject(found) ? found : {};
  const { object: replaced, mentions } = replaceReferences(spec, replace);
  const attributes = maskCredentials(pairsToMap(translateAttributes(replaced, plainNames, type)), object.name);
  const native = withMetadata(attributes, type, object);
  return {
    type,
    provider: "google",
    verb: "create",
    scope: textOf(native, "project") ?? "",
    labels: object.labels,
    native,
    mentions: translatedMentions(mentions, replaced, type),
    part: "",
    pathOf: (path) => pathInObject(path, { object, spec, replaced, replace, type }),
  };
}

/** What machines are told, a list of keys with values here and a map in Terraform. A pair that cannot be told leaves the list as it is. */
function pairsToMap(attributes: ValueObject): ValueObject {
  const pairs = member(attributes, "metadata");
  if (!isList(pairs)) return attributes;
  const map: Record<string, Value> = {};
  for (const pair of pairs) {
    const [key, value] = [textOf(pair, "key"), member(pair, "value")];
    if (key === undefined || value === undefined) return attributes;
    put(map, key, value);
  }
  return { ...attributes, metadata: map };
}

/** Names, labels and what annotations say, which Terraform has among the attributes. What is written out goes before. */
function withMetadata(attributes: ValueObject, type: string, object: KubernetesObject): ValueObject {
  const native: Record<string, Value> = {};
  const attribute = (Object.hasOwn(NAMED_BY, type) ? NAMED_BY[type] : undefined) ?? "name";
  const name = member(attributes, "resource_id") ?? (object.generated ? undefined : object.name);
  if (name !== undefined) put(native, attribute, name);
  if (Object.keys(object.labels).length > 0) native["labels"] = object.labels;
  for (const [annotation, text] of Object.entries(textsIn(memberAt(object.value, "metadata", "annotations")))) {
    const directive = directiveOf(annotation);
    if (directive !== undefined) native[directive] = truth(text);
  }
  for (const [own, value] of Object.entries(attributes)) put(native, own, value);
  return native;
}

function directiveOf(annotation: string): string | undefined {
  const name = annotation.startsWith(ANNOTATION) ? annotation.slice(ANNOTATION.length) : "";
  return Object.hasOwn(DIRECTIVES, name) ? DIRECTIVES[name] : undefined;
}

function truth(text: string): Value {
  if (text === "true") return true;
  return text === "false" ? false : text;
}

/** What the fields of a kind stand for: `networkRef` for `network`, a value kept in a Secret for the secret itself. */
function replaceFields(kind: string): Replace {
  return (name, value) => {
    if (isObject(value) && isSecret(value)) return { names: [name], value: secretValue(name), mentions: [] };
    if (name.endsWith("Ref") && isObject(value)) return replaceOne(kind, name, value);
    if (!name.endsWith("Refs") || !isList(value)) return null;
    const several = `${name.slice(0, -"Refs".length)}s`;
    return {
      names: [several],
      value: value.map((one) => external(one) ?? laterValue(several)),
      mentions: named(value),
    };
  };
}

function replaceOne(kind: string, field: string, value: Value): Replacement {
  const name = referred(`${kind}.${field}`) ?? referred(field) ?? field.slice(0, -"Ref".length);
  return { names: [name], value: external(value) ?? laterValue(name), mentions: named([value]) };
}

function referred(key: string): string | undefined {
  return Object.hasOwn(REFERRED, key) ? REFERRED[key] : undefined;
}

function external(reference: Value): string | undefined {
  return textOf(reference, "external");
}

function named(references: readonly Value[]): Replacement["mentions"] {
  return references.filter((reference) => external(reference) === undefined).map(mentionOf);
}

/** A value that is either written out under `value` or kept in a Secret, as the connector has every credential. */
function isSecret(value: ValueObject): boolean {
  const keys = Object.keys(value);
  return isObject(member(value, "valueFrom")) && keys.every((key) => key === "value" || key === "valueFrom");
}

interface Translated {
  readonly object: KubernetesObject;
  readonly spec: ValueObject;
  readonly replaced: ValueObject;
  readonly replace: Replace;
  readonly type: string;
}

function pathInObject(path: Path, { object, spec, replaced, replace, type }: Translated): Path {
  const camel = pathBeforeTranslation(replaced, path, plainNames, type);
  const found = pathBeforeReplacing(spec, camel, replace);
  if (found.length > 0) return ["spec", ...found];
  const [name = ""] = path;
  const annotations = textsIn(memberAt(object.value, "metadata", "annotations"));
  const annotation = Object.keys(annotations).find((key) => directiveOf(key) === name);
  if (annotation !== undefined) return ["metadata", "annotations", annotation];
  if (name === "labels") return ["metadata", ...path];
  const named = (Object.hasOwn(NAMED_BY, type) ? NAMED_BY[type] : undefined) ?? "name";
  return name === named ? ["metadata", "name"] : ["spec"];
}
