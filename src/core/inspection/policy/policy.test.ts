import { describe, expect, it } from "vitest";
import { INSPECTION_DETECTORS, MARKING_LABELS, parseDocuments, type InspectionSettings } from "#core/documents";
import { locateSecrets } from "#core/kinds";
import { MARKINGS } from "../detectors/markings.ts";
import { PolicedInspector } from "./policed-inspector.ts";
import { inspectionPolicy, statedOfModels, statedOfTools, TOOL_ACTIONS, type StatedInspection } from "./policy.ts";

function settings(inspection: object): InspectionSettings {
  const text = JSON.stringify({
    apiVersion: "writ/v1",
    kind: "Settings",
    metadata: { name: "s" },
    spec: { inspection },
  });
  const { documents, diagnostics } = parseDocuments("settings.json", text);
  expect(diagnostics).toEqual([]);
  const [document] = documents;
  if (document?.kind !== "Settings") throw new Error("not read");
  return document.spec.inspection;
}

const FILE: StatedInspection = { markings: [], ignore: null, actions: {} };

describe("inspectionPolicy()", () => {
  it("is as without anything said, where nobody says anything", () => {
    const policy = inspectionPolicy([statedOfTools(null), FILE], TOOL_ACTIONS);
    expect(policy).toEqual({ markings: MARKINGS, ignore: ["ip-address"], actions: TOOL_ACTIONS });
  });

  it("takes the strictest action of all that is said, in either order", () => {
    const documents = statedOfTools(settings({ actions: { personal: "redact", secret: "label", injection: "block" } }));
    const file: StatedInspection = { ...FILE, actions: { personal: "block", injection: "label" } };
    for (const stated of [
      [documents, file],
      [file, documents],
    ])
      expect(inspectionPolicy(stated, TOOL_ACTIONS).actions).toEqual({
        personal: "block",
        secret: "label",
        injection: "block",
      });
  });

  it("looks for whatever one of them looks for", () => {
    const documents = statedOfTools(settings({ markings: { ours: ["FOR US"] }, ignore: ["email", "phone"] }));
    const file: StatedInspection = {
      ...FILE,
      markings: [{ label: "theirs", phrases: ["FOR THEM"] }],
      ignore: ["phone"],
    };
    const policy = inspectionPolicy([documents, file], TOOL_ACTIONS);
    expect(policy.ignore).toEqual(["phone"]);
    const { labels } = new PolicedInspector(policy).inspect({
      text: "FOR US and FOR THEM, INTERNAL ONLY: ann@acme.io, +49 30 1234567",
    });
    expect(labels).toEqual(["internal", "ours", "personal", "theirs"]);
  });

  it("says nothing of models by what is said of tools", () => {
    const said = settings({ actions: { secret: "block" }, models: { actions: { personal: "redact" } } });
    expect(inspectionPolicy([statedOfModels(said)], {}).actions).toEqual({ personal: "redact" });
  });

  it("takes labels that are called as members of every object for ordinary ones", () => {
    const said = settings({ markings: { constructor: ["FOR US"] }, actions: { constructor: "block" } });
    const inspector = new PolicedInspector(inspectionPolicy([statedOfTools(said)], {}));
    expect(inspector.inspect({ text: "FOR US" }).blocked).toBe("constructor");
    expect(new PolicedInspector(inspectionPolicy([], {})).inspect({ text: "TLP:RED" }).blocked).toBeNull();
  });
});

describe("the words of documents", () => {
  it("are those of what finds something", () => {
    expect(MARKINGS.map(({ label }) => label)).toEqual(MARKING_LABELS);
    const found = [...locateSecrets(`AKIAIOSFODNN7EXAMPLE npm_${"a1B2".repeat(9)} postgres://a:s3cr3t-pw@db/x`)];
    const names = new Set(found.map(({ name }) => name));
    expect(names).toEqual(new Set(["aws-access-key-id", "npm-token", "url-password"]));
    expect(new Set(INSPECTION_DETECTORS).isSupersetOf(names)).toBe(true);
  });
});
