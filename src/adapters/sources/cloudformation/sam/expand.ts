import type { ValueObject } from "#core/language";
import type { Declaration, Declarations, TemplateProblem } from "../declarations.ts";
import { NO_BINDINGS } from "../values/stack.ts";
import { declare, type Serverless } from "./draft.ts";
import { expandFunction, type Expanded } from "./function.ts";
import { withGlobals } from "./globals.ts";
import {
  expandApi,
  expandApplication,
  expandHttpApi,
  expandLayer,
  expandSimpleTable,
  expandStateMachine,
} from "./others.ts";

/** What the transform of serverless templates makes of the resources, and names that stand for parts of what it makes. */
export interface ServerlessDeclarations extends Declarations {
  /** Names that `Ref` takes beside those of resources, with the type of what they name. */
  readonly names: ReadonlyMap<string, string>;
}

type Expand = (serverless: Serverless) => Expanded;

const EXPANSIONS: ReadonlyMap<string, Expand> = new Map<string, Expand>([
  ["Api", expandApi],
  ["Application", expandApplication],
  ["Function", expandFunction],
  ["HttpApi", expandHttpApi],
  ["LayerVersion", expandLayer],
  ["SimpleTable", expandSimpleTable],
  ["StateMachine", expandStateMachine],
]);

const PREFIX = "AWS::Serverless::";

/** Parts that SAM lets a template name as `<resource>.<part>`. */
const PARTS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  Function: [
    ["Version", "AWS::Lambda::Version"],
    ["Alias", "AWS::Lambda::Alias"],
    ["DestinationTopic", "AWS::SNS::Topic"],
    ["DestinationQueue", "AWS::SQS::Queue"],
  ],
  Api: [
    ["Stage", "AWS::ApiGateway::Stage"],
    ["Deployment", "AWS::ApiGateway::Deployment"],
  ],
  HttpApi: [["Stage", "AWS::ApiGatewayV2::Stage"]],
};

/**
 * Replaces serverless resources by what AWS's transform makes of them, as its specification tells: functions with roles, permissions and
 * addresses, APIs with stages, tables, state machines, layers and nested stacks. What is not known here is unresolved.
 */
export function expandServerless(root: ValueObject, declarations: readonly Declaration[]): ServerlessDeclarations {
  const expanded: Declaration[] = [];
  const problems: TemplateProblem[] = [];
  const names = new Map<string, string>();
  const implicit = new Map<string, Declaration>();
  for (const declaration of declarations) {
    const kind = declaration.type.startsWith(PREFIX) ? declaration.type.slice(PREFIX.length) : undefined;
    const expand = kind === undefined ? undefined : EXPANSIONS.get(kind);
    if (kind === undefined) expanded.push(declaration);
    else if (expand === undefined) problems.push(unknownKind(declaration));
    if (kind === undefined || expand === undefined) continue;
    const serverless = { declaration, ...withGlobals(declaration, root, kind) };
    const made = expand(serverless);
    expanded.push(...made.drafts.map((draft) => declare(serverless, draft)));
    problems.push(...made.problems);
    for (const [part, type] of PARTS[kind] ?? []) names.set(`${declaration.id}.${part}`, type);
    for (const id of made.implicit) implicit.set(id, declaration);
  }
  return {
    declarations: [...expanded, ...[...implicit].flatMap(([id, from]) => implicitApi(id, from, root))],
    problems,
    names,
  };
}

/** The API that functions share whose events name none. */
function implicitApi(id: string, { path }: Declaration, root: ValueObject): readonly Declaration[] {
  const section = id === "ServerlessHttpApi" ? "HttpApi" : "Api";
  const declaration = {
    id,
    type: `${PREFIX}${section}`,
    properties: {},
    attributes: {},
    path,
    bindings: NO_BINDINGS,
    moved: [],
  };
  const serverless = { declaration, ...withGlobals(declaration, root, section) };
  const made = section === "HttpApi" ? expandHttpApi(serverless) : expandApi(serverless);
  return made.drafts.map((draft) => declare(serverless, draft));
}

function unknownKind({ id, type, path }: Declaration): TemplateProblem {
  return {
    code: "unresolved-macro",
    severity: "warning",
    message: `what the transform makes of \`${id.slice(0, 255)}\` of type \`${type.slice(0, 128)}\` is not known`,
    hint: "Check the processed template (`aws cloudformation get-template --template-stage Processed`)",
    path,
    unresolved: true,
  };
}
