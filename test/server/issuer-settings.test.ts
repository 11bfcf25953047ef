import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { up } from "#apps/server";
import { certify } from "../../src/adapters/identity/testing/certificates.ts";
import { textSource } from "./server.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "writ-issuer-settings-"));
const PAGES = [page("configuration.md"), page("identity.md")] as const;

beforeAll(async () => {
  const { certificate } = await certify("acme root", [], null);
  writeFileSync(join(FOLDER, "acme-authorities.pem"), certificate.toString("pem"));
  for (const file of ["client-secret", "acme-bundle.json", "cluster-jwks.json"]) writeFileSync(join(FOLDER, file), "x");
});
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

function page(name: string): string {
  return readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");
}

/** What `writ up --check` says of a configuration file. */
async function check(text: string): Promise<string> {
  const configFile = join(FOLDER, "writ.yaml");
  writeFileSync(configFile, text);
  const told: string[] = [];
  const { kind } = await up({
    flags: { data: join(FOLDER, "never") },
    environment: {},
    configFile,
    check: true,
    newToken: false,
    version: "1.0.0",
    policies: () => textSource(),
    print: (line) => told.push(`${line}\n`),
    complain: (line) => told.push(line),
  });
  return `${kind}: ${told.join("")}`;
}

const JWT = {
  type: "jwt",
  name: "ci",
  issuer: "https://ci.example",
  audiences: ["writ"],
  principal: { kind: "pipeline" },
};
const OIDC = { type: "oidc", name: "people", issuer: "https://login.example", clientId: "writ" };
const SPIFFE = { type: "spiffe", trustDomain: "acme.example", workloads: [{ path: "/", kind: "service" }] };
const PUBLIC = { publicUrl: "https://writ.example" };

describe("the issuers of a configuration file", () => {
  it("are good in every example of the pages that describe them", async () => {
    const examples = PAGES.flatMap((page) =>
      [...page.matchAll(/^```yaml\n([^`]*?)^```/gm)].map(([, text = ""]) => text),
    );
    const whole = examples.filter((text) => /^issuers:/m.test(text));
    expect(whole.length).toBeGreaterThanOrEqual(5);
    for (const text of whole) expect(await check(text)).toMatch(/^checked: [^]*issuers: \["\w/);
  });

  it("are described key by key", () => {
    const example: { readonly issuers: readonly object[] } = parse(
      /```yaml\n(publicUrl[^`]*)```/.exec(PAGES[0])?.[1] ?? "",
    );
    const keys = new Set(example.issuers.flatMap((one) => Object.keys(one)));
    expect(keys.size).toBeGreaterThan(15);
    keys.delete("type");
    keys.delete("principal");
    for (const key of keys) expect(PAGES[0]).toContain(`\`${key}\``);
  });

  it.each([
    [
      "no list",
      { issuers: { ci: JWT } },
      "In `issuers` of the file, what stands there is an object, but a list of issuers is expected",
    ],
    [
      "another type",
      { issuers: [{ ...JWT, type: "saml" }] },
      "`[0].type` is `saml`, but one of `jwt`, `spiffe`, `oidc` is expected",
    ],
    ["no type", { issuers: [{}] }, "`[0].type`"],
    [
      "a key that is mistyped",
      { issuers: [{ ...JWT, audience: ["x"] }] },
      "`audience` is no key that is known here: did you mean `audiences`?",
    ],
    ["no audience", { issuers: [{ ...JWT, audiences: [] }] }, "The issuer `ci` needs at least one of `audiences`"],
    [
      "an algorithm of shared secrets",
      { issuers: [{ ...JWT, algorithms: ["HS256"] }] },
      "`[0].algorithms[0]` is `HS256`",
    ],
    ["no algorithm", { issuers: [{ ...JWT, algorithms: [] }] }, "needs at least one of `algorithms`"],
    [
      "an issuer in clear",
      { issuers: [{ ...JWT, issuer: "http://ci.example" }] },
      "an address that begins with `https://`",
    ],
    ["a name for ids of others", { issuers: [{ ...JWT, name: "token" }] }, "An issuer cannot be called `token`"],
    ["a name that ids could not be told apart by", { issuers: [{ ...JWT, name: "a:b" }] }, "`[0].name` is `a:b`"],
    ["two with one name", { issuers: [JWT, { ...JWT, issuer: "https://b.example" }] }, "The name `ci` stands twice"],
    [
      "one issuer twice",
      { ...PUBLIC, issuers: [JWT, { ...OIDC, issuer: JWT.issuer }] },
      "The issuer `https://ci.example` stands twice",
    ],
    ["strangers", { issuers: [{ ...JWT, issuer: "https://gitlab.com" }] }, "say in `requiredClaims` which are yours"],
    ["a role that nobody has", { issuers: [{ ...JWT, roles: [{ role: "root" }] }] }, "`[0].roles[0].role` is `root`"],
    [
      "an approver for others",
      { issuers: [{ ...JWT, roles: [{ role: "approver", actors: true }] }] },
      "only somebody acting for themselves",
    ],
    [
      "keys in two places",
      { issuers: [{ ...JWT, jwksUri: "https://a.example", jwksFile: "client-secret" }] },
      "has its keys in two places",
    ],
    [
      "a file that is not there",
      { issuers: [{ ...JWT, jwksFile: "none.json" }] },
      "none.json` cannot be read, or is empty",
    ],
    [
      "two places to log in",
      { ...PUBLIC, issuers: [OIDC, { ...OIDC, name: "b", issuer: "https://b.example" }] },
      "People log in at one place",
    ],
    ["a login without an address", { issuers: [OIDC] }, "set `publicUrl`"],
    ["a login in clear", { publicUrl: "http://writ.example", issuers: [OIDC] }, "set `publicUrl`"],
    [
      "proofs of logins as tokens",
      { ...PUBLIC, issuers: [{ ...OIDC, audiences: ["writ"] }] },
      "a proof of a login is no token",
    ],
    ["a domain without keys", { issuers: [SPIFFE] }, "The trust domain `acme.example` needs keys"],
    [
      "two bundles",
      { issuers: [{ ...SPIFFE, audiences: ["a"], bundleUrl: "https://a.example", bundleFile: "acme-bundle.json" }] },
      "has two bundles",
    ],
    [
      "certificates without TLS",
      { issuers: [{ ...SPIFFE, authoritiesFile: "acme-authorities.pem" }] },
      "needs `tlsCert`",
    ],
    [
      "authorities that are none",
      { tlsCert: "a", tlsKey: "b", issuers: [{ ...SPIFFE, authoritiesFile: "client-secret" }] },
      "has no certificates of authorities",
    ],
    [
      "a path that is none",
      { issuers: [{ ...SPIFFE, workloads: [{ path: "agents/", kind: "agent" }] }] },
      "the path of SPIFFE ids",
    ],
  ])("are refused with %s", async (_, config, message) => {
    const told = await check(stringify(config, { aliasDuplicateObjects: false }));
    expect(told).toMatch(/^refused: /);
    expect(told).toContain(message);
  });
});
