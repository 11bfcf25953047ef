import { describe, expect, test } from "vitest";
import { readPulumiPreview } from "./read.ts";
import { read, step } from "./testing/preview.ts";

const GOOD = step("aws:s3/bucket:Bucket", "good", {});
const event = (text: string): string => `{"sequence":0,"timestamp":1,"preludeEvent":{}}\n${text}\n`;

/** `code line:column` of every diagnostic. */
function complaints(bytes: Uint8Array | string): readonly string[] {
  const input = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  return readPulumiPreview({ file: "p.json", bytes: input }).diagnostics.map(
    ({ code, span }) => `${code}${span ? ` ${span.start.line}:${span.start.column}` : ""}`,
  );
}

describe("readPulumiPreview() on what is no preview", () => {
  test.each([
    ["an empty file", "", ["empty-input"]],
    ["a binary file", Uint8Array.of(1, 0, 2), ["binary-input"]],
    ["UTF-16", Uint8Array.of(0xff, 0xfe, 0x7b, 0), ["utf16-input"]],
    ["a truncated preview", '{"steps": [\n {"op": "create", "urn": "urn:pulumi:a', ["pulumi-preview-syntax 2:26"]],
    ["broken JSON", '{"steps": [],,}', ["pulumi-preview-syntax 1:14"]],
    ["a key that stands twice", '{"steps": [],\n"steps": []}', ["pulumi-preview-syntax 2:1"]],
    ["an object of another kind", '{"hello": "urn:pulumi:"}', ["pulumi-preview-shape 1:1"]],
    ["a list", "[]", ["pulumi-preview-shape 1:1"]],
    ["nesting without end", `{"steps": ${"[".repeat(5000)}`, ["pulumi-preview-syntax 1:266"]],
    ["an event that is cut off", event('{"sequence":1,"resourcePreEvent"'), ["pulumi-preview-syntax 2:33"]],
  ])("says what is wrong with %s", (_, bytes, expected) => {
    expect(complaints(bytes)).toEqual(expected);
  });

  test.each([
    ["no step", [7, "a", null, {}, { op: "create" }]],
    ["a step without states", [{ op: "create", urn: "urn:pulumi:a::b::c::d" }]],
    ["a step whose URN is none", [{ op: "create", urn: "a", newState: {} }]],
  ])("leaves %s unresolved and reads the rest", (_, entries) => {
    const reading = read([...entries, GOOD]);
    expect(reading.changes.map(({ after }) => after?.name)).toEqual(["good"]);
    expect(reading.unresolved.map(({ code }) => code)).toEqual(entries.map(() => "pulumi-malformed-step"));
  });

  test.each([
    ["a preview that failed", { diagnostics: [{ severity: "error", message: "boom" }] }, "pulumi-preview-failed"],
    ["a preview that counts changes which it does not list", {}, "pulumi-steps-missing"],
  ])("leaves %s unresolved", (_, more, code) => {
    const text = JSON.stringify({ changeSummary: { create: 2 }, ...more });
    expect(read(text).unresolved.map((entry) => entry.code)).toContain(code);
  });

  test("keeps hostile names as names", () => {
    const inputs: Record<string, string> = { constructor: "a", toString: "b" };
    Object.defineProperty(inputs, "__proto__", { value: "c", enumerable: true });
    const native = read([step("aws:s3/bucket:Bucket", "__proto__", inputs)]).changes[0]?.after?.native ?? {};
    expect(Object.entries(native).slice(0, 3)).toEqual([
      ["constructor", "a"],
      ["to_string", "b"],
      ["__proto__", "c"],
    ]);
  });

  test("reads many steps that depend on one another in one pass", () => {
    const many = Array.from({ length: 5000 }, (_, at) =>
      step("aws:s3/bucket:Bucket", `b${at}`, { tags: { at: String(at) } }),
    );
    expect(read(many).changes).toHaveLength(5000);
  });
});
