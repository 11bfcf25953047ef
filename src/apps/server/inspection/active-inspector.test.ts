import { describe, expect, it } from "vitest";
import { loadBundle, type Bundle } from "#core/bundle";
import { inspectionPolicy, statedOfTools, TOOL_ACTIONS } from "#core/inspection";
import { activeInspector } from "./active-inspector.ts";

function bundleWith(inspection: string): Bundle {
  const text = `apiVersion: writ/v1\nkind: Settings\nmetadata: { name: settings }\nspec: { inspection: ${inspection} }\n`;
  const { bundle, diagnostics } = loadBundle([{ file: "settings.yaml", text }]);
  if (bundle === null) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return bundle;
}

describe("activeInspector()", () => {
  it("looks into what comes after an activation by what was activated, and makes an inspector once for each bundle", () => {
    const bundles = { current: { bundle: bundleWith("{}") } };
    const inspector = activeInspector(bundles, (said) => inspectionPolicy([statedOfTools(said)], TOOL_ACTIONS));
    const answer = { text: "write to ann@acme.io" };
    expect(inspector().inspect(answer)).toEqual({ labels: ["personal"], blocked: null, result: answer });
    expect(inspector()).toBe(inspector());
    bundles.current = { bundle: bundleWith("{ actions: { personal: block } }") };
    expect(inspector().inspect(answer).blocked).toBe("personal");
  });
});
