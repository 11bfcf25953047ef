import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonText, parseJson } from "#core/model";
import { Refused } from "./errors.ts";
import { assertMirrors, decodeHeader, encodeHeader } from "./headers.ts";
import { memberText } from "./member-text.ts";
import { readMessage } from "./message.ts";
import { assertParameterMirrors, mirroredArguments } from "./parameter-headers.ts";

describe("readMessage()", () => {
  it("reads what the protocol has, and keeps every digit", () => {
    const text = '{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"n":9007199254740993}}';
    expect(readMessage(text)).toEqual({
      kind: "request",
      id: 7,
      method: "tools/call",
      params: { n: 9007199254740993n },
      text,
    });
  });

  it.each([
    ["[]", -32600],
    ["{", -32700],
    ['{"jsonrpc":"2.0","id":1,"method":"a","method":"b"}', -32700],
    ['{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"a","name":"b"}}', -32700],
    ['{"jsonrpc":"2.0","id":1.5,"method":"ping"}', -32600],
    ['{"jsonrpc":"2.0","id":null,"method":"ping"}', -32600],
    ['{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}', -32602],
    ['{"id":1,"method":"ping"}', -32600],
    ['{"jsonrpc":"2.0","id":1,"result":{},"error":{}}', -32600],
    [`{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":${"[".repeat(100)}${"]".repeat(100)}}}`, -32700],
  ])("refuses %s", (text, code) => {
    expect(readMessage(text)).toMatchObject({ kind: "invalid", error: { code } });
  });

  it("answers whatever comes, and never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(["request", "notification", "result", "error", "invalid"]).toContain(readMessage(text).kind);
      }),
    );
  });
});

describe("memberText()", () => {
  it("finds a member as it was written, wherever it stands", () => {
    expect(memberText('{ "id" : "params", "x":{"params":1}, "params" : { "a" : 1.0 } , "z":0}', "params")).toBe(
      '{ "a" : 1.0 }',
    );
    expect(memberText(String.raw`{"\u0070arams":{}}`, "params")).toBe(null);
    expect(memberText("{}", "params")).toBe(null);
  });

  it("finds what the parser finds, and what is written anew reads the same", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, params) => {
        const text = JSON.stringify({ before, params }, null, 1);
        expect(JSON.parse(memberText(text, "params") ?? "")).toEqual(JSON.parse(JSON.stringify(params)));
        const parsed = parseJson(text);
        expect(JSON.parse(parsed.kind === "parsed" ? jsonText(parsed.value) : "")).toEqual(JSON.parse(text));
      }),
    );
  });
});

const params = { name: "weather", arguments: { region: "eu", count: 3 } };
const sent = { "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call", "Mcp-Name": "weather" };
const reader = (headers: Readonly<Record<string, string>>) => (name: string) => headers[name];
const check = (headers: Readonly<Record<string, string>>) => () =>
  assertMirrors(reader(headers), "2026-07-28", "tools/call", params);
const tool = (properties: object): { readonly inputSchema: never } =>
  JSON.parse(JSON.stringify({ inputSchema: { type: "object", properties } }));

describe("headers", () => {
  it("carry any text and give it back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(encodeHeader(text)).toMatch(/^[\x20-\x7e]*$/);
        expect(decodeHeader(encodeHeader(text))).toBe(text);
      }),
    );
  });

  it("INVARIANT (gateway-body-decides): must say what the body says", () => {
    expect(check(sent)).not.toThrow();
    for (const name of Object.keys(sent)) {
      expect(check({ ...sent, [name]: "other" })).toThrow(Refused);
      expect(check(Object.fromEntries(Object.entries(sent).filter(([key]) => key !== name)))).toThrow(Refused);
    }
    expect(check({ ...sent, "Mcp-Name": "=?base64?d2VhdGhlcg==?=" })).not.toThrow();
    expect(check({ ...sent, "Mcp-Name": "=?base64?!?=" })).toThrow(Refused);
  });

  it("mirror the arguments that a schema names, and no others", () => {
    const mirrored = mirroredArguments(tool({ region: { type: "string", "x-mcp-header": "Region" } })) ?? [];
    expect(() => assertParameterMirrors(reader({ "Mcp-Param-Region": "eu" }), mirrored, params)).not.toThrow();
    expect(() => assertParameterMirrors(reader({ "Mcp-Param-Region": "us" }), mirrored, params)).toThrow(Refused);
    expect(() => assertParameterMirrors(reader({}), mirrored, params)).toThrow(Refused);
    expect(() => assertParameterMirrors(reader({ "Mcp-Param-Region": "us" }), mirrored, { name: "weather" })).toThrow(
      Refused,
    );
  });

  it.each([
    [{ a: { type: "object", "x-mcp-header": "A" } }],
    [{ a: { type: "number", "x-mcp-header": "A" } }],
    [{ a: { type: "string", "x-mcp-header": "a b" } }],
    [{ a: { type: "string", "x-mcp-header": "A" }, b: { type: "string", "x-mcp-header": "a" } }],
    [{ a: { type: "array", items: { type: "string", "x-mcp-header": "A" } } }],
  ])("make no tool of a schema such as %j", (properties) => {
    expect(mirroredArguments(tool(properties))).toBe(null);
  });
});
