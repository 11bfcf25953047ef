import type { DocumentKind } from "../types/index.ts";

/** One document of every kind, with every key that the kind knows. */
export const EXAMPLES: Readonly<Record<DocumentKind, string>> = {
  Policy: `apiVersion: writ/v1
kind: Policy
metadata:
  name: object-store-not-public
  title: Object stores are not public
  labels: { team: platform }
  annotations: { link: "https://example.org" }
spec:
  description: Public buckets leak.
  severity: high
  mode: enforce
  failurePolicy: Fail
  match:
    kinds: [ObjectStore]
    types: [aws_s3_bucket]
    verbs: [create, update]
    principals: [agent, pipeline]
    points: [check]
    environments: [production]
  matchConditions:
    - name: not-exempt
      expression: "!('exempt' in resource.labels)"
  variables:
    - name: open
      expression: resource.properties.public
  parameters:
    retentionDays:
      schema: { type: int, description: Days of retention, unit: days }
      default: 30
    regions:
      schema: { type: list, items: string }
      default: [eu-central-1]
  validations:
    - id: not-public
      expression: "!variables.open"
      message: The object store is public
      messageExpression: "'public: ' + resource.name"
      evidence: runtime
  satisfies: [nist-800-53-r5/AC-6]
  remediation: Set the public access block.
`,
  Grant: `apiVersion: writ/v1
kind: Grant
metadata: { name: deployer }
spec:
  description: Deploys buckets
  principals: { kinds: [agent], ids: [agent-7], groups: [deployers] }
  verbs: [create]
  kinds: [ObjectStore]
  types: [aws_s3_bucket]
  environments: [staging]
  tasks: [ticket-7]
  conditions:
    - { name: small, expression: "true" }
  approval: required
  owner: platform
  approvedBy: security
  expires: 2027-06-30T00:00:00Z
`,
  Agent: `apiVersion: writ/v1
kind: Agent
metadata: { name: builder }
spec:
  description: Builds
  owner: platform
  identity: { oidcSubject: "repo:a/b", spiffeId: "spiffe://a/b", keyId: k1 }
  models: [m-1]
  tools: [plain/tool, { name: other/tool, digest: "sha256:${"0".repeat(64)}" }]
  environments: [staging]
  delegationDepth: 2
  budgets:
    - { of: calls, per: call, most: 1 }
    - { of: tokens, per: agent, window: 24h, most: 1000 }
`,
  Waiver: `apiVersion: writ/v1
kind: Waiver
metadata: { name: legacy-bucket }
spec:
  policy: object-store-not-public
  validation: not-public
  resource: { id: aws_s3_bucket.legacy, type: aws_s3_bucket, scope: "123" }
  digest: "${"a".repeat(64)}"
  owner: finance
  author: ann@example.org
  approver: bob@example.org
  reason: Static website
  category: mitigated
  ticket: https://tickets.example.org/SEC-12
  expires: "2027-01-31T00:00:00+01:00"
`,
  ResourceKind: `apiVersion: writ/v1
kind: ResourceKind
metadata: { name: ObjectStore }
spec:
  description: A bucket
  properties:
    public: { type: bool, description: Whether anyone can read it }
    name: string
    network: { type: object, properties: { default: { type: string, enum: [allow, deny] } } }
    tags: { type: map, values: string }
  mappings:
    - types: [aws_s3_bucket]
      provider: aws
      when: "true"
      each: "[1]"
      links:
        block: { types: [aws_s3_bucket_public_access_block], ours: [id, bucket], theirs: [bucket] }
        account: { types: [aws_s3_account_public_access_block], same: group, many: true }
        owner: { types: [aws_iam_role], ours: ["{account}:{role.name}"], theirs: [name], through: block }
      defaults:
        - { attribute: versioning.enabled, value: false, from: "4.0.0", to: "6.0" }
      properties:
        public: native.acl == 'public-read'
`,
  ResourceMapping: `apiVersion: writ/v1
kind: ResourceMapping
metadata: { name: object-store-cloudformation }
spec:
  kind: ObjectStore
  description: Buckets of templates
  mappings:
    - types: ["AWS::S3::Bucket"]
      provider: aws
      variables:
        - { name: acl, expression: 'native.at("AccessControl", "Private")' }
      properties:
        public: variables.acl == 'PublicRead'
`,
  Framework: `apiVersion: writ/v1
kind: Framework
metadata: { name: nist-800-53-r5 }
spec:
  version: "5.1.1"
  textPolicy: full
  source: NIST
  requirements: [AC-1, { id: AC-6, title: Least privilege }]
  crosswalk:
    - controls: [IAM-01]
      requirements: [AC-6]
      relationship: subset-of
      coverage: partial
      rationale: Administrators are the broadest rights there are
`,
  Settings: `apiVersion: writ/v1
kind: Settings
metadata: { name: settings }
spec:
  environments:
    - { name: production, when: "resource.labels.env == 'prod'" }
  parameters:
    object-store-not-public: { retentionDays: 90 }
  budgets: [{ of: microUsd, per: fleet, window: 1d, most: 5000000 }]
  inspection:
    markings: { ours: [FOR THE BOARD ONLY] }
    ignore: [phone]
    actions: { secret: block, confidential: block }
    models: { actions: { personal: redact }, streams: hold }
  waivers: { warnDays: 30 }
`,
};
