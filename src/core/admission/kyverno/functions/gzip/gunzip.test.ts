import { deflateRawSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gunzip, type Gunzipped } from "./gunzip.ts";

const LIMIT = 100_000;

function textOf(bytes: Uint8Array): string {
  const result = gunzip(bytes, LIMIT);
  return result.kind === "read" ? new TextDecoder().decode(result.bytes) : result.kind;
}

function kindOf(bytes: Uint8Array): Gunzipped["kind"] {
  return gunzip(bytes, LIMIT).kind;
}

/** A member with a header of these flags and parts, around the text `kyverno`. */
function member(flags: number, ...parts: readonly number[]): Uint8Array {
  const plain = gzipSync("kyverno");
  return Buffer.concat([Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3, ...parts]), plain.subarray(10)]);
}

describe("gunzip()", () => {
  it("reads what anyone compressed, at any level and by any strategy", () => {
    const settings = fc.record({
      level: fc.integer({ min: 0, max: 9 }),
      strategy: fc.integer({ min: 0, max: 4 }),
      memLevel: fc.integer({ min: 1, max: 9 }),
    });
    const texts = fc.array(fc.constantFrom("a", "b", "abc", "é", "\n")).map((parts) => parts.join("").repeat(3));
    fc.assert(
      fc.property(texts, settings, (text, options) => {
        expect(textOf(gzipSync(text, options))).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it("reads several members as one text", () => {
    expect(textOf(Buffer.concat([gzipSync("one "), gzipSync(""), gzipSync("two")]))).toBe("one two");
  });

  it("passes over what headers may hold", () => {
    expect(textOf(member(4 + 8 + 16, 2, 0, 1, 2, 97, 0, 98, 0))).toBe("kyverno");
  });

  it("checks the checksum of a header", () => {
    expect(kindOf(member(2, 0, 0))).toBe("corrupt");
  });

  it("never answers other bytes for ones that were changed or cut", () => {
    const whole = gzipSync("a text that is long enough, long enough, to be compressed");
    fc.assert(
      fc.property(fc.nat(whole.length * 8 - 1), (bit) => {
        const changed = Buffer.from(whole);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const told = textOf(changed);
        expect(["corrupt", textOf(whole)]).toContain(told);
        expect(kindOf(whole.subarray(0, bit >> 3))).toBe("corrupt");
      }),
    );
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["what is no gzip", Buffer.from("plain text, no gzip")],
    ["bytes behind the end", Buffer.concat([gzipSync("a"), Buffer.alloc(4)])],
    ["DEFLATE alone", deflateRawSync("a")],
    ["a name of more than 511 characters", member(8, ...Array.from({ length: 512 }, () => 97), 0)],
    ["a block of no kind", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 7])],
  ])("refuses %s", (_, bytes) => {
    expect(kindOf(bytes)).toBe("corrupt");
  });

  it("stops at the limit, whatever the bytes stand for", () => {
    expect(kindOf(gzipSync(Buffer.alloc(LIMIT)))).toBe("read");
    expect(kindOf(gzipSync(Buffer.alloc(LIMIT + 1)))).toBe("too-much");
    expect(kindOf(gzipSync(Buffer.alloc(10_000_000)))).toBe("too-much");
  });
});
