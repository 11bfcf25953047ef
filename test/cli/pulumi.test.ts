import { describe, expect, it } from "vitest";
import { folderOf, writ } from "./writ.ts";

const URN = "urn:pulumi:prod::shop::aws:ec2/securityGroup:SecurityGroup::web";
const STATE = {
  urn: URN,
  custom: true,
  type: "aws:ec2/securityGroup:SecurityGroup",
  inputs: { ingress: [{ cidrBlocks: ["0.0.0.0/0"], fromPort: 22, toPort: 22, protocol: "tcp" }] },
};
const PREVIEW = JSON.stringify({ steps: [{ op: "create", urn: URN, newState: STATE }] }, null, 2);

describe.concurrent("writ check on a Pulumi preview", () => {
  it("judges it by the shipped controls, and points at the line of the cause", async () => {
    const folder = folderOf({ "preview.json": PREVIEW });
    const { code, stdout } = await writ(folder, ["check", "preview.json"]);
    expect(code).toBe(1);
    expect(stdout).toContain("the internet (0.0.0.0/0) may connect to port 22");
    expect(stdout).toContain("preview.json:13:15  (aws:ec2/securityGroup:SecurityGroup::web ingress[0].cidr_blocks)");
  });

  it("finds it in a folder beside files that merely look alike, and exits with 2 when it is cut off", async () => {
    const folder = folderOf({
      "a/preview.json": PREVIEW,
      "a/package.json": '{"steps": []}',
      "b.json": PREVIEW.slice(0, -9),
    });
    const whole = await writ(folder, ["check", "a", "-o", "json"]);
    expect(JSON.parse(whole.stdout)).toMatchObject({ inputs: [{ format: "pulumi-preview" }] });
    const broken = await writ(folder, ["check", "b.json", "a"]);
    expect(broken.code).toBe(2);
    expect(broken.stdout + broken.stderr).toContain("pulumi-preview-syntax");
  });
});
