import type { Value, ValueObject } from "#core/language";
import { isObject } from "#core/model";
import { text } from "./draft.ts";

interface PolicyTemplate {
  readonly actions: readonly string[];
  /** The parameter that names the resource. */
  readonly parameter: string;
  /** Addresses of resources, with `{}` for the parameter. */
  readonly resources: readonly string[];
}

const own = (service: string, rest: string): string =>
  `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${rest}`;
const BUCKET = ["arn:${AWS::Partition}:s3:::{}", "arn:${AWS::Partition}:s3:::{}/*"];
const TABLE = [own("dynamodb", "table/{}"), own("dynamodb", "table/{}/index/*")];

/** The policy templates of SAM that are about one kind of resource and name it by one parameter. */
const TEMPLATES: ReadonlyMap<string, PolicyTemplate> = new Map([
  [
    "DynamoDBReadPolicy",
    template("TableName", TABLE, "dynamodb", ["GetItem", "Scan", "Query", "BatchGetItem", "DescribeTable"]),
  ],
  ["DynamoDBWritePolicy", template("TableName", TABLE, "dynamodb", ["PutItem", "UpdateItem", "BatchWriteItem"])],
  [
    "DynamoDBCrudPolicy",
    template("TableName", TABLE, "dynamodb", [
      "GetItem",
      "DeleteItem",
      "PutItem",
      "Scan",
      "Query",
      "UpdateItem",
      "BatchWriteItem",
      "BatchGetItem",
      "DescribeTable",
      "ConditionCheckItem",
    ]),
  ],
  [
    "S3ReadPolicy",
    template("BucketName", BUCKET, "s3", [
      "GetObject",
      "ListBucket",
      "GetBucketLocation",
      "GetObjectVersion",
      "GetLifecycleConfiguration",
    ]),
  ],
  ["S3WritePolicy", template("BucketName", BUCKET, "s3", ["PutObject", "PutObjectAcl", "PutLifecycleConfiguration"])],
  [
    "S3CrudPolicy",
    template("BucketName", BUCKET, "s3", [
      "GetObject",
      "ListBucket",
      "GetBucketLocation",
      "GetObjectVersion",
      "PutObject",
      "PutObjectAcl",
      "GetLifecycleConfiguration",
      "PutLifecycleConfiguration",
      "DeleteObject",
    ]),
  ],
  ["AWSSecretsManagerGetSecretValuePolicy", template("SecretArn", ["{}"], "secretsmanager", ["GetSecretValue"])],
  ["SQSSendMessagePolicy", template("QueueName", [own("sqs", "{}")], "sqs", ["SendMessage*"])],
  [
    "SQSPollerPolicy",
    template("QueueName", [own("sqs", "{}")], "sqs", [
      "ChangeMessageVisibility",
      "ChangeMessageVisibilityBatch",
      "DeleteMessage",
      "DeleteMessageBatch",
      "GetQueueAttributes",
      "ReceiveMessage",
    ]),
  ],
  ["SNSPublishMessagePolicy", template("TopicName", [own("sns", "{}")], "sns", ["Publish"])],
  ["LambdaInvokePolicy", template("FunctionName", [own("lambda", "function:{}*")], "lambda", ["InvokeFunction"])],
  [
    "StepFunctionsExecutionPolicy",
    template("StateMachineName", [own("states", "stateMachine:{}")], "states", ["StartExecution"]),
  ],
  ["EventBridgePutEventsPolicy", template("EventBusName", [own("events", "event-bus/{}")], "events", ["PutEvents"])],
  ["KMSDecryptPolicy", template("KeyId", [own("kms", "key/{}")], "kms", ["Decrypt"])],
]);

function template(
  parameter: string,
  resources: readonly string[],
  service: string,
  actions: readonly string[],
): PolicyTemplate {
  return { parameter, resources, actions: actions.map((action) => `${service}:${action}`) };
}

/** The policy document that a policy template of SAM stands for; undefined for one that is not known here. */
export function policyOfTemplate(name: string, parameters: Value): ValueObject | undefined {
  const known = TEMPLATES.get(name);
  const value = known !== undefined && isObject(parameters) ? (parameters[known.parameter] ?? null) : null;
  if (known === undefined || value === null) return undefined;
  const Resource = known.resources.map((resource) => ({
    "Fn::Sub": [resource.replace("{}", "${name}"), { name: value }],
  }));
  return { Statement: [{ Effect: "Allow", Action: known.actions, Resource }] };
}

/** The address of a managed policy that is given by its name. */
export function managedPolicy(name: string): Value {
  return name.startsWith("arn:") ? name : text(`arn:\${AWS::Partition}:iam::aws:policy/${name}`);
}
