import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findFiles } from "../../../../test/find-files.ts";
import { inSchemaType, TYPED_NAMES } from "./schema-types.ts";
import { readFiles, resourceIn } from "./testing/configuration.ts";

const LIBRARY = join(import.meta.dirname, "../../../../library");

describe("inSchemaType()", () => {
  it.each<readonly [string, string, unknown]>([
    ["storage_encrypted", "true", true],
    ["shared_access_key_enabled", "false", false],
    ["max_session_duration", "3600", 3600],
    ["to_port", "all", "all"],
    ["storage_encrypted", "yes", "yes"],
    ["description", "true", "true"],
    ["constructor", "true", "true"],
  ])("makes of %s = %j what the provider makes of it", (name, text, expected) => {
    expect(inSchemaType(name, text)).toBe(expected);
  });

  it("knows names that the library reads, and few others", () => {
    const text = ["mappings", "policies"]
      .flatMap((folder) => findFiles(join(LIBRARY, folder)))
      .filter((file) => /terraform-[a-z]+\/|policy\.yaml$/.test(file))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    const words = new Set(text.match(/\w+/g));
    expect([...TYPED_NAMES].filter((name) => !words.has(name)).length).toBeLessThan(10);
    expect(TYPED_NAMES.size).toBeGreaterThan(200);
  });

  it("is not asked about what stands under keys of the author's own", () => {
    const { native } = resourceIn(
      readFiles({
        "main.tf":
          'resource "a_b" "c" {\n  internal = "true"\n  tags = { internal = "true" }\n  m = { internal = "true" }\n}\n',
      }),
      "a_b.c",
    );
    expect(native).toMatchObject({ internal: true, tags: { internal: "true" }, m: { internal: "true" } });
  });
});
