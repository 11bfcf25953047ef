import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RELEASE_TYPE, type BundleSource, type Fetched } from "#core/distribution";
import { startServer, type LocalServer } from "../net/testing/local-server.ts";
import { createLastGood, folderSource, gitSource, httpSource, ociSource } from "./index.ts";

const RELEASE = Buffer.from('{"a":"release"}');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "writ-source-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, text: string, under = folder): void {
  mkdirSync(dirname(join(under, path)), { recursive: true });
  writeFileSync(join(under, path), text);
}

/** The names of what was fetched, or the whole answer where it was something else. */
async function filesOf(source: BundleSource, known: string | null = null): Promise<unknown> {
  const fetched = await source.fetch(known);
  if (fetched.kind !== "fetched" || fetched.content.kind !== "files") return fetched;
  return fetched.content.files.map(({ file }) => file);
}

function revisionOf(fetched: Fetched): string {
  return fetched.kind === "fetched" ? fetched.revision : "";
}

describe("folderSource()", () => {
  it("gives the documents below a folder in the order of their names, and nothing else", async () => {
    write("b/policy.yaml", "b");
    write("a.json", "a");
    write("notes.md", "no document");
    write("b/cases/input.json", "no document");
    write(".git/config.yaml", "no document");
    expect(await filesOf(folderSource(folder))).toEqual(["a.json", "b/policy.yaml"]);
  });

  it("tells when nothing changed", async () => {
    write("a.yaml", "a");
    const source = folderSource(folder);
    const first = revisionOf(await source.fetch(null));
    expect(await source.fetch(first)).toEqual({ kind: "unchanged" });
    write("a.yaml", "b");
    expect(await source.fetch(first)).toMatchObject({ kind: "fetched" });
  });

  it("does not follow links out of the folder", async () => {
    const outside = mkdtempSync(join(tmpdir(), "writ-outside-"));
    write("secret.yaml", "secret", outside);
    symlinkSync(join(outside, "secret.yaml"), join(folder, "link.yaml"));
    symlinkSync(outside, join(folder, "linked"));
    expect(await filesOf(folderSource(folder))).toEqual([]);
    rmSync(outside, { recursive: true });
  });

  it("is unavailable for a folder that is not there, and for a file that is no text", async () => {
    expect(await folderSource(join(folder, "none")).fetch(null)).toMatchObject({ kind: "unavailable" });
    writeFileSync(join(folder, "a.yaml"), Buffer.from([0xff, 0xfe, 0xff]));
    expect(await folderSource(folder).fetch(null)).toMatchObject({ kind: "unavailable" });
  });
});

function git(...args: readonly string[]): string {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  return execFileSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" }).trim();
}

function repository(more: Partial<Parameters<typeof gitSource>[0]> = {}): BundleSource {
  return gitSource({ url: `file://${folder}`, ref: "main", folder: ".", ...more });
}

function commit(path: string, text: string): string {
  write(path, text);
  git("add", "-A");
  git("commit", "-q", "-m", path);
  return git("rev-parse", "HEAD");
}

describe("gitSource()", () => {
  beforeEach(() => {
    git("init", "-q", "-b", "main");
  });

  it("gives the documents of a folder at the head of a branch, and the commit as their revision", async () => {
    commit("other.yaml", "other");
    const head = commit("policies/a.yaml", "a");
    const fetched = await repository({ folder: "policies" }).fetch(null);
    expect(fetched).toEqual({
      kind: "fetched",
      revision: head,
      content: { kind: "files", files: [{ file: "a.yaml", text: "a" }] },
    });
    expect(await repository().fetch(head)).toEqual({ kind: "unchanged" });
  });

  it("follows a tag, an annotated one too", async () => {
    const head = commit("a.yaml", "a");
    git("tag", "-a", "v1", "-m", "first");
    commit("a.yaml", "b");
    expect(await repository({ ref: "v1" }).fetch(null)).toMatchObject({ revision: head });
    expect(await repository({ ref: "v1" }).fetch(head)).toEqual({ kind: "unchanged" });
  });

  it("writes no link of a repository as a link", async () => {
    symlinkSync("/etc/passwd", join(folder, "link.yaml"));
    commit("a.yaml", "a");
    const fetched = await repository().fetch(null);
    expect(JSON.stringify(fetched)).not.toContain("root:");
  });

  it.each([
    ["a branch that is not there", { ref: "none" }],
    ["a repository that is not there", { url: "file:///none" }],
    ["a folder that is not there", { folder: "none" }],
    ["a folder outside", { folder: "../.." }],
    ["a ref that is an option", { ref: "--upload-pack=touch /tmp/x" }],
    ["an address that runs a program", { url: "ext::sh -c touch% /tmp/x" }],
  ])("is unavailable for %s", async (_, more) => {
    commit("a.yaml", "a");
    expect(await repository(more).fetch(null)).toMatchObject({ kind: "unavailable" });
  });

  it("keeps credentials of an address to itself, and leaves nothing behind", async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("writ-git-"));
    const { name } = repository({ url: "https://user:secret@git.example/team/policies.git" });
    expect(name).toBe("https://git.example/team/policies.git");
    commit("a.yaml", "a");
    await repository().fetch(null);
    expect(readdirSync(tmpdir()).filter((one) => one.startsWith("writ-git-"))).toEqual(before);
  });
});

describe("httpSource()", () => {
  let server: LocalServer;

  afterEach(() => server.close());

  it("gives a release, and asks again with its entity tag", async () => {
    server = await startServer((request, response) => {
      if (request.headers["if-none-match"] === '"one"') response.writeHead(304).end();
      else if (request.headers.authorization !== "Bearer token") response.writeHead(401).end();
      else response.setHeader("etag", '"one"').end(RELEASE);
    });
    const source = httpSource({ url: server.url, token: "token" });
    expect(await source.fetch(null)).toMatchObject({
      kind: "fetched",
      revision: '"one"',
      content: { kind: "release" },
    });
    expect(await source.fetch('"one"')).toEqual({ kind: "unchanged" });
    expect(await httpSource({ url: server.url, token: null }).fetch(null)).toMatchObject({ kind: "unavailable" });
  });

  it("tells by the content when a server knows no entity tags", async () => {
    server = await startServer((_, response) => response.end(RELEASE));
    const source = httpSource({ url: server.url, token: null });
    expect(await source.fetch(revisionOf(await source.fetch(null)))).toEqual({ kind: "unchanged" });
  });

  it("is unavailable for an error, a redirect, and a not-modified that nobody asked for", async () => {
    let status = 500;
    server = await startServer((_, response) => response.writeHead(status, { location: "https://evil.example" }).end());
    for (status of [500, 302, 304, 404])
      expect(await httpSource({ url: server.url, token: null }).fetch(null)).toMatchObject({ kind: "unavailable" });
  });

  it("asks nobody over a connection that others could answer", async () => {
    server = await startServer((_, response) => response.end(RELEASE));
    const source = httpSource({ url: "http://policies.example", token: "secret" });
    const fetched = await source.fetch(null);
    expect(fetched).toMatchObject({ kind: "unavailable" });
    expect(JSON.stringify(fetched)).not.toContain("secret");
  });
});

function digestOf(bytes: Buffer | string): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

function layer(bytes: Buffer): object {
  return { mediaType: RELEASE_TYPE, digest: digestOf(bytes), size: bytes.length };
}

function giveToken(authorization: string | undefined, response: ServerResponse): void {
  const expected = `Basic ${Buffer.from("reader:password").toString("base64")}`;
  response.end(JSON.stringify(authorization === expected ? { token: "bought" } : {}));
}

describe("ociSource()", () => {
  let registry: LocalServer;
  let manifest: object;
  let blob: Buffer;
  let isPrivate: boolean;

  beforeEach(async () => {
    blob = RELEASE;
    isPrivate = false;
    manifest = {
      schemaVersion: 2,
      layers: [layer(RELEASE)],
    };
    registry = await startServer((request, response) => {
      const { url = "", headers } = request;
      if (url.startsWith("/token")) giveToken(headers.authorization, response);
      else if (isPrivate && headers.authorization !== "Bearer bought") challenge(response);
      else if (url.startsWith("/v2/team/policies/manifests/")) response.end(JSON.stringify(manifest));
      else if (url.startsWith("/v2/team/policies/blobs/")) response.end(blob);
      else response.writeHead(404).end();
    });
  });

  afterEach(() => registry.close());

  function challenge(response: ServerResponse): void {
    const realm = `Bearer realm="${registry.url}/token",service="registry",scope="repository:team/policies:pull"`;
    response.writeHead(401, { "www-authenticate": realm }).end();
  }

  function source(more: Partial<Parameters<typeof ociSource>[0]> = {}): BundleSource {
    return ociSource({
      registry: registry.url,
      repository: "team/policies",
      reference: "stable",
      login: null,
      ...more,
    });
  }

  it("gives the release in the one layer of its type", async () => {
    const fetched = await source().fetch(null);
    expect(fetched).toMatchObject({ kind: "fetched", content: { kind: "release" } });
    expect(await source().fetch(revisionOf(fetched))).toEqual({ kind: "unchanged" });
  });

  it("buys a token with its password where the registry asks for one", async () => {
    isPrivate = true;
    expect(await source().fetch(null)).toMatchObject({ kind: "unavailable" });
    const login = { user: "reader", password: "password" };
    expect(await source({ login }).fetch(null)).toMatchObject({ kind: "fetched" });
    expect(JSON.stringify(await source({ login: { ...login, user: "x" } }).fetch(null))).not.toContain("password");
  });

  it("believes no registry that gives something else than was asked for", async () => {
    const pinned = source({ reference: digestOf("another manifest") });
    expect(await pinned.fetch(null)).toMatchObject({ kind: "unavailable" });
    expect(await source({ reference: digestOf(JSON.stringify(manifest)) }).fetch(null)).toMatchObject({
      kind: "fetched",
    });
    blob = Buffer.from("another layer");
    expect(await source().fetch(null)).toMatchObject({ kind: "unavailable" });
  });

  it.each<[string, object]>([
    ["no layers", {}],
    ["layers of other types", { layers: [{ mediaType: "text/plain", digest: digestOf(RELEASE) }] }],
    ["two layers of ours", { layers: [layer(RELEASE), layer(RELEASE)] }],
    ["a digest that is a path", { layers: [{ mediaType: RELEASE_TYPE, digest: "../../../token" }] }],
  ])("is unavailable for a manifest with %s", async (_, other) => {
    manifest = other;
    expect(await source().fetch(null)).toMatchObject({ kind: "unavailable" });
  });

  it("is unavailable for an artefact that is not there", async () => {
    expect(await source({ repository: "team/none" }).fetch(null)).toMatchObject({ kind: "unavailable" });
  });
});

describe("createLastGood()", () => {
  it("keeps the last release, and has none before the first", async () => {
    const lastGood = createLastGood(join(folder, "release"));
    expect(await lastGood.load()).toBeNull();
    await lastGood.keep(Buffer.from("one"));
    await lastGood.keep(Buffer.from("two"));
    expect(Buffer.from((await createLastGood(join(folder, "release")).load()) ?? "").toString()).toBe("two");
  });

  it("keeps what it had when a write was torn", async () => {
    const lastGood = createLastGood(join(folder, "release"));
    await lastGood.keep(Buffer.from("one"));
    writeFileSync(join(folder, "release.new"), "tor");
    expect(Buffer.from((await lastGood.load()) ?? "").toString()).toBe("one");
  });

  it("says when the disk does not take or give it", async () => {
    await expect(createLastGood(join(folder, "none", "release")).keep(RELEASE)).rejects.toMatchObject({
      code: "last-good",
    });
    mkdirSync(join(folder, "release"));
    chmodSync(join(folder, "release"), 0o700);
    await expect(createLastGood(join(folder, "release")).load()).rejects.toMatchObject({ code: "last-good" });
  });
});
