import { describe, expect, it } from "vitest";
import { openSource } from "./source-address.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

describe("openSource()", () => {
  it.each([
    ["folder:/etc/policies", "/etc/policies", false],
    ["git+https://git.example/team/policies.git", "https://git.example/team/policies.git", false],
    ["git+https://user:secret@git.example/p.git#v1:rules", "https://git.example/p.git", false],
    ["git+ssh://git@git.example/p.git#main", "ssh://git.example/p.git", false],
    ["https://writ.example/v1/release", "https://writ.example/v1/release", true],
    ["oci://registry.example/team/policies:stable", "https://registry.example/team/policies:stable", true],
    [`oci://localhost:5000/policies@${DIGEST}`, `http://localhost:5000/policies:${DIGEST}`, true],
  ])("opens %s", (address, name, isSigned) => {
    const opened = openSource(address, null);
    expect([opened?.source.name, opened?.isSigned]).toEqual([name, isSigned]);
  });

  it.each([
    "",
    "policies",
    "folder:",
    "ftp://example.com/release",
    "https:",
    "git+ext::sh -c touch% /tmp/x",
    "git+https:",
    "oci://registry.example/policies",
    "oci://registry.example/Policies:stable",
    "oci://registry.example/policies@sha256:short",
  ])("opens nothing for %j", (address) => {
    expect(openSource(address, null)).toBeNull();
  });
});
