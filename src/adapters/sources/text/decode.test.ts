import { describe, expect, test } from "vitest";
import { decodeText } from "./decode.ts";

const input = (...bytes: readonly number[]) => ({ file: "a.yaml", bytes: Uint8Array.from(bytes) });
const utf8 = (text: string) => ({ file: "a.yaml", bytes: new TextEncoder().encode(text) });

function refusal(decoded: ReturnType<typeof decodeText>): readonly [string, string] {
  if (decoded.kind !== "rejected") throw new Error(`expected a refusal, got ${JSON.stringify(decoded.text)}`);
  return [decoded.diagnostic.code, decoded.diagnostic.message];
}

describe("decodeText()", () => {
  test("decodeText() reads UTF-8 beyond the first plane", () => {
    expect(decodeText(utf8("näme: 😀"))).toEqual({ kind: "text", text: "näme: 😀" });
  });

  test("decodeText() drops a UTF-8 byte order mark", () => {
    expect(decodeText(input(0xef, 0xbb, 0xbf, 0x61))).toEqual({ kind: "text", text: "a" });
  });

  test("decodeText() names an empty input", () => {
    expect(refusal(decodeText(input()))).toEqual(["empty-input", "Cannot read `a.yaml`: it is empty"]);
  });

  test.each([
    ["little endian with a mark", [0xff, 0xfe, 0x61, 0]],
    ["big endian with a mark", [0xfe, 0xff, 0, 0x61]],
    ["little endian without a mark", [0x61, 0, 0x62, 0]],
    ["big endian without a mark", [0, 0x61, 0, 0x62]],
  ])("decodeText() names UTF-16, %s", (_, bytes) => {
    expect(refusal(decodeText(input(...bytes)))).toEqual([
      "utf16-input",
      "Cannot read `a.yaml`: it is UTF-16, and only UTF-8 is read",
    ]);
  });

  test("decodeText() names a binary file and the first zero byte", () => {
    expect(refusal(decodeText(input(0x50, 0x4b, 3, 4, 0, 0)))).toEqual([
      "binary-input",
      "Cannot read `a.yaml`: it is not text, byte 4 is zero",
    ]);
  });

  test("decodeText() refuses bytes that are not UTF-8", () => {
    expect(refusal(decodeText(input(0x61, 0xe4, 0x62)))).toEqual([
      "invalid-utf8",
      "Cannot read `a.yaml`: it is not valid UTF-8",
    ]);
  });

  test("decodeText() refuses more bytes than the limit without looking at them", () => {
    expect(refusal(decodeText(utf8("abcdef"), 5))).toEqual([
      "input-too-large",
      "Cannot read `a.yaml`: it has 6 bytes, and the limit is 5",
    ]);
  });
});
