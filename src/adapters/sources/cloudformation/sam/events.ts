import type { Value, ValueObject } from "#core/language";
import { isObject } from "#core/model";
import type { TemplateProblem } from "../declarations.ts";
import { attribute, own, placeIn, renamed, text, type Draft, type Serverless } from "./draft.ts";

/** What the events of a function are made into. */
export interface EventDrafts {
  readonly drafts: readonly Draft[];
  /** Managed policies that the role of the function needs to read from its sources. */
  readonly attached: readonly string[];
  /** The implicit APIs that are used: `ServerlessRestApi`, `ServerlessHttpApi`. */
  readonly implicit: readonly string[];
  readonly problems: readonly TemplateProblem[];
}

/** Sources that Lambda polls, with the managed policy that lets it. */
const POLLED: ReadonlyMap<string, string | null> = new Map([
  ["DocumentDB", null],
  ["DynamoDB", "service-role/AWSLambdaDynamoDBExecutionRole"],
  ["Kinesis", "service-role/AWSLambdaKinesisExecutionRole"],
  ["MQ", null],
  ["MSK", "service-role/AWSLambdaMSKExecutionRole"],
  ["SelfManagedKafka", null],
  ["SQS", "service-role/AWSLambdaSQSQueueExecutionRole"],
]);

/** Services that call a function, with what limits them to the author's own resources. */
const CALLERS: ReadonlyMap<string, (event: FunctionEvent) => ValueObject> = new Map<
  string,
  (event: FunctionEvent) => ValueObject
>([
  [
    "AlexaSkill",
    ({ properties }) => ({
      Principal: "alexa-appkit.amazon.com",
      ...renamed(properties, { SkillId: "EventSourceToken" }),
    }),
  ],
  [
    "CloudWatchLogs",
    ({ properties }) => ({
      Principal: "logs.amazonaws.com",
      SourceArn: logGroupArn(own(properties, "LogGroupName")),
    }),
  ],
  [
    "Cognito",
    ({ properties }) => ({
      Principal: "cognito-idp.amazonaws.com",
      SourceArn: arnOf(own(properties, "UserPool")),
    }),
  ],
  [
    "IoTRule",
    ({ id }) => ({
      Principal: "iot.amazonaws.com",
      SourceArn: text(`arn:\${AWS::Partition}:iot:\${AWS::Region}:\${AWS::AccountId}:rule/${id}`),
    }),
  ],
  ["S3", () => ({ Principal: "s3.amazonaws.com", SourceAccount: { Ref: "AWS::AccountId" } })],
  ["SNS", ({ properties }) => ({ Principal: "sns.amazonaws.com", SourceArn: own(properties, "Topic") })],
]);

const RULES: ReadonlySet<string> = new Set(["CloudWatchEvent", "EventBridgeRule", "Schedule"]);
const APIS: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["Api", ["RestApiId", "ServerlessRestApi"]],
  ["HttpApi", ["ApiId", "ServerlessHttpApi"]],
]);

interface FunctionEvent {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly properties: ValueObject;
  readonly serverless: Serverless;
}

/** Reads the events of a function. */
export function eventsOf(serverless: Serverless): EventDrafts {
  const events = own(serverless.properties, "Events");
  const all = isObject(events) ? Object.entries(events).map(([name, event]) => readEvent(serverless, name, event)) : [];
  return {
    drafts: all.flatMap((one) => one.drafts),
    attached: [...new Set(all.flatMap((one) => one.attached))],
    implicit: [...new Set(all.flatMap((one) => one.implicit))],
    problems: all.flatMap((one) => one.problems),
  };
}

const NOTHING: EventDrafts = { drafts: [], attached: [], implicit: [], problems: [] };

function readEvent(serverless: Serverless, name: string, raw: Value): EventDrafts {
  const [type, properties] = [own(raw, "Type"), own(raw, "Properties")];
  const event = {
    id: `${serverless.declaration.id}${name}`,
    name,
    type: typeof type === "string" ? type : "",
    properties: isObject(properties) ? properties : {},
    serverless,
  };
  if (POLLED.has(event.type)) return polled(event);
  if (RULES.has(event.type))
    return {
      ...NOTHING,
      drafts: [rule(event), permission(event, "events.amazonaws.com", event.id)],
    };
  const api = APIS.get(event.type);
  if (api !== undefined) return ofApi(event, ...api);
  const caller = CALLERS.get(event.type);
  return caller === undefined ? unresolved(event) : { ...NOTHING, drafts: [permit(event, caller(event))] };
}

function polled(event: FunctionEvent): EventDrafts {
  const policy = POLLED.get(event.type) ?? null;
  const source = renamed(event.properties, {
    Queue: "EventSourceArn",
    Stream: "EventSourceArn",
    Broker: "EventSourceArn",
    Cluster: "EventSourceArn",
  });
  const properties = {
    FunctionName: { Ref: event.serverless.declaration.id },
    ...event.properties,
    ...source,
  };
  const draft = draftOf(event, event.id, "AWS::Lambda::EventSourceMapping", properties);
  return { ...NOTHING, drafts: [draft], attached: policy === null ? [] : [policy] };
}

function rule(event: FunctionEvent): Draft {
  const target = {
    Arn: attribute(event.serverless.declaration.id, "Arn"),
    Id: `${event.id}LambdaTarget`,
  };
  const properties = renamed(event.properties, {
    Schedule: "ScheduleExpression",
    Pattern: "EventPattern",
    EventBusName: "EventBusName",
    State: "State",
    Name: "Name",
    Description: "Description",
  });
  return draftOf(event, event.id, "AWS::Events::Rule", { ...properties, Targets: [target] });
}

function ofApi(event: FunctionEvent, parameter: string, implicit: string): EventDrafts {
  const named = own(event.properties, parameter);
  const api = named ?? { Ref: implicit };
  const arn = {
    "Fn::Sub": ["arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${api}/*", { api }],
  };
  const draft = permit(event, { Principal: "apigateway.amazonaws.com", SourceArn: arn });
  return { ...NOTHING, drafts: [draft], implicit: named === null ? [implicit] : [] };
}

function permission(event: FunctionEvent, principal: string, source: string): Draft {
  return permit(event, { Principal: principal, SourceArn: attribute(source, "Arn") });
}

function permit(event: FunctionEvent, who: ValueObject): Draft {
  const what = {
    Action: "lambda:InvokeFunction",
    FunctionName: { Ref: event.serverless.declaration.id },
  };
  return draftOf(event, `${event.id}Permission`, "AWS::Lambda::Permission", { ...what, ...who });
}

function draftOf({ serverless, name }: FunctionEvent, id: string, type: string, properties: ValueObject): Draft {
  return {
    id,
    type,
    properties,
    moved: [{ property: [], template: placeIn(serverless, "Events", name) }],
  };
}

function arnOf(reference: Value): Value {
  const id = own(reference, "Ref");
  return typeof id === "string" ? attribute(id, "Arn") : reference;
}

function logGroupArn(name: Value): Value {
  const arn = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${name}:*";
  return { "Fn::Sub": [arn, { name }] };
}

function unresolved({ name, type, serverless }: FunctionEvent): EventDrafts {
  const problem: TemplateProblem = {
    code: "unresolved-event",
    severity: "warning",
    message: `what the transform makes of event \`${name.slice(0, 128)}\` of type \`${type.slice(0, 128)}\` is not known`,
    hint: "Check the processed template (`aws cloudformation get-template --template-stage Processed`)",
    path: placeIn(serverless, "Events", name),
    unresolved: true,
  };
  return { ...NOTHING, problems: [problem] };
}
