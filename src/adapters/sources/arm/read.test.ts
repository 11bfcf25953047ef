import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import { printReferences } from "../terraform-plan/testing/plan.ts";
import { reachable } from "../terraform-plan/testing/reachable.ts";
import { read, resources, type Json, type JsonObject } from "./testing/template.ts";

const ACCOUNT = "Microsoft.Storage/storageAccounts";
const GROUP = "/subscriptions/{subscription}/resourceGroups/{resourceGroup}";
const account = (more: JsonObject = {}): JsonObject => ({
  type: ACCOUNT,
  apiVersion: "2023-01-01",
  name: "logs",
  ...more,
});
const named = (list: readonly Json[], more: JsonObject = {}): readonly string[] =>
  resources(read({ resources: list, ...more })).map(({ id }) => id);

const nested = (scope: string, name: string): Json => ({
  type: "Microsoft.Resources/deployments",
  name: "module",
  properties: {
    expressionEvaluationOptions: { scope },
    parameters: { name: { value: "inner" } },
    template: { parameters: { name: { type: "string", defaultValue: "preset" } }, resources: [account({ name })] },
  },
});

const module = (name: string, parameters: Json, template: JsonObject): JsonObject => ({
  type: "Microsoft.Resources/deployments",
  name,
  properties: { expressionEvaluationOptions: { scope: "inner" }, parameters, template },
});

describe("readArmTemplate() on resources", () => {
  test("gives each its type, id, labels and what is written", () => {
    const reading = read({
      resources: [account({ tags: { team: "a" }, properties: { allowBlobPublicAccess: false }, dependsOn: ["x"] })],
    });
    const [resource] = resources(reading);
    expect(resource).toMatchObject({
      id: `${ACCOUNT}/logs`,
      type: ACCOUNT,
      provider: "azure",
      name: "logs",
      labels: { team: "a" },
      group: "main.json",
    });
    expect(resource?.native).toEqual({
      type: ACCOUNT,
      apiVersion: "2023-01-01",
      name: "logs",
      id: `${GROUP}/providers/${ACCOUNT}/logs`,
      tags: { team: "a" },
      properties: { allowBlobPublicAccess: false },
    });
  });

  test("writes types as Azure does, whatever their case", () => {
    expect(resources(read({ resources: [account({ type: "microsoft.storage/storageaccounts" })] }))[0]?.type).toBe(
      ACCOUNT,
    );
  });

  test("puts children beside their parents under their full types, and refers to what they are a part of", () => {
    const container = { type: "blobServices/containers", name: "default/files" };
    const [, child] = resources(read({ resources: [account({ resources: [container] })] }));
    expect(child).toMatchObject({
      id: `${ACCOUNT}/blobServices/containers/logs/default/files`,
      type: `${ACCOUNT}/blobServices/containers`,
    });
    expect(child?.native["parents"]).toEqual([
      `${GROUP}/providers/${ACCOUNT}/logs/blobServices/default`,
      `${GROUP}/providers/${ACCOUNT}/logs`,
    ]);
    expect(printReferences(child?.references ?? [])).toEqual([`parents.1 -> ${ACCOUNT}/logs (proven)`]);
  });

  test("follows ids of other resources, whether their names are known or not", () => {
    const parameters = { name: { type: "string" } };
    const logs = account({ name: "[parameters('name')]" });
    const id = "[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]";
    const other = {
      type: "A.B/c",
      name: "x",
      properties: { a: [{ id }], key: `[reference(${id.slice(1, -1)}).primaryEndpoints.blob]` },
    };
    const [first, second] = resources(read({ parameters, resources: [logs, other] }));
    expect(first).toMatchObject({
      id: `${ACCOUNT}/{parameters.name}`,
      native: { name: expect.any(Unknown), id: expect.any(Unknown) },
    });
    expect(printReferences(second?.references ?? [])).toEqual([
      `properties.a.0.id -> ${ACCOUNT}/{parameters.name} (proven)`,
      `properties.key -> ${ACCOUNT}/{parameters.name}.properties.primaryEndpoints.blob (proven)`,
    ]);
  });

  test("keeps children of two resources apart, though nobody knows their names", () => {
    const parameters = { a: { type: "string" }, b: { type: "string" } };
    const container = { type: "blobServices/containers", name: "default/files" };
    const list = ["a", "b"].map((name) => account({ name: `[parameters('${name}')]`, resources: [container] }));
    const references = resources(read({ parameters, resources: list })).map((one) => printReferences(one.references));
    expect(references[1]).toEqual([`parents.1 -> ${ACCOUNT}/{parameters.a} (proven)`, "name -> ? (possible)"]);
    expect(references[3]).toEqual([`parents.1 -> ${ACCOUNT}/{parameters.b} (proven)`, "name -> ? (possible)"]);
  });

  test("says of a value that a parameter decides that nobody can follow it", () => {
    const parameters = { open: { type: "bool" } };
    const [resource] = resources(
      read({ parameters, resources: [account({ properties: { a: "[parameters('open')]" } })] }),
    );
    expect(printReferences(resource?.references ?? [])).toEqual(["properties.a -> ? (possible)"]);
  });

  test("knows extensions by what they are put on", () => {
    const scope = "[resourceId('Microsoft.Storage/storageAccounts', 'logs')]";
    const lock = { type: "Microsoft.Authorization/locks", name: "keep", scope };
    const old = { type: `${ACCOUNT}/providers/diagnosticSettings`, name: "logs/Microsoft.Insights/all" };
    const relative = {
      type: "Microsoft.Insights/diagnosticSettings",
      name: "all",
      scope: "[format('Microsoft.Storage/storageAccounts/{0}', 'logs')]",
    };
    const [, one, two, three, four] = resources(
      read({
        resources: [
          account(),
          lock,
          { ...old, type: `${ACCOUNT}/providers/Microsoft.Insights/diagnosticSettings`, name: "logs/all" },
          old,
          relative,
        ],
      }),
    );
    expect(one).toMatchObject({
      scope: `${GROUP}/providers/${ACCOUNT}/logs`,
      native: { scope: `${GROUP}/providers/${ACCOUNT}/logs` },
    });
    for (const setting of [two, three, four]) {
      expect(setting).toMatchObject({
        type: "Microsoft.Insights/diagnosticSettings",
        scope: `${GROUP}/providers/${ACCOUNT}/logs`,
        native: { scope: `${GROUP}/providers/${ACCOUNT}/logs` },
      });
      expect(printReferences(setting?.references ?? [])).toContain(`scope -> ${ACCOUNT}/logs (proven)`);
    }
  });
});

describe("readArmTemplate() on loops and conditions", () => {
  test("makes one resource for each round", () => {
    const copy = { name: "all", count: "[length(variables('names'))]" };
    const list = [account({ copy, name: "[variables('names')[copyIndex()]]" })];
    expect(named(list, { variables: { names: ["a", "b"] } })).toEqual([`${ACCOUNT}/a`, `${ACCOUNT}/b`]);
  });

  test("makes one for all where nobody can tell how many there are", () => {
    const list = [
      account({ copy: { name: "all", count: "[parameters('count')]" }, name: "[concat('a', copyIndex())]" }),
    ];
    const [change] = read({ parameters: { count: { type: "int" } }, resources: list }).changes;
    expect(change).toMatchObject({
      traits: ["conditional"],
      after: { id: `${ACCOUNT}/{concat()}`.replace("{concat()}", "a{copyIndex()}") },
    });
  });

  test("leaves out what is not made, says so, and marks what may not be", () => {
    const parameters = { open: { type: "bool" } };
    const reading = read({
      parameters,
      resources: [
        account({ name: "a", condition: "[false()]" }),
        account({ name: "b", condition: "[parameters('open')]" }),
      ],
    });
    expect(reading.changes.map(({ after, traits }) => [after?.name, traits])).toEqual([["b", ["conditional"]]]);
    expect(reading.diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual(["arm-left-out warning"]);
  });
});

describe("readArmTemplate() on what Bicep compiles to", () => {
  test("reads resources with symbolic names, and those that exist already as surroundings", () => {
    const reading = read({
      languageVersion: "2.0",
      resources: {
        logs: account({ existing: true }),
        files: { type: `${ACCOUNT}/blobServices/containers`, name: "logs/default/files" },
        uses: {
          type: "A.B/c",
          name: "x",
          properties: { id: "[resourceInfo('logs').id]", end: "[reference('logs').primaryEndpoints]" },
        },
      },
    });
    expect(resources(reading).map(({ id }) => id)).toEqual([
      `${ACCOUNT}/blobServices/containers/logs/default/files`,
      "A.B/c/x",
    ]);
    expect(reading.surroundings.map(({ id }) => id)).toEqual([`${ACCOUNT}/logs`]);
    expect(printReferences(resources(reading)[1]?.references ?? [])).toEqual([
      `properties.id -> ${ACCOUNT}/logs (proven)`,
      `properties.end -> ${ACCOUNT}/logs.properties.primaryEndpoints (proven)`,
    ]);
  });

  test.each([
    ["inner", "inner"],
    ["outer", "outer"],
  ])("evaluates a nested template with the parameters of its %s scope", (scope, expected) => {
    const parameters = { name: { type: "string", defaultValue: "outer" } };
    const [resource] = resources(read({ parameters, resources: [nested(scope, "[parameters('name')]")] }));
    expect([resource?.name, resource?.module]).toEqual([expected, "module"]);
  });

  test("hands values that are not known, and secrets of a vault, into nested templates", () => {
    const inner = {
      type: "Microsoft.Resources/deployments",
      name: "m",
      properties: {
        expressionEvaluationOptions: { scope: "inner" },
        parameters: {
          a: { value: "[parameters('open')]" },
          b: { reference: { keyVault: { id: "x" }, secretName: "y" } },
        },
        template: {
          parameters: { a: { type: "string" }, b: { type: "string" } },
          resources: [account({ properties: { a: "[parameters('a')]", b: "[parameters('b')]" } })],
        },
      },
    };
    const [resource] = resources(read({ parameters: { open: { type: "string" } }, resources: [inner] }));
    expect(resource?.native["properties"]).toEqual({
      a: new Unknown([{ reason: "after-apply", path: "parameters.open" }]),
      b: new Unknown([{ reason: "sensitive", path: "parameters.b" }]),
    });
  });

  test("follows outputs of one deployment into another, in either order", () => {
    const store = module(
      "store",
      {},
      {
        parameters: { name: { type: "string" } },
        resources: [account({ name: "[parameters('name')]" })],
        outputs: {
          id: { type: "string", value: "[resourceId('Microsoft.Storage/storageAccounts', parameters('name'))]" },
        },
      },
    );
    const value = "[reference(resourceId('Microsoft.Resources/deployments', 'store')).outputs.id.value]";
    const use = module(
      "use",
      { id: { value } },
      {
        parameters: { id: { type: "string" } },
        resources: [{ type: "A.B/c", name: "x", properties: { id: "[parameters('id')]" } }],
      },
    );
    for (const list of [
      [store, use],
      [use, store],
    ]) {
      const found = resources(read({ resources: list })).find(({ type }) => type === "A.B/c");
      expect(printReferences(found?.references ?? [])).toEqual([
        `properties.id -> ${ACCOUNT}/{parameters.name} (proven)`,
      ]);
    }
  });

  test("follows outputs of a deployment to another group, by its symbolic name too", () => {
    const outputs = { id: { type: "string", value: "[resourceId('Microsoft.Storage/storageAccounts', 'logs')]" } };
    const store = { ...module("store", {}, { resources: [account()], outputs }), resourceGroup: "other" };
    const group = "format('/subscriptions/{0}/resourceGroups/{1}', subscription().subscriptionId, 'other')";
    const id = `extensionResourceId(${group}, 'Microsoft.Resources/deployments', 'store')`;
    const uses = [`[reference(${id}).outputs.id.value]`, "[reference('store').outputs.id.value]"];
    const use = { type: "A.B/c", name: "x", properties: { uses } };
    const found = resources(read({ languageVersion: "2.0", resources: { store, use } }))[1];
    expect(printReferences(found?.references ?? [])).toEqual([
      `properties.uses.0 -> ${ACCOUNT}/logs (proven)`,
      `properties.uses.1 -> ${ACCOUNT}/logs (proven)`,
    ]);
  });

  test("says which deployments have their template elsewhere", () => {
    const linked = {
      type: "Microsoft.Resources/deployments",
      name: "far",
      properties: { templateLink: { uri: "https://x" } },
    };
    expect(read({ resources: [linked, account()] }).unresolved.map(({ code }) => code)).toEqual([
      "arm-linked-template",
    ]);
  });

  test("knows what a template is deployed to", () => {
    const $schema = "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#";
    expect(resources(read({ $schema, resources: [account()] }))[0]?.scope).toBe("/subscriptions/{subscription}");
  });
});

describe("readArmTemplate() on secrets and places", () => {
  test.each([
    ["a password", { type: "Microsoft.Sql/servers", name: "s", properties: { administratorLoginPassword: "hunter2" } }],
    ["a preset of a secure parameter", account({ properties: { a: "[parameters('secret')]" } })],
    [
      "a secret of a vault",
      { type: "Microsoft.KeyVault/vaults/secrets", name: "v/s", properties: { value: "hunter2" } },
    ],
    [
      "a setting of an app",
      {
        type: "Microsoft.Web/sites",
        name: "w",
        properties: { siteConfig: { appSettings: [{ name: "DB_PASSWORD", value: "hunter2" }] } },
      },
    ],
  ])("masks %s", (_, resource) => {
    const reading = read({
      parameters: { secret: { type: "securestring", defaultValue: "hunter2" } },
      resources: [resource],
    });
    expect(reachable(reading)).not.toContain("hunter2");
  });

  test("lists settings that hold a secret, so that policies can judge what they cannot see", () => {
    const appSettings = [
      { name: "DB_PASSWORD", value: "hunter2" },
      { name: "KV", value: "@Microsoft.KeyVault(SecretUri=x)" },
    ];
    const [resource] = resources(
      read({ resources: [{ type: "Microsoft.Web/sites", name: "w", properties: { siteConfig: { appSettings } } }] }),
    );
    expect(resource?.native["$masked"]).toMatchObject([{ path: "properties.siteConfig.appSettings.0.value" }]);
  });

  test("places paths at what is written, also at the loop that makes them", () => {
    const properties = { rules: "[variables('rules')]", copy: [{ name: "ports", count: 2, input: { port: 80 } }] };
    const reading = read({ variables: { rules: [{ a: 1 }] }, resources: [account({ properties })] });
    const source = resources(reading)[0]?.source ?? { file: "", address: "", path: [] };
    const paths = [
      ["properties", "rules", 0, "a"],
      ["properties", "ports", 1, "port"],
      ["name"],
      ["properties", "absent"],
    ];
    expect(paths.map((path) => reading.locate({ ...source, path }).start?.line)).toEqual([16, 22, 14, 15]);
  });
});
