import { describe, expect, it } from "vitest";
import { Unknown, type ValueObject } from "#core/language";
import { regionOf } from "./region.ts";

const later = new Unknown([{ reason: "after-apply", path: "region" }]);
const elsewhere = { path: ["region"], target: null, attribute: null, certainty: "possible" } as const;

function inProvider(provider: string, native: ValueObject, region: string | null = null): string | Unknown | undefined {
  return regionOf(native, { provider, region, references: [] });
}

describe("regionOf()", () => {
  it("takes what the resource says before what its provider says", () => {
    expect(inProvider("aws", { region: "eu-west-1" }, "us-east-1")).toBe("eu-west-1");
    expect(inProvider("aws", { region: null }, "us-east-1")).toBe("us-east-1");
    expect(inProvider("aws", {}, "us-east-1")).toBe("us-east-1");
    expect(inProvider("aws", {})).toBeUndefined();
  });

  it("knows the places of Google Cloud, and what lies in none", () => {
    expect(inProvider("google", { location: "EU" }, "us-east1")).toBe("EU");
    expect(inProvider("google", { zone: "europe-west1-b" })).toBe("europe-west1");
    expect(inProvider("google", { region: "", zone: "" }, "us-east1")).toBe("us-east1");
    expect(inProvider("google", { name: "x" }, "us-east1")).toBeUndefined();
  });

  it("writes the places of Azure in one way", () => {
    expect(inProvider("azurerm", { location: "West Europe" })).toBe("westeurope");
    expect(inProvider("azurerm", { name: "x" }, "eu")).toBeUndefined();
  });

  it("does not know what an expression will say, and knows what the provider will fill in", () => {
    expect(regionOf({ region: later }, { provider: "aws", region: "us-east-1", references: [elsewhere] })).toBe(later);
    expect(inProvider("aws", { region: later }, "us-east-1")).toBe("us-east-1");
    expect(inProvider("aws", { region: later })).toBe(later);
  });

  it("says nothing of other providers", () => {
    expect(inProvider("kubernetes", { location: "x", region: "y" }, "z")).toBeUndefined();
  });
});
