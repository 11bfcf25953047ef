import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadWholeBundle } from "#core/bundle";
import { compileProgram } from "#core/decide";
import { Timestamp } from "#core/language";
import { testCaller } from "../../../core/access/testing/caller.ts";
import {
  answerRequest,
  decisionRoutes,
  type ActiveBundle,
  type ApiPorts,
  type KnownEntity,
  type Route,
} from "../index.ts";

const EXAMPLE = fileURLToPath(new URL("../../../../examples/authzen/", import.meta.url));

/** What the example of AuthZEN decides by. */
function exampleBundle(): ActiveBundle {
  return activeBundle(readFileSync(`${EXAMPLE}policies/records.yaml`, "utf8"));
}

/** Documents as what decides; those of one file are all Writ's own, or all of others. */
export function activeBundle(...texts: readonly string[]): ActiveBundle {
  const { bundle, diagnostics } = loadWholeBundle(texts.map((text, at) => ({ file: `policies-${at}.yaml`, text })));
  if (bundle === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return { bundle, program: compileProgram(bundle) };
}

interface Entry {
  readonly type: string;
  readonly id: string;
  readonly properties?: KnownEntity["properties"];
}

interface DirectoryFile {
  readonly subjects: readonly Entry[];
  readonly resources: readonly Entry[];
}

/** The ports of the example, with changes. */
export function examplePorts(changes: Partial<ApiPorts> = {}): ApiPorts {
  const file: DirectoryFile = JSON.parse(readFileSync(`${EXAMPLE}directory.json`, "utf8"));
  const active = exampleBundle();
  return {
    active: () => active,
    now: () => new Timestamp(1_782_864_000, 0),
    directory: { subjects: (type) => ofType(file.subjects, type), resources: (type) => ofType(file.resources, type) },
    record: null,
    heard: null,
    ...changes,
  };
}

function ofType(list: readonly Entry[], type: string): readonly KnownEntity[] {
  return list.filter((entity) => entity.type === type).map(({ id, properties = {} }) => ({ id, properties }));
}

export interface Asked {
  readonly status: number;
  readonly contentType: string;
  // oxlint-disable-next-line no-explicit-any -- tests look into answers of any sort
  readonly message: any;
  readonly route: Route;
}

/** Asks an address with a body: text is sent as it is, anything else as JSON. */
export type Ask = (path: string, body: unknown, contentType?: string) => Promise<Asked>;

/** Asks the routes of some ports, as a server would once it has let a request in. */
export function asker(ports: ApiPorts = examplePorts(), errors: unknown[] = []): Ask {
  return askerOf(decisionRoutes(ports), errors);
}

/** Asks some routes. */
export function askerOf(all: readonly Route[], errors: unknown[] = []): Ask {
  const routes = new Map(all.map((route) => [route.path, route]));
  return async (path, body, contentType = "application/json") => {
    const route = routes.get(path);
    if (route === undefined) throw new Error(`There is no route ${path}`);
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const request = {
      caller: testCaller("token:test", ["operator"]),
      requestId: "request-1",
      origin: "https://pdp.example.com",
      parameters: {},
      query: "",
      cookie: "",
      contentType,
      body: new TextEncoder().encode(text),
    };
    const answer = await answerRequest(route, request, (error) => errors.push(error));
    return { status: answer.status, contentType: answer.contentType, message: JSON.parse(answer.body), route };
  };
}
