/** Types whose `Ref` is an ARN. */
const ARN_BY_REF: ReadonlySet<string> = new Set([
  "AWS::ACMPCA::CertificateAuthority",
  "AWS::CertificateManager::Certificate",
  "AWS::ECS::Service",
  "AWS::ECS::TaskDefinition",
  "AWS::ElasticLoadBalancingV2::Listener",
  "AWS::ElasticLoadBalancingV2::LoadBalancer",
  "AWS::ElasticLoadBalancingV2::TargetGroup",
  "AWS::IAM::ManagedPolicy",
  "AWS::IAM::OIDCProvider",
  "AWS::IAM::SAMLProvider",
  "AWS::Lambda::LayerVersion",
  "AWS::Lambda::Version",
  "AWS::Lambda::Alias",
  "AWS::MSK::Cluster",
  "AWS::SecretsManager::Secret",
  "AWS::SNS::Topic",
  "AWS::StepFunctions::StateMachine",
]);

/** Attributes that are secrets themselves, as opposed to those that say where one is kept. */
const SECRET_ATTRIBUTE = /(?:Secret|Password|SecretAccessKey|ApiKey)$/;
const SECRETS: ReadonlySet<string> = new Set(["AWS::IVS::StreamKey.Value"]);

/** Whether an attribute of a resource is a secret. */
export function isSecret(type: string, attribute: string): boolean {
  return attribute !== "Ref" && (SECRET_ATTRIBUTE.test(attribute) || SECRETS.has(`${type}.${attribute}`));
}

/** What AWS makes and names, as opposed to custom resources, nested stacks and types of others, whose attributes may be anything. */
const MADE_BY_AWS = /^AWS::(?!CloudFormation::)/;

/**
 * The text that stands for an attribute of a resource inside longer texts; null when it may be any text at all. ARNs have the form of one, so
 * that what reads their parts finds them: never a wildcard, and the account is that of the stack.
 */
export function standInFor(id: string, type: string, attribute: string): string | null {
  if (!MADE_BY_AWS.test(type) || isSecret(type, attribute)) return null;
  if (type === "AWS::S3::Bucket" && attribute === "Arn") return `arn:\${AWS.Partition}:s3:::\${${id}}`;
  const isArn = attribute === "Ref" ? ARN_BY_REF.has(type) : /(?:^|\.)\w{0,64}Arn$/.test(attribute);
  const own = attribute === "Ref" ? `\${${id}}` : `\${${id}.${attribute}}`;
  const service = type.split("::")[1]?.toLowerCase() ?? "";
  return isArn ? `arn:\${AWS.Partition}:${service}:\${AWS.Region}:\${AWS.AccountId}:${own}` : own;
}

/** What stands for the account of the stack wherever it is named: nothing but other accounts is compared with it. */
export const OWN_ACCOUNT = "${AWS.AccountId}";

/** The pseudo parameters that AWS fills in, with what stands for each; null for a list. */
export const PSEUDO_PARAMETERS: ReadonlyMap<string, string | null> = new Map([
  ["AWS::AccountId", OWN_ACCOUNT],
  ["AWS::NotificationARNs", null],
  ["AWS::Partition", "${AWS.Partition}"],
  ["AWS::Region", "${AWS.Region}"],
  ["AWS::StackId", "arn:${AWS.Partition}:cloudformation:${AWS.Region}:${AWS.AccountId}:stack/${AWS.StackName}"],
  ["AWS::StackName", "${AWS.StackName}"],
  ["AWS::URLSuffix", "${AWS.URLSuffix}"],
]);
