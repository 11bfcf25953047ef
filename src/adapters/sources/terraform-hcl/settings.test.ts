import { describe, expect, it } from "vitest";
import { problemsOf, readFiles, resourceIn, shown } from "./testing/configuration.ts";

const MAIN = `variable "size" { type = number }
variable "names" { type = list(string) }
variable "shape" { type = object({ a = number, b = optional(string, "x") }) }
variable "token" {
  type      = string
  sensitive = true
}
variable "env" {
  default = "dev"
  validation {
    condition     = contains(["dev", "prod"], var.env)
    error_message = "no such environment"
  }
}
resource "any_thing" "it" {
  size  = var.size
  names = var.names
  shape = var.shape
  token = var.token
  env   = var.env
}
`;

/** What the variables are and what is wrong with their values, those of a file that is handed in. */
function read(text: string, beside: Readonly<Record<string, string>> = {}) {
  const variables = [{ file: "v.tfvars", text }];
  const reading = readFiles({ "main.tf": MAIN, ...beside }, { variables });
  return { native: shown(resourceIn(reading, "any_thing.it").native), problems: problemsOf(reading), reading };
}

describe("values for the variables of a configuration", () => {
  it("are taken as the types of the variables make them, and a secret one is not kept", () => {
    const { native, problems, reading } = read(
      'size = "3"\nnames = ["a", 1]\nshape = { a = 1 }\ntoken = "correct-horse"\nenv = "prod"\n',
    );
    expect(problems).toEqual([]);
    expect(native).toMatchObject({
      size: 3,
      names: ["a", "1"],
      shape: { a: 1, b: "x" },
      token: "<sensitive>",
      env: "prod",
    });
    expect(JSON.stringify(reading)).not.toContain("correct-horse");
  });

  it.each<readonly [string, string, readonly string[]]>([
    ["a word for a number", 'size = "big"\n', ["parameter-invalid v.tfvars:1:1"]],
    ["a text for a list", 'env = "dev"\nnames = "a"\n', ["parameter-invalid v.tfvars:2:1"]],
    ["a member of another type", "shape = { a = [] }\n", ["parameter-invalid v.tfvars:1:1"]],
    ["what a validation refuses", 'env = "test"\n', ["parameter-invalid v.tfvars:1:1"]],
    ["a variable that is not declared", 'sise = "3"\n', ["parameter-undeclared v.tfvars:1:1"]],
    ["a file that is broken", 'size = \nenv = "prod"\n', ["terraform-syntax v.tfvars:1:8"]],
    ["a file that is cut off", 'env = "prod', ["terraform-truncated v.tfvars:1:12"]],
  ])("say with their places: %s", (_, text, expected) => {
    const { problems, reading } = read(text);
    expect(problems.map((one) => one.split(" ")[0])).toEqual(expected.map((one) => one.split(" ")[0]));
    if (!expected[0]?.startsWith("terraform-")) expect(problems).toEqual(expected);
    expect(reading.unresolved).toHaveLength(expected[0]?.includes("undeclared") ? 0 : 1);
  });

  it("are read of the files that Terraform takes by itself, in which mistakes count as well", () => {
    const { problems } = read("", { "terraform.tfvars": "size = {}\n", "b.auto.tfvars.json": '{"none": 1}' });
    expect(problems).toEqual([
      "parameter-invalid app/terraform.tfvars:1:1",
      "parameter-undeclared app/b.auto.tfvars.json:1:2",
    ]);
  });

  it("are never told in what is said of them", () => {
    const { reading } = read('size = "correct-horse"\nenv = "battery-staple"\n');
    expect(JSON.stringify(reading.diagnostics)).not.toMatch(/correct-horse|battery-staple/);
  });
});
