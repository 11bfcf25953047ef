import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import { maskCredentials } from "../bridged/index.ts";
import { put } from "../json/index.ts";

/** Services of CloudFormation whose names are not just capitalised. */
const SERVICES: Readonly<Record<string, string>> = {
  acmpca: "ACMPCA",
  amazonmq: "AmazonMQ",
  apigateway: "ApiGateway",
  apigatewayv2: "ApiGatewayV2",
  appconfig: "AppConfig",
  apprunner: "AppRunner",
  appsync: "AppSync",
  autoscaling: "AutoScaling",
  certificatemanager: "CertificateManager",
  cloudformation: "CloudFormation",
  cloudfront: "CloudFront",
  cloudtrail: "CloudTrail",
  cloudwatch: "CloudWatch",
  codebuild: "CodeBuild",
  codedeploy: "CodeDeploy",
  codepipeline: "CodePipeline",
  configuration: "Config",
  datasync: "DataSync",
  docdb: "DocDB",
  dynamodb: "DynamoDB",
  ec2: "EC2",
  ecr: "ECR",
  ecs: "ECS",
  efs: "EFS",
  eks: "EKS",
  elasticache: "ElastiCache",
  elasticbeanstalk: "ElasticBeanstalk",
  elasticloadbalancing: "ElasticLoadBalancing",
  elasticloadbalancingv2: "ElasticLoadBalancingV2",
  emr: "EMR",
  fsx: "FSx",
  guardduty: "GuardDuty",
  iam: "IAM",
  imagebuilder: "ImageBuilder",
  iot: "IoT",
  kinesisfirehose: "KinesisFirehose",
  kms: "KMS",
  lakeformation: "LakeFormation",
  memorydb: "MemoryDB",
  msk: "MSK",
  mwaa: "MWAA",
  networkfirewall: "NetworkFirewall",
  opensearchserverless: "OpenSearchServerless",
  opensearchservice: "OpenSearchService",
  quicksight: "QuickSight",
  rds: "RDS",
  redshiftserverless: "RedshiftServerless",
  s3: "S3",
  s3express: "S3Express",
  sagemaker: "SageMaker",
  secretsmanager: "SecretsManager",
  securityhub: "SecurityHub",
  ses: "SES",
  sns: "SNS",
  sqs: "SQS",
  ssm: "SSM",
  sso: "SSO",
  stepfunctions: "StepFunctions",
  wafv2: "WAFv2",
};

/** Parts of names that CloudFormation writes in capitals, by how the provider's names begin or go on. */
const CAPITALS: Readonly<Record<string, string>> = {
  cidrIpv6: "CidrIpv6",
  dbClusterIdentifier: "DBClusterIdentifier",
  dbInstanceClass: "DBInstanceClass",
  dbInstanceIdentifier: "DBInstanceIdentifier",
  dbName: "DBName",
  dbParameterGroupName: "DBParameterGroupName",
  dbSecurityGroups: "DBSecurityGroups",
  dbSnapshotIdentifier: "DBSnapshotIdentifier",
  dbSubnetGroupName: "DBSubnetGroupName",
  enableIamDatabaseAuthentication: "EnableIAMDatabaseAuthentication",
  kmsMasterKeyId: "KMSMasterKeyID",
  multiAz: "MultiAZ",
  sseAlgorithm: "SSEAlgorithm",
  sseEnabled: "SSEEnabled",
  sseSpecification: "SSESpecification",
  sseType: "SSEType",
  vpcSecurityGroups: "VPCSecurityGroups",
};

/** Values whose keys are the user's own or another language's. */
const VERBATIM = /(?:policyDocument|resourcePolicy|keyPolicy|definition|variables|tags)$/i;

/** The CloudFormation type of an `aws-native` token, such as `AWS::S3::Bucket` for `aws-native:s3:Bucket`; null for another token. */
export function cloudFormationType(token: string): string | null {
  const [provider, module = "", name = ""] = token.split(":");
  if (provider !== "aws-native" || name === "" || module === "") return null;
  const service = Object.hasOwn(SERVICES, module) ? SERVICES[module] : capitalise(module);
  return `AWS::${service}::${name}`;
}

/** Properties under CloudFormation's names. */
export function awsNative(properties: ValueObject, where: string): ValueObject {
  return maskCredentials(capitalised(properties), where);
}

function capitalised(object: ValueObject): ValueObject {
  const named: Record<string, Value> = {};
  for (const [name, value] of Object.entries(object)) put(named, pascalCase(name), inside(name, value));
  return named;
}

function inside(name: string, value: Value): Value {
  if (isList(value)) return value.map((element) => (isObject(element) ? capitalised(element) : element));
  return isObject(value) && !VERBATIM.test(name) ? capitalised(value) : value;
}

function pascalCase(name: string): string {
  return (Object.hasOwn(CAPITALS, name) ? CAPITALS[name] : undefined) ?? capitalise(name);
}

function capitalise(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** The path in the text for a path in what `awsNative` answered. */
export function awsNativePath(properties: ValueObject, path: Path): Path {
  const found: (string | number)[] = [];
  let current: Value = properties;
  for (const step of path) {
    const next = typeof step === "number" ? step : originalName(current, step);
    if (next === undefined) break;
    found.push(next);
    current = childOf(current, next);
  }
  return found;
}

function originalName(value: Value, name: string): string | undefined {
  const names = isObject(value) ? Object.keys(value) : [];
  return names.find((key) => key === name) ?? names.find((key) => pascalCase(key) === name);
}

function childOf(value: Value, step: string | number): Value {
  if (isList(value)) return typeof step === "number" ? (value[step] ?? null) : null;
  return isObject(value) && Object.hasOwn(value, step) ? (value[step] ?? null) : null;
}
