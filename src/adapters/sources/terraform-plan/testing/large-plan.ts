import { blockOf, changeOf, configuration, planOf, refs, type Json } from "./plan.ts";

interface JsonObject {
  readonly [key: string]: Json;
}

/** Attributes that every resource has beside those that make it what it is, so that each has about forty, as real ones do. */
const ORDINARY: JsonObject = Object.fromEntries(
  Array.from({ length: 34 }, (_, at) => [`attr_${at}`, [null, false, at, null, "on"][at % 5] ?? null]),
);

/**
 * The text of a plan, as compact as Terraform writes it, that creates `count` resources: buckets, each with three companions which refer to it
 * by its unknown id. The configuration has a block for each resource, and the planned values say everything once more.
 */
export function largePlan(count: number): string {
  const numbers = Array.from({ length: count }, (_, number) => number);
  const changes = numbers.map(change);
  const resources = changes.map(({ after, address }) => ({ address, values: after }));
  return JSON.stringify(
    planOf(
      changes.map(({ entry }) => entry),
      {
        planned_values: { root_module: { resources } },
        ...configuration({ resources: numbers.map(block) }, PROVIDERS),
      },
    ),
  );
}

const PROVIDERS: JsonObject = {
  aws: {
    name: "aws",
    full_name: "registry.terraform.io/hashicorp/aws",
    version_constraint: "5.100.0",
    expressions: {
      default_tags: [{ tags: { constant_value: { Environment: "prod", Owner: "platform" } } }],
      region: { constant_value: "eu-west-1" },
    },
  },
};

const TYPES = [
  "aws_s3_bucket",
  "aws_s3_bucket_versioning",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
] as const;

function addressOf(number: number): string {
  return `${TYPES[number % TYPES.length]}.r${bucketOf(number)}`;
}

function bucketOf(number: number): number {
  return number - (number % TYPES.length);
}

function change(number: number): { readonly entry: JsonObject; readonly after: JsonObject; readonly address: string } {
  const address = addressOf(number);
  const after = { ...ORDINARY, ...(isBucket(number) ? bucketValues(number) : {}) };
  const after_unknown: JsonObject = isBucket(number)
    ? { id: true, arn: true, tags: {}, tags_all: {}, grant: [], rule: [{ id: true, days: false }] }
    : { id: true, bucket: true };
  const after_sensitive = isBucket(number) ? { tags: {}, tags_all: {}, rule: [{}] } : {};
  return { address, after, entry: changeOf(address, { after, after_unknown, after_sensitive }) };
}

function isBucket(number: number): boolean {
  return bucketOf(number) === number;
}

function bucketValues(number: number): JsonObject {
  const tags = { Name: `data-${number}`, CostCentre: "4711" };
  return {
    bucket: `acme-data-${number}`,
    tags,
    tags_all: { ...tags, Environment: "prod", Owner: "platform" },
    grant: [],
    rule: [{ days: 30, filter: [{ prefix: "logs/" }], status: "Enabled" }],
  };
}

function block(number: number): JsonObject {
  const own = isBucket(number)
    ? { bucket: { constant_value: `acme-data-${number}` }, tags: { constant_value: { Name: `data-${number}` } } }
    : { bucket: refs(`aws_s3_bucket.r${bucketOf(number)}.id`), attr_4: refs("var.value") };
  return blockOf(addressOf(number), own);
}
