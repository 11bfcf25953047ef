import {
  declare,
  DYN,
  func,
  method,
  Opaque,
  opaqueOf,
  STRING,
  type FunctionLibrary,
  type Overload,
  type Value,
} from "#core/language";
import { absent } from "./failure.ts";
import { spellings } from "./spellings.ts";
import type { World } from "./world.ts";

const CLIENT = opaqueOf("kyverno.http");

/** A client with certificates of its own, which asks what every client asks. */
class ClientValue extends Opaque {
  readonly typeName = "kyverno.http";

  equals(other: Opaque): boolean {
    return other === this;
  }

  toString(): string {
    return "http";
  }

  toPlain(): Value {
    return this.toString();
  }
}

/** Answers of services, from what was told in advance: nothing is ever sent. Source: Kyverno, `cel/libs/http`. */
export function httpLibrary(world: World): FunctionLibrary {
  const verbs = [
    { name: "Get", sent: [], description: "What a service answers to GET." },
    { name: "Post", sent: [DYN], description: "What a service answers to POST." },
    { name: "Put", sent: [DYN], description: "What a service answers to PUT." },
  ] as const;
  return {
    name: "kyverno.http",
    functions: [
      ...verbs.flatMap(({ name, sent, description }) => [
        ...spellings("http", name, description, plainly(world, name.toUpperCase(), sent)),
        ...[name, name.toLowerCase()].map((spelling) =>
          declare(spelling, description, ...throughClient(world, name.toUpperCase(), sent)),
        ),
      ]),
      ...spellings("http", "Client", "A client that trusts these certificates.", [
        func("http_client_string", [STRING, CLIENT], () => new ClientValue()),
      ]),
    ],
  };
}

function plainly(world: World, verb: string, sent: readonly (typeof DYN)[]): readonly Overload[] {
  const ask = (url: string): Value => answer(world, verb, url);
  return [
    func(`http_${verb}`, [STRING, ...sent, DYN], ask),
    func(`http_${verb}_headers`, [STRING, ...sent, DYN, DYN], ask),
  ];
}

function throughClient(world: World, verb: string, sent: readonly (typeof DYN)[]): readonly Overload[] {
  const ask = (_: ClientValue, url: string): Value => answer(world, verb, url);
  return [
    method(`http_client_${verb}`, [CLIENT, STRING, ...sent, DYN], ask),
    method(`http_client_${verb}_headers`, [CLIENT, STRING, ...sent, DYN, DYN], ask),
  ];
}

function answer(world: World, method: string, url: string): Value {
  const found = world.responses.find((one) => one.method === method && one.url === url);
  if (found === undefined) return absent(world, `The answer to ${method} \`${url}\``);
  return { body: found.body, statusCode: found.statusCode };
}
