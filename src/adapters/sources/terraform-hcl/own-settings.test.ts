import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import { readFiles, resourceIn } from "./testing/configuration.ts";

const LOCK = `
provider "registry.terraform.io/acme/thing" {
  version = "1.2.3"
}
`;

const reading = readFiles({
  "main.tf": `
    terraform {
      required_providers {
        thing = { source = "acme/thing", version = "~> 1.0" }
        aws   = "~> 6.0"
      }
      backend "s3" {
        bucket     = "state"
        encrypt    = true
        access_key = "AKIAIOSFODNN7EXAMPLE"
        secret_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
      }
    }
    module "near" { source = "./near" }
    module "far" {
      source  = "acme/far/aws"
      version = "1.2.3"
    }
    module "computed" { source = "git::https://example.com/\${var.name}.git" }`,
  "near/main.tf": 'terraform {\n  required_providers { near = "~> 1.0" }\n}\n',
  ".terraform.lock.hcl": LOCK,
});

describe("the settings of a configuration", () => {
  test("name its providers, with what the lock file pins", () => {
    expect(resourceIn(reading, "terraform.provider.thing").native).toEqual({
      source: "acme/thing",
      version: "~> 1.0",
      locked: true,
    });
    expect(resourceIn(reading, "terraform.provider.aws").native).toEqual({
      source: null,
      version: "~> 6.0",
      locked: false,
    });
  });

  test("name the modules that are brought along, and not those of the configuration itself", () => {
    expect(resourceIn(reading, "module.far").native).toEqual({ source: "acme/far/aws", version: "1.2.3" });
    expect(resourceIn(reading, "module.computed").native["source"]).toBeInstanceOf(Unknown);
    const ids = reading.changes.map(({ after }) => after?.id);
    expect(ids).not.toContain("module.near");
    expect(ids).not.toContain("terraform.provider.near");
  });

  test("tell where the state is, without the keys to it", () => {
    const backend = resourceIn(reading, "terraform.backend");
    expect(backend.native).toEqual({
      type: "s3",
      bucket: "state",
      encrypt: true,
      use_lockfile: null,
      dynamodb_table: null,
      storage_account_name: null,
      use_azuread_auth: null,
    });
    expect(reading.locate(backend.source)).toMatchObject({ file: "app/main.tf", start: { line: 7 } });
  });
});
