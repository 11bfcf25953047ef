import type { BundleFile } from "#core/bundle";
import type { ValueObject } from "#core/language";
import type { Proposal } from "#core/model";
import { contextWith, pipeline, proposalOf, resourceBase } from "./policies/shape.ts";

/** How many kinds of resources the generated policies are about. */
const KINDS = 20;

/** What a fleet of policies consists of: how many in all, and how many of these are about the first kind. */
export interface FleetSize {
  readonly loaded: number;
  readonly matching: number;
}

/** Documents of a fleet of policies in YAML, one file each, as authors write them. */
export function fleet({ loaded, matching }: FleetSize): readonly BundleFile[] {
  const policies = Array.from({ length: loaded }, (_, number) => policyFile(number, kindOf(number, matching)));
  return [...Array.from({ length: KINDS }, (_, number) => kindFile(number)), ...policies];
}

function kindOf(number: number, matching: number): number {
  return number < matching ? 0 : 1 + (number % (KINDS - 1));
}

const RULES: readonly ((number: number) => string)[] = [
  () => "resource.properties.access.blockAcls && resource.properties.access.blockPolicy",
  (number) => `resource.properties.retentionDays >= ${number % 30}`,
  () => "has(resource.labels.owner) && resource.labels.owner != ''",
  () => "resource.properties.rules.all(r, r.algorithm in ['aws:kms', 'aws:kms:dsse'] && r.key != '')",
  (number) => `!resource.properties.public || resource.properties.acl == 'exception-${number}'`,
  () => "resource.properties.networks.exists(n, n.startsWith('10.')) || !resource.properties.public",
];

function policyFile(number: number, kind: number): BundleFile {
  const rule = RULES[number % RULES.length] ?? String;
  const text = `apiVersion: writ/v1
kind: Policy
metadata:
  name: rule-${number}
  title: Rule number ${number}
spec:
  description: What must hold for every store of kind ${kind}, because requirement ${number} asks for it.
  severity: high
  match:
    kinds: [Store${kind}]
    verbs: [create, update]
  validations:
    - id: must-hold
      expression: ${JSON.stringify(rule(number))}
      message: Rule ${number} is not met
  remediation: Change the setting that rule ${number} is about.
`;
  return { file: `policies/rule-${number}.yaml`, text };
}

function kindFile(number: number): BundleFile {
  const text = `apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Store${number} }
spec:
  properties:
    public: bool
    acl: string
    retentionDays: int
    access: { type: object, properties: { blockAcls: bool, blockPolicy: bool } }
    rules: { type: list, items: { type: object, properties: { algorithm: string, key: string } } }
    networks: { type: list, items: string }
  mappings:
    - types: [bench_store${number}]
      provider: bench
      properties:
        public: native.public
        acl: native.acl
        retentionDays: native.retention_days
        access: "access{blockAcls: native.block_acls, blockPolicy: native.block_policy}"
        networks: native.networks
`;
  return { file: `kinds/store-${number}.yaml`, text };
}

/** The properties of a resource that every rule of a fleet is content with. */
export const GOOD_PROPERTIES: ValueObject = {
  public: false,
  acl: "private",
  retentionDays: 90,
  access: { blockAcls: true, blockPolicy: true },
  rules: [{ algorithm: "aws:kms", key: "alias/data" }],
  networks: ["10.0.0.0/8"],
};

/** Proposals to create a resource of the first kind: eight that satisfy every rule, or eight that break one. */
export function fleetProposals(isGood: boolean): readonly Proposal[] {
  return Array.from({ length: 8 }, (_, number) => {
    const properties = { ...GOOD_PROPERTIES, retentionDays: 90 + number, public: !isGood };
    const resource = {
      ...resourceBase("Store0"),
      id: `store-${number}`,
      labels: { owner: `team-${number}` },
      properties,
      native: {},
    };
    return proposalOf({ principal: pipeline([]), context: contextWith(), resource });
  });
}
