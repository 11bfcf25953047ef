import { describe, expect, it } from "vitest";
import {
  CelError,
  checkExpression,
  compileExpression,
  createEnvironment,
  parseExpression,
  Timestamp,
  Unknown,
  writLibraries,
  type Value,
} from "#core/language";
import { kyvernoLibraries } from "./index.ts";
import { EMPTY_WORLD, type World } from "./world.ts";

const NOTHING_KNOWN: World = { ...EMPTY_WORLD, isWhole: true };
const KNOWN: World = {
  loose: [],
  resources: [
    {
      apiVersion: "v1",
      resource: "configmaps",
      namespace: "platform",
      name: "settings",
      object: { metadata: { name: "settings", labels: { team: "a" } }, data: { key: "value" } },
    },
  ],
  images: new Map([["ghcr.io/a/b:1", { config: { user: "root" } }]]),
  globalContext: new Map([["gctx", { items: [1, 2] }]]),
  responses: [{ method: "POST", url: "https://authz.example/check", body: { allowed: true }, statusCode: 200 }],
  isWhole: true,
  clock: { now: new Timestamp(1_767_225_600, 5) },
  namespace: null,
};

function valueOf(source: string, world: World): Value {
  const parsed = parseExpression(source);
  if (parsed.kind === "rejected") throw new Error(parsed.problems[0]?.message);
  const libraries = [...writLibraries, ...kyvernoLibraries(world)];
  const checked = checkExpression(parsed.parsed, createEnvironment({ libraries }));
  if (checked.kind === "rejected") throw new Error(checked.problems[0]?.message);
  return compileExpression(checked.checked).evaluate({}, { spent: 0, limit: 1_000_000 });
}

const DIGEST = `sha256:${"a".repeat(64)}`;

describe("the libraries of Kyverno", () => {
  it.each<readonly [string, Value]>([
    ["image('nginx').registry()", "index.docker.io"],
    ["image('nginx').repository()", "library/nginx"],
    ["image('nginx').tag()", "latest"],
    ["parseImageReference('docker.io/a/b:1').repository()", "a/b"],
    ["image('localhost:5000/app:1.2').registry()", "localhost:5000"],
    ["image('localhost:5000/app').tag()", "latest"],
    [`image('ghcr.io/a/b:1@${DIGEST}').digest()`, DIGEST],
    [`image('ghcr.io/a/b:1@${DIGEST}').tag()`, ""],
    [`image('ghcr.io/a/b@${DIGEST}').containsDigest()`, true],
    ["image('nginx:1.25').identifierWithSeparator()", ":1.25"],
    [`image('ghcr.io/a/b:1@${DIGEST}').identifierWithSeparator()`, `:1@${DIGEST}`],
    ["isImage('Nginx') || isImage('') || isImage('a@sha256:12') || isImage('a:b:c d')", false],
    ["md5('') + sha1('')", "d41d8cd98f00b204e9800998ecf8427eda39a3ee5e6b4b0d3255bfef95601890afd80709"],
    ["sha256('abc')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    ["json.unmarshal('{\"a\":[1]}').a == [1] && type(json.unmarshal('1')) == double", true],
    ["json.unmarshal('[true, \"1\", 1.5, null]')", [true, "1", 1.5, null]],
    ["gzip.decompress(base64.decode('H4sIADP4umkAA8uuLEstyssHAOgPnDMHAAAA'))", "kyverno"],
    ["yaml.parse('mode: 0644\\non: [no, x]') == {'mode': 420.0, 'true': [false, 'x']}", true],
    ["yaml.parse('a: 1').a == 1 && type(yaml.parse('1')) == double", true],
    ["math.round(2.345, 1) == 2.3 && math.round(-2.5, 0) == -3.0", true],
    ["math.round(1.5, 9223372036854775807) == 1.5", false],
    ["listObjToMap([{'k': 'a'}], [{'v': 1}], 'k', 'v')", { a: 1 }],
    ["parseServiceAccount('system:serviceaccount:ns:robot').Namespace", "ns"],
    ["user.parseServiceAccount('alice').Name", ""],
    ["dyn([1]).orValue([2])", [1]],
    ["optional.none().orValue(2)", 2],
    ["string(time.truncate(time.now(), duration('1h')))", "2026-01-01T00:00:00Z"],
    ["time.toCron(timestamp('2026-03-04T05:06:07Z'))", "6 5 4 3 3"],
    ["resource.Get('v1', 'configmaps', 'platform', 'settings').data.key", "value"],
    ["resource.list('v1', 'configmaps', 'platform').items.size()", 1],
    ["resource.List('v1', 'configmaps', 'elsewhere').items.size()", 0],
    ["resource.List('v1', 'configmaps', 'platform', {'team': 'b'}).items.size()", 0],
    ["globalContext.Get('gctx', 'items').size()", 2],
    ["image.GetMetadata('ghcr.io/a/b:1').config.user", "root"],
    ["http.Post('https://authz.example/check', {'a': 1}).body.allowed", true],
    ["http.Client('pem').Post('https://authz.example/check', {'a': 1}, {'h': 'v'}).body.allowed", true],
    ["resource.Get(resource.ToGVR('v1', 'ConfigMap'), 'platform', 'settings').data.key", "value"],
    ["resource.Get('v1', 'configmaps', 'platform', 'settings', []).data.key", "value"],
    ["resource.List(resource.ToGVR('v1', 'ConfigMap'), 'platform', {'team': 'a'}).items.size()", 1],
    ["resource.ToGVR('v1', 'ConfigMap') == resource.toGVR('v1', 'Secret')", false],
  ])("answer %s with %j", (source, expected) => {
    expect(valueOf(source, KNOWN)).toEqual(expected);
  });

  it.each([
    "image('not an image').tag()",
    "json.unmarshal('{')",
    "yaml.parse('.inf')",
    "x509.decode('')",
    "gzip.decompress(b'plain')",
    "listObjToMap([{'k': 'a'}], [], 'k', 'v')",
    "resource.Get('v1', 'secrets', 'platform', 'settings')",
    "resource.List('v1', 'secrets', 'platform')",
    "resource.Post('v1', 'secrets', 'platform', {})",
    "globalContext.Get('nothing', '')",
    "http.Get('https://authz.example/check')",
    "http.Client('').Get('https://authz.example/check')",
    "resource.Get('v1', 'configmaps', 'platform', 'settings', ['scale'])",
    "resource.ToGVR('example.org/v1', 'Thing')",
  ])("answer %s with an error", (source) => {
    expect(valueOf(source, KNOWN)).toBeInstanceOf(CelError);
  });

  it("say that what lies in a cluster is not known when no context provides it", () => {
    expect(valueOf("image.GetMetadata('nginx')", NOTHING_KNOWN)).toMatchObject({
      message: "Image `nginx` is not known here: it lies in a cluster, and no mocked context provides it",
    });
    expect(valueOf("time.now()", NOTHING_KNOWN)).toBeInstanceOf(CelError);
  });

  it.each(["random()", "random('[a-z]')", "resource.Get('v1', 'pods', 'a', 'b')", "time.now()"])(
    "leave %s unknown where not all was told",
    (source) => {
      expect(valueOf(source, EMPTY_WORLD)).toBeInstanceOf(Unknown);
    },
  );

  it("let a policy of a namespace ask in that one alone", () => {
    const own: World = { ...KNOWN, namespace: "platform" };
    expect(valueOf("resource.Get('v1', 'configmaps', 'settings').data.key", own)).toBe("value");
    expect(valueOf("resource.List('v1', 'configmaps', {'team': 'a'}).items.size()", own)).toBe(1);
    expect(() => valueOf("resource.Get('v1', 'configmaps', 'other', 'settings')", own)).toThrow(/list/);
    expect(valueOf("resource.Get('v1', 'configmaps', 'settings')", { ...own, namespace: "b" })).toBeInstanceOf(
      CelError,
    );
  });

  it.each([
    ["yaml.parse('a: !!str 1')", "What Kyverno reads from YAML with tags, directives or deep nesting"],
    ["gzip.decompress(base64.decode('H4sIAAAAAAACA/v/DwCWMPiIAgAAAA=='))", "A compressed text that is not UTF-8"],
  ])("leave %s unknown, as it cannot be told", (source, path) => {
    expect(valueOf(source, KNOWN)).toEqual(new Unknown([{ reason: "not-observed", path }]));
  });

  it.each(["gzip.compress('')"])("do not have %s", (source) => {
    expect(() => valueOf(source, KNOWN)).toThrow(/function/);
  });
});
