import { contextWith, pipeline, resourceBase, type QuestionAbout, type ShapeOf } from "./shape.ts";

type Properties = {
  readonly acl: string;
  readonly publicAccess: {
    readonly blockAcls: boolean;
    readonly ignoreAcls: boolean;
    readonly blockPolicy: boolean;
    readonly restrict: boolean;
  };
  readonly encryption: readonly { readonly rules: readonly { readonly algorithm: string; readonly key: string }[] }[];
  readonly versioning: readonly { readonly enabled: boolean }[];
  readonly logging: readonly { readonly target: string }[];
  readonly retentionDays: number;
};
type Asked = QuestionAbout<Properties>;

const GOOD: Properties = {
  acl: "private",
  publicAccess: { blockAcls: true, ignoreAcls: true, blockPolicy: true, restrict: true },
  encryption: [{ rules: [{ algorithm: "aws:kms", key: "alias/data" }] }],
  versioning: [{ enabled: true }],
  logging: [{ target: "logs-central" }],
  retentionDays: 90,
};

function question(changes: Partial<Properties>): Asked {
  const properties: Properties = { ...GOOD, ...changes };
  return {
    principal: pipeline([]),
    context: contextWith(),
    resource: { ...resourceBase("Bucket"), properties, native: {} },
  };
}

/** P2: ten conditions on a bucket, some of them inside lists of one as Terraform has them. */
export const bucket: ShapeOf<Asked> = {
  name: "P2 bucket",
  kind: "Bucket",
  properties: {
    acl: "string",
    publicAccess: {
      type: "object",
      properties: { blockAcls: "bool", ignoreAcls: "bool", blockPolicy: "bool", restrict: "bool" },
    },
    encryption: {
      type: "list",
      items: {
        type: "object",
        properties: {
          rules: { type: "list", items: { type: "object", properties: { algorithm: "string", key: "string" } } },
        },
      },
    },
    versioning: { type: "list", items: { type: "object", properties: { enabled: "bool" } } },
    logging: { type: "list", items: { type: "object", properties: { target: "string" } } },
    retentionDays: "int",
  },
  expression: `resource.properties.acl == 'private'
    && resource.properties.publicAccess.blockAcls
    && resource.properties.publicAccess.ignoreAcls
    && resource.properties.publicAccess.blockPolicy
    && resource.properties.publicAccess.restrict
    && resource.properties.encryption[0].rules[0].algorithm == 'aws:kms'
    && resource.properties.encryption[0].rules[0].key != ''
    && resource.properties.versioning[0].enabled
    && resource.properties.logging[0].target.startsWith('logs-')
    && resource.properties.retentionDays >= 30`,
  byHand({ resource: { properties } }) {
    return (
      properties.acl === "private" &&
      isClosed(properties) &&
      isEncrypted(properties) &&
      properties.versioning[0]?.enabled === true &&
      properties.logging[0]?.target.startsWith("logs-") === true &&
      properties.retentionDays >= 30
    );
  },
  questions: [
    question({}),
    question({ acl: "public-read" }),
    question({ retentionDays: 365 }),
    question({ encryption: [{ rules: [{ algorithm: "AES256", key: "" }] }] }),
    question({ logging: [{ target: "logs-eu" }] }),
    question({ versioning: [{ enabled: false }] }),
    question({ encryption: [{ rules: [{ algorithm: "aws:kms", key: "alias/other" }] }] }),
    question({ retentionDays: 7 }),
  ],
  cedar: {
    condition: `context.acl == "private" && context.publicAccess.blockAcls && context.publicAccess.ignoreAcls
      && context.publicAccess.blockPolicy && context.publicAccess.restrict && context.algorithm == "aws:kms"
      && context.key != "" && context.versioned && context.logs like "logs-*" && context.retentionDays >= 30`,
    context: ({ resource: { properties } }) => ({
      acl: properties.acl,
      publicAccess: properties.publicAccess,
      algorithm: properties.encryption[0]?.rules[0]?.algorithm ?? "",
      key: properties.encryption[0]?.rules[0]?.key ?? "",
      versioned: properties.versioning[0]?.enabled ?? false,
      logs: properties.logging[0]?.target ?? "",
      retentionDays: properties.retentionDays,
    }),
  },
  rego: `allow if {
    properties := input.resource.properties
    properties.acl == "private"
    properties.publicAccess.blockAcls
    properties.publicAccess.ignoreAcls
    properties.publicAccess.blockPolicy
    properties.publicAccess.restrict
    properties.encryption[0].rules[0].algorithm == "aws:kms"
    properties.encryption[0].rules[0].key != ""
    properties.versioning[0].enabled
    startswith(properties.logging[0].target, "logs-")
    properties.retentionDays >= 30
  }`,
};

function isClosed({ publicAccess }: Properties): boolean {
  return publicAccess.blockAcls && publicAccess.ignoreAcls && publicAccess.blockPolicy && publicAccess.restrict;
}

function isEncrypted({ encryption }: Properties): boolean {
  const rule = encryption[0]?.rules[0];
  return rule !== undefined && rule.algorithm === "aws:kms" && rule.key !== "";
}
