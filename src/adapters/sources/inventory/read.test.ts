import { describe, expect, it } from "vitest";
import { Unknown } from "#core/language";
import type { SourceReading } from "#core/model";
import { readInventory } from "./read.ts";

const read = (text: string): SourceReading =>
  readInventory({ file: "live.json", bytes: new TextEncoder().encode(text) });
const inventoryOf = (...resources: readonly unknown[]): string =>
  JSON.stringify({ writInventory: "1", observedAt: "2026-03-01T09:30:00Z", resources }, null, 2);

const BUCKET = { type: "aws_s3_bucket", provider: "aws", id: "arn:aws:s3:::logs", native: { bucket: "logs" } };

describe("readInventory()", () => {
  it("takes what exists for an update that changes nothing", () => {
    const { changes, diagnostics, unresolved } = read(inventoryOf(BUCKET));
    expect({ diagnostics, unresolved }).toEqual({ diagnostics: [], unresolved: [] });
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      verb: "update",
      changed: false,
      traits: ["observed"],
      previousId: null,
      after: {
        id: "arn:aws:s3:::logs",
        type: "aws_s3_bucket",
        provider: "aws",
        providerVersion: null,
        name: "arn:aws:s3:::logs",
        group: "aws",
        scope: "",
        module: "",
        labels: {},
        native: { bucket: "logs" },
        references: [],
        source: { file: "live.json", address: "arn:aws:s3:::logs", path: [] },
      },
    });
    expect(changes[0]?.before).toBe(changes[0]?.after);
  });

  it("keeps what an entry says of itself, and the answer of an API as it is", () => {
    const entry = {
      type: "iam:GetAccountSummary",
      provider: "aws",
      id: "111122223333",
      name: "production",
      group: "aws 111122223333",
      scope: "111122223333",
      labels: { env: "prod", ["__proto__"]: "own" },
      native: { SummaryMap: { AccountMFAEnabled: 1, Users: 9007199254740993n.toString() } },
    };
    const [change] = read(inventoryOf(entry)).changes;
    expect(change?.after).toMatchObject({ ...entry, labels: { env: "prod" } });
  });

  it("keeps keys that JavaScript treats in its own way, and every digit", () => {
    const text = inventoryOf(BUCKET)
      .replace('"bucket": "logs"', '"__proto__": 9007199254740993, "constructor": 1')
      .replace('"native"', '"labels": { "__proto__": "own" }, "native"');
    const [change] = read(text).changes;
    expect(Object.entries(change?.after?.native ?? {})).toEqual([
      ["__proto__", 9007199254740993n],
      ["constructor", 1],
    ]);
    expect(Object.entries(change?.after?.labels ?? {})).toEqual([["__proto__", "own"]]);
  });

  it("takes marks for values that are not known, wherever they stand", () => {
    const native = {
      Versioning: { $unknown: "not-observed" },
      Rules: [{ Secret: { $unknown: "sensitive" } }, { Secret: "plain" }],
    };
    const [change] = read(inventoryOf({ ...BUCKET, native })).changes;
    expect(change?.after?.native).toEqual({
      Versioning: new Unknown([{ reason: "not-observed", path: "Versioning" }]),
      Rules: [{ Secret: new Unknown([{ reason: "sensitive", path: "Rules.0.Secret" }]) }, { Secret: "plain" }],
    });
  });

  it("reads an inventory that found nothing", () => {
    const { changes, diagnostics } = read(inventoryOf());
    expect({ changes, diagnostics }).toEqual({ changes: [], diagnostics: [] });
  });

  it("tells resources with one id apart, and says so", () => {
    const ids = [BUCKET, { ...BUCKET, id: "arn:aws:s3:::logs#2" }, BUCKET, BUCKET];
    const { changes, diagnostics, unresolved } = read(inventoryOf(...ids));
    expect(changes.map(({ after }) => after?.id)).toEqual([
      "arn:aws:s3:::logs",
      "arn:aws:s3:::logs#2",
      "arn:aws:s3:::logs#3",
      "arn:aws:s3:::logs#4",
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["inventory-duplicate-id", "inventory-duplicate-id"]);
    expect(unresolved).toHaveLength(2);
  });
});

describe("locate()", () => {
  const text = inventoryOf(BUCKET, {
    ...BUCKET,
    id: "b",
    native: { "größe😀": 1, rules: [{ open: false }, { open: true }] },
  });
  const reading = read(`\ufeff${text.replaceAll("\n", "\r\n")}`);
  const place = (path: readonly (string | number)[], address = "b"): string => {
    const { start } = reading.locate({ file: "live.json", address, path });
    return `${start?.line}:${start?.column}`;
  };

  const line = (needle: string): number => text.slice(0, text.indexOf(needle)).split("\n").length;

  it("finds a path behind a byte order mark, with any line ends", () => {
    expect(place(["rules", 1, "open"])).toBe(`${line('"open": true')}:21`);
    expect(place(["größe😀"])).toBe(`${line("größe")}:20`);
    expect(place([])).toBe(`${line('"native": {\n        "größe')}:17`);
  });

  it("answers the nearest place around what is not there, and nothing for what it did not read", () => {
    expect(place(["rules", 7, "open"])).toBe(place(["rules"]));
    expect(place(["absent", "deeper"])).toBe(place([]));
    expect(place([], "another")).toBe("undefined:undefined");
  });
});
