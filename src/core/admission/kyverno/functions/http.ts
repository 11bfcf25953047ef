import { DYN, func, STRING, type FunctionLibrary, type Overload, type Value } from "#core/language";
import { spellings } from "./cluster.ts";
import { absent } from "./failure.ts";
import type { World } from "./world.ts";

/** Answers of services, from what was told in advance: nothing is ever sent. Source: Kyverno, `cel/libs/http`. */
export function httpLibrary(world: World): FunctionLibrary {
  const answer = (method: string, url: string): Value => {
    const found = world.responses.find((one) => one.method === method && one.url === url);
    if (found === undefined) return absent(world, `The answer to ${method} \`${url}\``);
    return { body: found.body, statusCode: found.statusCode };
  };
  const overloads = (method: string, ...rest: readonly (typeof DYN)[]): readonly Overload[] => [
    func(`http_${method}`, [STRING, ...rest, DYN], (url: string) => answer(method, url)),
    func(`http_${method}_headers`, [STRING, ...rest, DYN, DYN], (url: string) => answer(method, url)),
  ];
  return {
    name: "kyverno.http",
    functions: [
      ...spellings("http", "Get", "What a service answers to GET.", overloads("GET")),
      ...spellings("http", "Post", "What a service answers to POST.", overloads("POST", DYN)),
      ...spellings("http", "Put", "What a service answers to PUT.", overloads("PUT", DYN)),
    ],
  };
}
