import { contextWith, pipeline, resourceBase, type QuestionAbout, type ShapeOf } from "./shape.ts";

type Properties = {
  readonly tool: string;
  readonly arguments: { readonly environment: string; readonly replicas: number };
};
type Asked = QuestionAbout<Properties>;

function question(groups: readonly string[], tool: string, environment: string, replicas: number): Asked {
  const properties = { tool, arguments: { environment, replicas } };
  return {
    principal: pipeline(groups),
    context: contextWith(),
    resource: { ...resourceBase("ToolCall"), properties, native: {} },
  };
}

/** P1: whether a caller in one of two groups may call one of five tools with these arguments. */
export const toolCall: ShapeOf<Asked> = {
  name: "P1 tool call",
  kind: "ToolCall",
  properties: { tool: "string", arguments: { type: "object", properties: { environment: "string", replicas: "int" } } },
  expression: `('release' in principal.groups || 'platform' in principal.groups)
    && resource.properties.tool in ['deploy', 'rollback', 'scale', 'restart', 'status']
    && resource.properties.arguments.environment in ['staging', 'test']
    && resource.properties.arguments.replicas <= 20`,
  byHand({ principal, resource: { properties } }) {
    const { tool } = properties;
    const { environment, replicas } = properties.arguments;
    return (
      (principal.groups.includes("release") || principal.groups.includes("platform")) &&
      (tool === "deploy" || tool === "rollback" || tool === "scale" || tool === "restart" || tool === "status") &&
      (environment === "staging" || environment === "test") &&
      replicas <= 20
    );
  },
  questions: [
    question(["release"], "deploy", "staging", 3),
    question(["guests"], "deploy", "staging", 3),
    question(["developers", "platform"], "status", "test", 1),
    question(["platform"], "destroy", "test", 1),
    question(["developers", "release"], "scale", "staging", 20),
    question(["release"], "scale", "production", 20),
    question(["platform", "release"], "restart", "test", 8),
    question(["platform", "release"], "scale", "test", 21),
  ],
  cedar: {
    condition: `(context.groups.contains("release") || context.groups.contains("platform"))
      && ["deploy", "rollback", "scale", "restart", "status"].contains(context.tool)
      && ["staging", "test"].contains(context.arguments.environment)
      && context.arguments.replicas <= 20`,
    context: ({ principal, resource }) => ({ groups: principal.groups, ...resource.properties }),
  },
  rego: `allow if {
    some group in input.principal.groups
    group in {"release", "platform"}
    input.resource.properties.tool in {"deploy", "rollback", "scale", "restart", "status"}
    input.resource.properties.arguments.environment in {"staging", "test"}
    input.resource.properties.arguments.replicas <= 20
  }`,
};
