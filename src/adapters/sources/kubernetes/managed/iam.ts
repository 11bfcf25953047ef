import { Unknown, type Value } from "#core/language";
import { canonicalJson, isObject, type Path } from "#core/model";
import { terraformTypeOfConfig } from "../../bridged/index.ts";
import { listOf, member, memberAt, textOf } from "../../json/index.ts";
import type { KubernetesObject } from "../object.ts";
import type { Managed, Mention } from "./managed.ts";
import { laterValue, mentionOf } from "./references.ts";

/** Kinds whose grants Terraform calls by another name than the resource's. */
const HOLDERS: Readonly<Record<string, string>> = {
  Folder: "google_folder",
  Organization: "google_organization",
  Project: "google_project",
};

/** The attribute that names the resource of a grant, where it is not the last word of its type. */
const HOLDER_ATTRIBUTES: Readonly<Record<string, string>> = {
  google_artifact_registry_repository: "repository",
  google_bigquery_dataset: "dataset_id",
  google_bigquery_table: "table_id",
  google_cloud_run_v2_job: "name",
  google_cloud_run_v2_service: "name",
  google_cloudfunctions_function: "cloud_function",
  google_compute_instance: "instance_name",
  google_kms_crypto_key: "crypto_key_id",
  google_kms_key_ring: "key_ring_id",
  google_organization: "org_id",
  google_secret_manager_secret: "secret_id",
  google_service_account: "service_account_id",
};

/** Grants of Config Connector as Terraform has them: members, bindings and policies of the resource that they are about; null for other kinds. */
export function readIam(object: KubernetesObject): readonly Managed[] | null {
  if (object.kind === "IAMPolicyMember") return [readMember(object)];
  if (object.kind === "IAMPartialPolicy") return readPartialPolicy(object);
  return object.kind === "IAMPolicy" ? [readPolicy(object)] : null;
}

interface Grant {
  readonly suffix: string;
  readonly attributes: Readonly<Record<string, Value>>;
  readonly mentions: readonly Mention[];
  readonly part: string;
  readonly places: Readonly<Record<string, Path>>;
}

function readMember(object: KubernetesObject): Managed {
  const spec = member(object.value, "spec") ?? null;
  const { value, mentions } = memberAtPath(spec, ["member"]);
  const condition = member(spec, "condition");
  const attributes = {
    role: member(spec, "role") ?? null,
    member: value,
    ...(condition === undefined ? {} : { condition }),
  };
  const places = { member: [isObject(member(spec, "memberFrom")) ? "memberFrom" : "member"] };
  return granted(object, { suffix: "iam_member", attributes, mentions, part: "", places });
}

/** Each binding of a partial policy gives a role to members, beside whatever others gave. */
function readPartialPolicy(object: KubernetesObject): readonly Managed[] {
  return listOf(member(object.value, "spec"), "bindings").map((binding, at) => {
    const entries = listOf(binding, "members").map((entry, index) => memberAtPath(entry, ["members", index]));
    const attributes = { role: member(binding, "role") ?? null, members: entries.map(({ value }) => value) };
    const mentions = entries.flatMap((entry) => entry.mentions);
    const places = { members: ["bindings", at, "members"], role: ["bindings", at, "role"] };
    return granted(object, { suffix: "iam_binding", attributes, mentions, part: `[${at}]`, places });
  });
}

/** A policy is written as text, so that one member who is not known makes the whole of it unknown. */
function readPolicy(object: KubernetesObject): Managed {
  const bindings = listOf(member(object.value, "spec"), "bindings");
  const open = bindings.flatMap((binding) => listOf(binding, "members")).some((entry) => typeof entry !== "string");
  const data = open ? laterValue("policy_data") : canonicalJson({ bindings });
  const places = { policy_data: ["bindings"] };
  return granted(object, { suffix: "iam_policy", attributes: { policy_data: data }, mentions: [], part: "", places });
}

/** A member that is written out, under `member` in a partial policy, or comes from the identity of another object. */
function memberAtPath(holder: Value, path: Path): { readonly value: Value; readonly mentions: readonly Mention[] } {
  const written = typeof holder === "string" ? holder : textOf(holder, "member");
  if (written !== undefined) return { value: written, mentions: [] };
  const from = member(holder, "memberFrom");
  const [reference] = isObject(from) ? Object.values(from) : [];
  const value = new Unknown([{ reason: "after-apply", path: path.join(".") }]);
  return { value, mentions: reference === undefined ? [] : [{ ...mentionOf(reference), path }] };
}

function granted(object: KubernetesObject, { suffix, attributes, mentions, part, places }: Grant): Managed {
  const reference = memberAt(object.value, "spec", "resourceRef") ?? null;
  const kind = textOf(reference, "kind") ?? "";
  const holder = (Object.hasOwn(HOLDERS, kind) ? HOLDERS[kind] : undefined) ?? terraformTypeOfConfig(kind);
  const attribute = holderAttribute(holder);
  const written = textOf(reference, "external");
  const holderMention = written === undefined ? [{ ...mentionOf(reference), path: [attribute] }] : [];
  const native = { [attribute]: written === undefined ? laterValue(attribute) : bareName(written), ...attributes };
  return {
    type: `${holder}_${suffix}`,
    provider: "google",
    verb: "create",
    scope: textOf(native, "project") ?? "",
    labels: object.labels,
    native,
    mentions: [...holderMention, ...mentions],
    part,
    pathOf: (path) => placeOf(path, { ...places, [attribute]: ["resourceRef"] }),
  };
}

function holderAttribute(type: string): string {
  return (
    (Object.hasOwn(HOLDER_ATTRIBUTES, type) ? HOLDER_ATTRIBUTES[type] : undefined) ??
    type.slice(type.lastIndexOf("_") + 1)
  );
}

/** `projects/shop` and `organizations/123` are `shop` and `123` to Terraform; longer names stay whole. */
function bareName(external: string): string {
  return /^(?:projects|organizations)\/([^/]+)$/.exec(external)?.[1] ?? external;
}

function placeOf(path: Path, places: Readonly<Record<string, Path>>): Path {
  const [first = "", ...rest] = path;
  const known = Object.hasOwn(places, first) ? places[first] : undefined;
  return known === undefined ? ["spec", ...path] : ["spec", ...known, ...rest];
}
