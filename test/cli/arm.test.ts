import { describe, expect, it } from "vitest";
import { policy } from "./documents.ts";
import { folderOf, writ } from "./writ.ts";

const TYPES = "  severity: high\n  match: { types: [Microsoft.Storage/storageAccounts] }";
const CLOSED = policy("closed", "resource.native.properties.allowBlobPublicAccess == false", TYPES);
const TEMPLATE = JSON.stringify(
  {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    parameters: { open: { type: "bool", defaultValue: true } },
    resources: [
      {
        type: "Microsoft.Storage/storageAccounts",
        name: "logs",
        properties: { allowBlobPublicAccess: "[parameters('open')]" },
      },
    ],
  },
  null,
  2,
);
const PARAMETERS =
  '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "parameters": {}}';

describe.concurrent("writ check on a template of Azure", () => {
  it("evaluates it, and points at the line of the cause", async () => {
    const folder = folderOf({ "policies/closed.yaml": CLOSED, "main.json": TEMPLATE });
    const { code, stdout } = await writ(folder, ["check", "--no-library", "-p", "policies", "main.json"]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      "main.json:14:9  (Microsoft.Storage/storageAccounts/logs properties.allowBlobPublicAccess)",
    );
  });

  it("finds it in a folder beside a file of parameters, and exits with 2 when it is cut off", async () => {
    const folder = folderOf({
      "a/main.json": TEMPLATE,
      "a/main.parameters.json": PARAMETERS,
      "b.json": TEMPLATE.slice(0, -9),
    });
    const whole = await writ(folder, ["check", "a", "-o", "json"]);
    expect(JSON.parse(whole.stdout)).toMatchObject({ inputs: [{ format: "arm-template", file: "a/main.json" }] });
    const broken = await writ(folder, ["check", "b.json", "a"]);
    expect(broken.code).toBe(2);
    expect(broken.stdout + broken.stderr).toContain("arm-syntax");
  });
});
