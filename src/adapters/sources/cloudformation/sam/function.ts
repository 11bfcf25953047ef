import type { Value, ValueObject } from "#core/language";
import { isObject } from "#core/model";
import type { TemplateProblem } from "../declarations.ts";
import { attribute, own, placeIn, renamed, tagList, without, type Draft, type Serverless } from "./draft.ts";
import { eventsOf } from "./events.ts";
import { roleFor } from "./role.ts";

/** What a serverless resource is made into. */
export interface Expanded {
  readonly drafts: readonly Draft[];
  /** Implicit APIs that are used. */
  readonly implicit: readonly string[];
  readonly problems: readonly TemplateProblem[];
}

/** Properties that the transform itself reads, or writes under another name. */
const CONSUMED: ReadonlySet<string> = new Set([
  "AssumeRolePolicyDocument",
  "AutoPublishAlias",
  "AutoPublishAliasAllProperties",
  "AutoPublishCodeSha256",
  "CodeUri",
  "DeadLetterQueue",
  "DeploymentPreference",
  "EventInvokeConfig",
  "Events",
  "FunctionUrlConfig",
  "ImageUri",
  "InlineCode",
  "PermissionsBoundary",
  "Policies",
  "PropagateTags",
  "ProvisionedConcurrencyConfig",
  "RolePath",
  "Tags",
  "Tracing",
  "VersionDescription",
]);

/** `AWS::Serverless::Function`: the function, its role unless it has one, what its events ask for, and its address on the internet. */
export function expandFunction(serverless: Serverless): Expanded {
  const { declaration, properties } = serverless;
  const events = eventsOf(serverless);
  const attached = ["service-role/AWSLambdaBasicExecutionRole", ...ofSettings(properties), ...events.attached];
  const role = Object.hasOwn(properties, "Role")
    ? undefined
    : roleFor(serverless, { service: "lambda.amazonaws.com", attached });
  const made: Draft = {
    id: declaration.id,
    type: "AWS::Lambda::Function",
    properties: {
      ...without(properties, CONSUMED),
      ...renamed(properties, { InlineCode: "Code" }),
      ...(role !== undefined && { Role: attribute(role.id, "Arn") }),
      ...tracing(own(properties, "Tracing")),
      ...deadLetters(own(properties, "DeadLetterQueue")),
      Tags: tagList(own(properties, "Tags") ?? {}),
    },
    moved: [
      { property: ["Code"], template: placeIn(serverless, "InlineCode") },
      { property: ["TracingConfig"], template: placeIn(serverless, "Tracing") },
      { property: ["DeadLetterConfig"], template: placeIn(serverless, "DeadLetterQueue") },
      ...serverless.moved,
    ],
  };
  return {
    drafts: [made, ...(role === undefined ? [] : [role]), ...events.drafts, ...addressOf(serverless)],
    implicit: events.implicit,
    problems: [...(role?.problems ?? []), ...events.problems],
  };
}

function ofSettings(properties: ValueObject): readonly string[] {
  return [
    ...(Object.hasOwn(properties, "VpcConfig") ? ["service-role/AWSLambdaVPCAccessExecutionRole"] : []),
    ...(Object.hasOwn(properties, "Tracing") ? ["AWSXRayDaemonWriteAccess"] : []),
  ];
}

function tracing(mode: Value): ValueObject {
  return mode === null ? {} : { TracingConfig: { Mode: mode } };
}

function deadLetters(queue: Value): ValueObject {
  return isObject(queue) ? { DeadLetterConfig: renamed(queue, { TargetArn: "TargetArn" }) } : {};
}

/** The address of a function on the internet, and where it asks nobody who they are, the permission for everyone. */
function addressOf(serverless: Serverless): readonly Draft[] {
  const { declaration, properties } = serverless;
  const settings = own(properties, "FunctionUrlConfig");
  if (!isObject(settings)) return [];
  const moved = [{ property: [], template: placeIn(serverless, "FunctionUrlConfig") }];
  const target = { Ref: declaration.id };
  const url: Draft = {
    id: `${declaration.id}Url`,
    type: "AWS::Lambda::Url",
    properties: { ...settings, TargetFunctionArn: target },
    moved,
  };
  if (own(settings, "AuthType") !== "NONE") return [url];
  const anyone = {
    Action: "lambda:InvokeFunctionUrl",
    FunctionName: target,
    FunctionUrlAuthType: "NONE",
    Principal: "*",
  };
  return [
    url,
    {
      id: `${declaration.id}UrlPublicPermissions`,
      type: "AWS::Lambda::Permission",
      properties: anyone,
      moved,
    },
  ];
}
