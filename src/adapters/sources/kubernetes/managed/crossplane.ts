import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import {
  maskCredentials,
  pathBeforeTranslation,
  plainNames,
  terraformTypeOfManaged,
  translateAttributes,
} from "../../bridged/index.ts";
import { listOf, member, memberAt, put, textOf } from "../../json/index.ts";
import type { KubernetesObject } from "../object.ts";
import type { Managed, Mention } from "./managed.ts";
import { textsIn, translatedMentions } from "./translate.ts";
import {
  laterValue,
  mentionOf,
  pathBeforeReplacing,
  replaceReferences,
  secretValue,
  type Replacement,
} from "./references.ts";

/** Attributes that the name in the cloud stands for, which managed resources leave out; `name` where the provider is not Amazon's. */
const NAMED_BY: Readonly<Record<string, string>> = {
  aws_db_instance: "identifier",
  aws_docdb_cluster: "cluster_identifier",
  aws_dynamodb_table: "name",
  aws_ecr_repository: "name",
  aws_ecs_cluster: "name",
  aws_eks_cluster: "name",
  aws_elasticache_cluster: "cluster_id",
  aws_elasticache_replication_group: "replication_group_id",
  aws_iam_group: "name",
  aws_iam_policy: "name",
  aws_iam_role: "name",
  aws_iam_user: "name",
  aws_lambda_function: "function_name",
  aws_neptune_cluster: "cluster_identifier",
  aws_opensearch_domain: "domain_name",
  aws_rds_cluster: "cluster_identifier",
  aws_rds_cluster_instance: "identifier",
  aws_redshift_cluster: "cluster_identifier",
  aws_s3_bucket: "bucket",
  aws_sns_topic: "name",
  aws_sqs_queue: "name",
};

/** A managed resource of one of Upbound's families of providers; null for any other object. */
export function readCrossplane(object: KubernetesObject): Managed | null {
  const terraform = terraformTypeOfManaged(groupOf(object), object.kind);
  const spec = member(object.value, "spec");
  if (terraform === null || !isObject(spec)) return null;
  const { type, provider } = terraform;
  const parameters = { ...objectAt(spec, "initProvider"), ...objectAt(spec, "forProvider") };
  const { object: replaced, mentions } = replaceReferences(parameters, replaceField);
  const attributes = maskCredentials(translateAttributes(replaced, plainNames, type), object.name);
  return {
    type,
    provider,
    verb: onlyObserves(spec) ? "read" : "create",
    scope: textOf(attributes, "project") ?? memberText(spec, "providerConfigRef") ?? "",
    labels: { ...textsIn(member(attributes, "labels")), ...textsIn(member(attributes, "tags")) },
    native: withName(attributes, type, provider, object),
    mentions: translatedMentions(mentions, replaced, type),
    part: "",
    pathOf: (path) => pathInObject(path, { spec, replaced, type }),
  };
}

function groupOf({ apiVersion }: KubernetesObject): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf("/")));
}

function objectAt(spec: ValueObject, name: string): ValueObject {
  const value = member(spec, name);
  return isObject(value) ? value : {};
}

function memberText(spec: ValueObject, name: string): string | undefined {
  return textOf(member(spec, name), "name");
}

function onlyObserves(spec: ValueObject): boolean {
  const policies = listOf(spec, "managementPolicies");
  return policies.length === 1 && policies[0] === "Observe";
}

function withName(attributes: ValueObject, type: string, provider: string, object: KubernetesObject): ValueObject {
  const attribute = Object.hasOwn(NAMED_BY, type) ? NAMED_BY[type] : provider === "aws" ? undefined : "name";
  if (attribute === undefined || Object.hasOwn(attributes, attribute)) return attributes;
  const external = textOf(memberAt(object.value, "metadata", "annotations"), "crossplane.io/external-name");
  const named: Record<string, Value> = { ...attributes };
  if (external !== undefined || !object.generated) put(named, attribute, external ?? object.name);
  return named;
}

const SUFFIX = /^(.+?)(SecretRef|Refs|Ref|Selector)$/;

/**
 * What generated references stand for: `bucketRef` and `bucketSelector` for `bucket`, `subnetIdRefs` for `subnetIds`, `passwordSecretRef` for
 * `password`. A selector does not say whether it selects one or several.
 */
function replaceField(name: string, value: Value): Replacement | null {
  const [, stem = "", suffix = ""] = SUFFIX.exec(name) ?? [];
  if (suffix === "" || !(isObject(value) || isList(value))) return null;
  if (suffix === "SecretRef") return { names: [stem], value: secretValue(stem), mentions: [] };
  if (suffix === "Ref") return { names: [stem], value: laterValue(stem), mentions: [mentionOf(value)] };
  const several = `${stem}s`;
  if (suffix === "Refs") {
    return { names: [several], value: laterValue(several), mentions: (isList(value) ? value : []).map(mentionOf) };
  }
  return { names: [stem, several], value: laterValue(stem), mentions: [selected(value)] };
}

function selected(selector: Value): Omit<Mention, "path"> {
  return { name: null, namespace: null, labels: textsIn(member(selector, "matchLabels")) };
}

interface Translated {
  readonly spec: ValueObject;
  readonly replaced: ValueObject;
  readonly type: string;
}

/** What is not among the parameters at all is placed at them. */
function pathInObject(path: Path, { spec, replaced, type }: Translated): Path {
  const camel = pathBeforeTranslation(replaced, path, plainNames, type);
  const inside = (part: string): Path => pathBeforeReplacing(objectAt(spec, part), camel, replaceField);
  const [wanted, initial] = [inside("forProvider"), inside("initProvider")];
  if (initial.length > wanted.length) return ["spec", "initProvider", ...initial];
  return ["spec", "forProvider", ...wanted];
}
