type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Values = { readonly [key: string]: Json };

const PROVIDER = "registry.terraform.io/hashicorp/aws";

/** What a plan of the benchmark creates, again and again; references lead to the bucket of the same round. */
const TYPES: readonly { readonly type: string; readonly values: (number: number) => Values }[] = [
  {
    type: "aws_s3_bucket",
    values: (number) => ({ bucket: `data-${number}`, force_destroy: false, object_lock_enabled: false }),
  },
  {
    type: "aws_s3_bucket_versioning",
    values: () => ({ versioning_configuration: [{ status: "Enabled", mfa_delete: null }] }),
  },
  {
    type: "aws_s3_bucket_public_access_block",
    values: () => ({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    }),
  },
  {
    type: "aws_security_group",
    values: (number) => ({
      name: `group-${number}`,
      description: "one of many",
      ingress: [
        {
          from_port: 443,
          to_port: 443,
          protocol: "tcp",
          cidr_blocks: ["10.0.0.0/8"],
          ipv6_cidr_blocks: [],
          self: false,
        },
      ],
      egress: [],
    }),
  },
  {
    type: "aws_db_instance",
    values: (number) => ({
      identifier: `db-${number}`,
      engine: "postgres",
      engine_version: "16.4",
      publicly_accessible: false,
      storage_encrypted: number % 10 !== 0,
      backup_retention_period: 14,
      deletion_protection: true,
      multi_az: true,
    }),
  },
  {
    type: "aws_iam_policy",
    values: (number) => ({
      name: `policy-${number}`,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: `arn:aws:s3:::data-${number}/*` }],
      }),
    }),
  },
];

/** The text of a Terraform plan that creates this many resources of six types; the buckets' companions refer to them. */
export function planText(count: number): string {
  const numbers = Array.from({ length: count }, (_, number) => number);
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.9.5",
    resource_changes: numbers.map(changeOf),
    planned_values: { root_module: { resources: numbers.map(plannedOf) } },
    configuration: {
      provider_config: { aws: { name: "aws", full_name: PROVIDER } },
      root_module: { resources: numbers.map(configurationOf) },
    },
    complete: true,
    errored: false,
    applyable: true,
  });
}

interface Planned {
  readonly type: string;
  readonly name: string;
  readonly address: string;
  readonly values: Values;
  /** The address of the bucket that this one belongs to; null where it belongs to none. */
  readonly bucket: string | null;
}

function resourceOf(number: number): Planned {
  const round = Math.floor(number / TYPES.length);
  const { type, values } = TYPES[number % TYPES.length] ?? { type: "none", values: () => ({}) };
  const name = `r${round}`;
  const bucket = type.startsWith("aws_s3_bucket_") ? `aws_s3_bucket.${name}` : null;
  const tags = { Name: name, Environment: "prod", Owner: "platform" };
  return { type, name, address: `${type}.${name}`, values: { ...values(number), tags, tags_all: tags }, bucket };
}

function changeOf(number: number): Json {
  const { type, name, address, values, bucket } = resourceOf(number);
  const unknown = bucket === null ? { id: true, arn: true } : { id: true, bucket: true };
  const change = {
    actions: ["create"],
    before: null,
    after: values,
    after_unknown: unknown,
    before_sensitive: false,
    after_sensitive: {},
  };
  return { address, mode: "managed", type, name, provider_name: PROVIDER, change };
}

function plannedOf(number: number): Json {
  const { type, name, address, values } = resourceOf(number);
  return { address, mode: "managed", type, name, provider_name: PROVIDER, schema_version: 0, values };
}

function configurationOf(number: number): Json {
  const { type, name, address, bucket } = resourceOf(number);
  const expressions = bucket === null ? {} : { bucket: { references: [`${bucket}.id`, bucket] } };
  return { address, mode: "managed", type, name, provider_config_key: "aws", expressions, schema_version: 0 };
}
