import { describe, expect, it } from "vitest";
import { repositoryOf } from "./images.ts";

describe("repositoryOf()", () => {
  it.each([
    ["nginx", "docker.io/library/nginx"],
    ["nginx:1.27", "docker.io/library/nginx"],
    ["org/app", "docker.io/org/app"],
    ["docker.io/nginx", "docker.io/library/nginx"],
    ["index.docker.io/org/app:1", "docker.io/org/app"],
    ["GHCR.io/org/app:1", "ghcr.io/org/app"],
    ["localhost/app", "localhost/app"],
    ["registry:5000/team/app", "registry:5000/team/app"],
    [`registry.example.com:5000/team/app:1@sha256:${"a".repeat(64)}`, "registry.example.com:5000/team/app"],
    ["ghcr.io.evil.example/org/app", "ghcr.io.evil.example/org/app"],
    [" ", ""],
    ["", ""],
  ])("writes out where `%s` comes from", (image, repository) => {
    expect(repositoryOf(image)).toBe(repository);
  });
});
