import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import { resolveReadings } from "#core/kinds";
import type { Resource } from "#core/model";
import { shippedKinds } from "../../../../test/shipped-kinds.ts";
import { readDockerfile } from "./read.ts";

const KINDS = shippedKinds();
const DIGEST = `sha256:${"a".repeat(64)}`;
const UNKNOWN = expect.any(Unknown) as unknown;

/** The properties of the final image. */
function image(...lines: readonly string[]): Resource["properties"] {
  const reading = readDockerfile({ file: "Dockerfile", bytes: new TextEncoder().encode(lines.join("\n")) });
  expect(reading.diagnostics).toEqual([]);
  const resources = resolveReadings(KINDS, [reading]).effects.flat();
  expect(resources.map(({ resource }) => resource.kind)).toEqual(resources.map(() => "ImageBuild"));
  return resources.at(-1)?.resource.properties ?? {};
}

describe("kind ImageBuild", () => {
  test("says what an empty image is", () => {
    expect(image("FROM scratch", "COPY a /a")).toEqual({
      stage: "0",
      final: true,
      base: { kind: "scratch", name: "scratch" },
      images: [],
      imagesPinned: true,
      user: { declared: false, root: true },
      environment: [],
      literalSecrets: [],
      downloads: [],
      pipesDownloads: false,
      unverified: [],
      privileged: false,
      healthcheck: false,
      ports: [],
    });
  });

  test.each([
    ["node", "node", "docker.io", undefined, false],
    ["node:20", "node", "docker.io", "20", false],
    [`node:20@${DIGEST}`, "node", "docker.io", DIGEST, true],
    ["ghcr.io/a/b:1", "ghcr.io/a/b", "ghcr.io", "1", false],
    ["localhost:5000/b", "localhost:5000/b", "localhost:5000", undefined, false],
    ["library/node", "library/node", "docker.io", undefined, false],
    ["--platform=linux/amd64 node:20 AS x", "node", "docker.io", "20", false],
  ])("says what `FROM %s` starts from", (from, ...[name, registry, version, pinned]) => {
    const { base, imagesPinned } = image(`FROM ${from}`);
    expect(base).toEqual({ kind: "image", name, registry, ...(version === undefined ? {} : { version }), pinned });
    expect(imagesPinned).toBe(pinned);
  });

  test("does not know a base that whoever builds gives, and fills in what has a default", () => {
    expect(image("ARG BASE", "FROM $BASE")).toMatchObject({ base: { pinned: UNKNOWN }, imagesPinned: UNKNOWN });
    expect(image("ARG VERSION=20", "ARG BASE=node:${VERSION}-slim", "FROM ${BASE}")).toMatchObject({
      base: { name: "node", version: "20-slim" },
    });
    expect(image("ARG A=1", "FROM node:${V:-${A}}")).toMatchObject({ base: { pinned: UNKNOWN } });
    expect(image("FROM node:${V:-18}")).toMatchObject({ base: { version: "18" } });
  });

  test("counts every image that goes into it", () => {
    const lines = [
      "# syntax=docker/dockerfile:1",
      `FROM node@${DIGEST} AS build`,
      "FROM scratch",
      "COPY --from=build a b",
      "COPY --from=0 a b",
    ];
    expect(image(...lines, `COPY --from=nginx@${DIGEST} a b`)).toMatchObject({
      images: ["docker/dockerfile", "nginx"],
      imagesPinned: false,
    });
    expect(image(...lines.slice(1), `COPY --from=nginx@${DIGEST} a b`)).toMatchObject({
      images: ["nginx"],
      imagesPinned: true,
    });
    expect(image(...lines.slice(1), "RUN --mount=type=bind,from=tools:1,target=/t x")).toMatchObject({
      images: ["tools"],
      imagesPinned: false,
    });
  });

  test.each([
    [["FROM a"], { declared: false, root: UNKNOWN }],
    [["FROM a", "USER root"], { declared: true, name: "root", root: true }],
    [["FROM a", "USER 0:0"], { declared: true, name: "0:0", root: true }],
    [["FROM a", "USER app"], { declared: true, name: "app", root: false }],
    [["FROM a", "USER root", "RUN x", "user 1000"], { declared: true, name: "1000", root: false }],
    [["FROM a", "USER $WHO"], { declared: true, name: "", root: true }],
    [["FROM a", "ARG WHO", "USER $WHO"], { declared: UNKNOWN, name: UNKNOWN, root: UNKNOWN }],
    [["FROM a", "ENV WHO=app", "USER ${WHO}"], { declared: true, name: "app", root: false }],
    [["FROM a AS b", "USER app", "FROM b"], { declared: true, name: "app", root: false }],
    [["FROM a AS b", "USER app", "FROM c"], { declared: false, root: UNKNOWN }],
    [["FROM a", "USER app", "ONBUILD USER root"], { declared: true, name: "app", root: false }],
  ])("says who runs %j", (lines, user) => {
    expect(image(...lines)["user"]).toEqual(user);
  });

  test("says where secrets are written out, also those that a stage hands on, and shows none", () => {
    const planted = "hunter2hunter2xyz";
    const lines = [
      "FROM a AS b",
      `ENV DB_PASSWORD=${planted} MODE=x`,
      "FROM b",
      `ARG NPM_TOKEN='${planted}'`,
      `RUN login --password=${planted}`,
    ];
    const properties = image(...lines, "RUN echo $DB_PASSWORD", "LABEL pass=$DB_PASSWORD");
    expect(properties).toMatchObject({
      environment: ["DB_PASSWORD", "MODE"],
      literalSecrets: ["env.DB_PASSWORD", "args.NPM_TOKEN", "instructions.1.text"],
    });
    expect(JSON.stringify(properties)).not.toContain(planted);
  });

  test("says what it takes and runs unseen", () => {
    expect(
      image(
        "FROM a",
        "ADD https://example.com/a.tgz /a",
        `ADD --checksum=${DIGEST} https://example.com/b.tgz /b`,
        "ADD git@example.com:a/b.git /c",
        'ADD ["https://example.com/d", "/d"]',
        "ADD local /e",
      ),
    ).toMatchObject({
      downloads: ["https://example.com/a.tgz", "git@example.com:a/b.git", "https://example.com/d"],
      pipesDownloads: false,
    });
    expect(image("FROM a", "RUN curl -sSL https://example.com/x | bash")).toMatchObject({ pipesDownloads: true });
    expect(image("FROM a", "RUN <<EOF", "wget -qO- https://example.com/x | sh", "EOF")).toMatchObject({
      pipesDownloads: true,
    });
    expect(
      image(
        "FROM a",
        "RUN apt-get install -y --allow-unauthenticated x && \\",
        "  # why",
        "  wget --no-check-certificate y",
      ),
    ).toMatchObject({
      unverified: ["--allow-unauthenticated", "--no-check-certificate"],
    });
    expect(image("FROM a", "RUN --security=insecure x")).toMatchObject({ privileged: true });
  });

  test("says what it listens on and how it is looked after", () => {
    const lines = [
      "FROM a AS b",
      "EXPOSE 80 443/tcp",
      "HEALTHCHECK CMD true",
      "FROM b",
      "ENV PORT=9000",
      "EXPOSE $PORT",
    ];
    expect(image(...lines)).toMatchObject({ ports: ["80", "443/tcp", "9000"], healthcheck: true });
    expect(image(...lines, "HEALTHCHECK NONE")).toMatchObject({ healthcheck: false });
  });
});
