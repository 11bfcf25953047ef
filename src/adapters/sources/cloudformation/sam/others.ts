import type { Value, ValueObject } from "#core/language";
import { isObject } from "#core/model";
import type { TemplateProblem } from "../declarations.ts";
import { attribute, own, placeIn, renamed, tagList, without, type Draft, type Serverless } from "./draft.ts";
import type { Expanded } from "./function.ts";
import { roleFor } from "./role.ts";

const ALONE = { implicit: [], problems: [] } as const;

/** `AWS::Serverless::Api`: a REST API and its stage. */
export function expandApi(serverless: Serverless): Expanded {
  const { properties } = serverless;
  const stage = {
    ...renamed(properties, STAGE_SETTINGS),
    RestApiId: { Ref: serverless.declaration.id },
  };
  const api = renamed(properties, {
    Name: "Name",
    DefinitionBody: "Body",
    DefinitionUri: "BodyS3Location",
    Description: "Description",
    EndpointConfiguration: "EndpointConfiguration",
    BinaryMediaTypes: "BinaryMediaTypes",
    MinimumCompressionSize: "MinimumCompressionSize",
    DisableExecuteApiEndpoint: "DisableExecuteApiEndpoint",
    ApiKeySourceType: "ApiKeySourceType",
    Policy: "Policy",
  });
  return {
    ...ALONE,
    drafts: [
      draftOf(serverless, "", "AWS::ApiGateway::RestApi", { ...api, ...tagsOf(properties) }),
      draftOf(serverless, "Stage", "AWS::ApiGateway::Stage", stage),
    ],
  };
}

const STAGE_SETTINGS = {
  StageName: "StageName",
  AccessLogSetting: "AccessLogSetting",
  CacheClusterEnabled: "CacheClusterEnabled",
  CacheClusterSize: "CacheClusterSize",
  CanarySetting: "CanarySetting",
  MethodSettings: "MethodSettings",
  TracingEnabled: "TracingEnabled",
  Variables: "Variables",
} as const;

/** `AWS::Serverless::HttpApi`: an HTTP API and its stage. */
export function expandHttpApi(serverless: Serverless): Expanded {
  const { properties } = serverless;
  const api = renamed(properties, {
    Name: "Name",
    DefinitionBody: "Body",
    DefinitionUri: "BodyS3Location",
    CorsConfiguration: "CorsConfiguration",
  });
  const stage = renamed(properties, {
    StageName: "StageName",
    AccessLogSettings: "AccessLogSettings",
    DefaultRouteSettings: "DefaultRouteSettings",
    RouteSettings: "RouteSettings",
    StageVariables: "StageVariables",
  });
  const settings = { AutoDeploy: true, ...stage, ApiId: { Ref: serverless.declaration.id } };
  return {
    ...ALONE,
    drafts: [
      draftOf(serverless, "", "AWS::ApiGatewayV2::Api", api),
      draftOf(serverless, "ApiGatewayDefaultStage", "AWS::ApiGatewayV2::Stage", settings),
    ],
  };
}

/** `AWS::Serverless::SimpleTable`: a table with one key. */
export function expandSimpleTable(serverless: Serverless): Expanded {
  const { properties } = serverless;
  const key = own(properties, "PrimaryKey");
  const name = own(key, "Name") ?? "id";
  const table = {
    ...without(properties, new Set(["PrimaryKey", "Tags"])),
    AttributeDefinitions: [{ AttributeName: name, AttributeType: keyType(own(key, "Type")) }],
    KeySchema: [{ AttributeName: name, KeyType: "HASH" }],
    ...tagsOf(properties),
  };
  return { ...ALONE, drafts: [draftOf(serverless, "", "AWS::DynamoDB::Table", table)] };
}

function keyType(type: Value): string {
  return type === "Number" ? "N" : type === "Binary" ? "B" : "S";
}

const STATE_MACHINE: ReadonlySet<string> = new Set([
  "AutoPublishAlias",
  "DefinitionUri",
  "DeploymentPreference",
  "Definition",
  "Events",
  "Logging",
  "Name",
  "PermissionsBoundary",
  "Policies",
  "PropagateTags",
  "Role",
  "RolePath",
  "Tags",
  "Tracing",
  "Type",
  "UseAliasAsEventTarget",
]);

/** `AWS::Serverless::StateMachine`: the state machine and its role unless it has one. What its events are made into is not known. */
export function expandStateMachine(serverless: Serverless): Expanded {
  const { properties } = serverless;
  const role = Object.hasOwn(properties, "Role")
    ? undefined
    : roleFor(serverless, { service: "states.amazonaws.com", attached: [] });
  const machine = {
    ...without(properties, STATE_MACHINE),
    ...renamed(properties, {
      Definition: "Definition",
      DefinitionUri: "DefinitionS3Location",
      Logging: "LoggingConfiguration",
      Name: "StateMachineName",
      Role: "RoleArn",
      Tracing: "TracingConfiguration",
      Type: "StateMachineType",
    }),
    ...(role !== undefined && { RoleArn: attribute(role.id, "Arn") }),
    ...tagsOf(properties),
  };
  const drafts = [
    draftOf(serverless, "", "AWS::StepFunctions::StateMachine", machine),
    ...(role === undefined ? [] : [role]),
  ];
  return {
    implicit: [],
    drafts,
    problems: [...(role?.problems ?? []), ...eventProblems(serverless)],
  };
}

function eventProblems(serverless: Serverless): readonly TemplateProblem[] {
  if (!isObject(own(serverless.properties, "Events"))) return [];
  return [
    {
      code: "unresolved-event",
      severity: "warning",
      message: `what the transform makes of the events of \`${serverless.declaration.id.slice(0, 255)}\` is not known`,
      hint: "Check the processed template (`aws cloudformation get-template --template-stage Processed`)",
      path: placeIn(serverless, "Events"),
      unresolved: true,
    },
  ];
}

/** `AWS::Serverless::LayerVersion`: a layer, which the transform keeps when it is replaced. */
export function expandLayer(serverless: Serverless): Expanded {
  const layer = without(serverless.properties, new Set(["ContentUri", "RetentionPolicy"]));
  return { ...ALONE, drafts: [draftOf(serverless, "", "AWS::Lambda::LayerVersion", layer)] };
}

/** `AWS::Serverless::Application`: a nested stack. */
export function expandApplication(serverless: Serverless): Expanded {
  const { properties } = serverless;
  const location = own(properties, "Location");
  const stack = {
    ...without(properties, new Set(["Location", "Tags"])),
    TemplateURL: location,
    ...tagsOf(properties),
  };
  return { ...ALONE, drafts: [draftOf(serverless, "", "AWS::CloudFormation::Stack", stack)] };
}

function tagsOf(properties: ValueObject): ValueObject {
  const tags = own(properties, "Tags");
  return tags === null ? {} : { Tags: tagList(tags) };
}

function draftOf(serverless: Serverless, suffix: string, type: string, properties: ValueObject): Draft {
  return { id: `${serverless.declaration.id}${suffix}`, type, properties, moved: serverless.moved };
}
