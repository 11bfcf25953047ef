import { problem, type Definitions, type JsonSchema } from "#core/wire";
import { queryParameters } from "./query.ts";
import type { Route } from "./route.ts";

/** What the document says of itself. */
export interface OpenApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

/** An OpenAPI 3.1 document of routes, made from the shapes that read their messages. */
export function openApi(routes: readonly Route[], info: OpenApiInfo): JsonSchema {
  const definitions: Definitions = new Map();
  const paths = Map.groupBy(
    routes.filter(({ stream }) => stream === undefined),
    ({ path }) => path,
  );
  const described = Array.from(paths, ([path, all]): [string, JsonSchema] => [
    path,
    Object.fromEntries(all.map((route) => [route.method.toLowerCase(), operation(route, definitions)])),
  ]);
  const problemSchema = problem.schema(definitions);
  return {
    openapi: "3.1.0",
    info: { ...info },
    paths: Object.fromEntries(described),
    components: {
      schemas: Object.fromEntries([...definitions].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      responses: {
        Problem: {
          description: "why there is no answer",
          content: { "application/problem+json": { schema: problemSchema } },
        },
      },
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
  };
}

function operation(route: Route, definitions: Definitions): JsonSchema {
  const { summary, permission, request, response, status, contentType } = route;
  const parameters = [
    ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => pathParameter(name)),
    ...(route.query === undefined ? [] : queryParameters(route.query, definitions)),
  ];
  const type = route.isForm === true ? "application/x-www-form-urlencoded" : undefined;
  const body =
    request === null ? {} : { requestBody: { required: true, ...content(request.schema(definitions), type) } };
  return {
    summary,
    operationId: operationId(route),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...body,
    responses: {
      [status]: { description: response.expected, ...content(response.schema(definitions), contentType) },
      default: { $ref: "#/components/responses/Problem" },
    },
    security: permission === null ? [] : [{ token: [] }],
    ...(permission === null ? {} : { "x-writ-permission": permission }),
  };
}

function content(schema: JsonSchema, type: string = "application/json"): { readonly content: JsonSchema } {
  return { content: { [type]: { schema } } };
}

function pathParameter(name: string): JsonSchema {
  return { name, in: "path", required: true, schema: { type: "string" } };
}

function operationId({ method, path }: Route): string {
  return `${method.toLowerCase()}${path.replaceAll(/[^A-Za-z0-9]+/g, "-")}`.replace(/-$/, "");
}
