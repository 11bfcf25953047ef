import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Unknown, type Value } from "#core/language";
import { isList, isObject, parseJson, type NativeResource, type SourceReading } from "#core/model";
import type { Companion } from "../source-format.ts";
import { readTerraformPlan } from "../terraform-plan/index.ts";
import { readTerraformConfiguration } from "./read.ts";

const ORACLES = process.env["WRIT_ORACLES"] ?? "../shared/oracles";
const FIXTURES = "tests/terraform/checks/resource/aws";

/** What a configuration says and its plan does not, by the reason. Every line (folder, type and path) must still be so. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "the present provider has no such attribute, so that the fixture was planned without it": [
    "example_APIGatewayCacheEnable aws_api_gateway_stage name",
    "example_DBInstanceMinorUpgrade aws_rds_cluster_instance name",
    "example_DLMEventsCrossRegionEncryption aws_dlm_lifecycle_policy policy_details[].action[].cross_region_copy[].encryption_configuration[].encryption",
    "example_DLMEventsCrossRegionEncryptionWithCMK aws_dlm_lifecycle_policy policy_details[].action[].cross_region_copy[].encryption_configuration[].encryption",
    "example_NetworkACLUnrestrictedIngress22 aws_network_acl_rule ingress",
    "example_RDSEncryption aws_db_instance name",
    "example_RDSInstanceDeletionProtection aws_db_instance availability_zones",
    "example_RDSInstanceDeletionProtection aws_db_instance cluster_identifier",
    "example_RDSInstanceDeletionProtection aws_db_instance database_name",
    "example_RDSInstanceDeletionProtection aws_db_instance master_username",
    "example_RDSInstanceDeletionProtection aws_db_instance preferred_backup_window",
    "example_RDSMultiAZEnabled aws_db_instance name",
    "example_RDSPostgreSQLLogFDWExtension aws_db_instance name",
    "example_SagemakerDataQualityJobDefinitionEncryption aws_sagemaker_data_quality_job_definition job_definition_name",
    "example_WAFACLCVE202144228 aws_wafv2_web_acl rule[].statement[].managed_rule_group_statement[].excluded_rule",
  ],
  "the provider writes the value its own way": [
    "drift-iam aws_iam_openid_connect_provider url",
    "example_ECSContainerHostProcess aws_ecs_task_definition container_definitions",
    "example_ECSContainerReadOnlyRoot aws_ecs_task_definition container_definitions",
    "example_ElasticsearchDomainHA aws_elasticsearch_domain cluster_config[].dedicated_master_count",
    "example_ElasticsearchDomainHA aws_opensearch_domain cluster_config[].dedicated_master_count",
    "example_IAMPolicyAttachedToGroupOrRoles aws_iam_policy_attachment users",
  ],
  "only the schema tells that a truth value is kept as a text, or that a block stands alone": [
    "bedrock-sagemaker aws_bedrock_model_invocation_logging_configuration logging_config",
    "example_ElasticacheReplicationGroupEncryptionAtTransitAuthToken aws_elasticache_replication_group at_rest_encryption_enabled",
  ],
  "the plan keeps what somebody has changed in the world, as `ignore_changes` says": [
    "drift-deleted-and-ignored aws_s3_bucket tags.Owner",
  ],
};

interface Pair {
  readonly name: string;
  readonly folder: string;
  readonly plan: string;
}

/** Folders that hold a configuration of which there is a plan. */
function pairs(): readonly Pair[] {
  const plans = join(ORACLES, "terraform-plans");
  const own = readdirSync(plans).map((name) => ({
    name,
    folder: join(plans, name),
    plan: join(plans, name, "plan.json"),
  }));
  const fixtures = join(ORACLES, "checkov-fixtures");
  const made = readdirSync(join(fixtures, "plans")).map((file) => {
    const name = file.replace(".plan.json", "").replace(/^A_/, "example_");
    return { name, folder: join(fixtures, FIXTURES, name), plan: join(fixtures, "plans", file) };
  });
  return [...own, ...made].filter(({ folder, plan }) => existsSync(folder) && existsSync(plan));
}

function readFolder(folder: string): SourceReading {
  const files: readonly Companion[] = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:tf|tfvars|tf\.json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, text: readFileSync(file, "utf8") }));
  return readTerraformConfiguration({ name: folder, root: folder, files });
}

/** What is there after a plan, or by a configuration, by id. */
function resourcesOf({ changes, surroundings }: SourceReading): ReadonlyMap<string, NativeResource> {
  const all = [...surroundings, ...changes.flatMap(({ after, verb }) => (verb === "release" ? [] : (after ?? [])))];
  return new Map(all.filter(({ id }) => !/ \((?:live|deposed)/.test(id)).map((resource) => [resource.id, resource]));
}

/** The paths at which a configuration states what its plan does not. */
class Comparison {
  readonly differing: string[] = [];
  same = 0;

  value(stated: Value, planned: Value | undefined, path: string): void {
    if (stated === null || stated instanceof Unknown || planned instanceof Unknown) return;
    if (isList(stated)) this.#list(stated, planned, path);
    else if (isObject(stated)) this.#object(stated, planned, path);
    else if (isSame(stated, planned)) this.same++;
    else if (!isStub(planned)) this.differing.push(path);
  }

  /** Sets have an order of their own, so every element is held against the one that is most like it. */
  #list(stated: readonly Value[], planned: Value | undefined, path: string): void {
    if (!isList(planned) || stated.length !== planned.length) {
      if (!(isList(planned) && planned.some(isStub)) && stated.every((one) => one !== null)) this.differing.push(path);
      return;
    }
    for (const element of stated) {
      const tries = planned.map((other) => {
        const comparison = new Comparison();
        comparison.value(element, other, `${path}[]`);
        return comparison;
      });
      const [best] = tries.toSorted((a, b) => a.differing.length - b.differing.length || b.same - a.same);
      this.differing.push(...(best?.differing ?? []));
      this.same += best?.same ?? 0;
    }
  }

  #object(stated: Readonly<Record<string, Value>>, planned: Value | undefined, path: string): void {
    if (!isObject(planned)) {
      if (Object.keys(stated).length > 0) this.differing.push(path);
      return;
    }
    for (const [key, part] of Object.entries(stated)) {
      if (path !== "" || key !== "lifecycle") this.value(part, planned[key], path === "" ? key : `${path}.${key}`);
    }
  }
}

/** Providers write documents in JSON their own way. */
function isSame(stated: Value, planned: Value | undefined): boolean {
  if (stated === planned) return true;
  if (typeof stated !== "string" || typeof planned !== "string") return false;
  const [a, b] = [parseJson(stated), parseJson(planned)];
  return a.kind === "parsed" && b.kind === "parsed" && sorted(a.value) === sorted(b.value);
}

function sorted(value: Value): string {
  if (isList(value)) return `[${value.map(sorted).toSorted().join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value)
    .toSorted()
    .map((key) => `${key}:${sorted(value[key] ?? null)}`)
    .join()}}`;
}

/** Those who made the plans of the fixtures put these in the place of what does not plan without an account. */
function isStub(value: Value | undefined): boolean {
  return typeof value === "string" && /^mock$|:role\/mock$/.test(value);
}

describe.skipIf(!existsSync(ORACLES))("configurations beside their plans (skipped without the folder oracles)", () => {
  const read = existsSync(ORACLES)
    ? pairs().map((pair) => ({
        ...pair,
        stated: resourcesOf(readFolder(pair.folder)),
        planned: resourcesOf(readTerraformPlan({ file: pair.plan, bytes: readFileSync(pair.plan) })),
      }))
    : [];

  test("there are many", () => {
    expect(read.length).toBeGreaterThan(130);
  });

  test("every resource of a plan has the id, type, provider, module and name that the configuration gives it", () => {
    let count = 0;
    for (const { name, stated, planned } of read) {
      for (const { id, type, provider, module, name: own, providerVersion } of planned.values()) {
        expect(stated.get(id), `${name} ${id}`).toMatchObject({
          id,
          type,
          provider,
          module,
          name: own,
          providerVersion,
        });
        count++;
      }
    }
    expect(count).toBeGreaterThan(500);
  });

  test("what a configuration states is what its plan shows", () => {
    let same = 0;
    const differing = read.flatMap(({ name, stated, planned }) =>
      [...planned].flatMap(([id, { type, native }]) => {
        const comparison = new Comparison();
        comparison.value(stated.get(id)?.native ?? {}, native, "");
        same += comparison.same;
        return comparison.differing.map((path) => `${name} ${type} ${path}`);
      }),
    );
    expect([...new Set(differing)].toSorted()).toEqual(Object.values(ALLOWED).flat().toSorted());
    expect(same).toBeGreaterThan(2900);
  });
});
