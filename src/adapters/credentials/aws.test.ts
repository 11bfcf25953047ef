import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { awsSessionPolicy } from "#core/credentials";
import { creation, store } from "../../core/decide/testing/proposal.ts";
import { findMoto, startMoto, type S3Server } from "../logs/testing/moto-server.ts";
import { askAws, elementOf } from "./aws-query.ts";
import { awsMinter, type AwsRole, type Minted } from "./index.ts";

const program = findMoto();
/** The emulator is a program of Python, which takes its time on a busy machine. */
const START_MS = 60_000;
const PLACE = { partition: "aws", account: "123456789012", region: "eu-west-1" };

describe.skipIf(program === null)(`awsMinter()${program === null ? " (no moto_server on this machine)" : ""}`, () => {
  let server: S3Server;
  let role: AwsRole;
  let now = Date.now();

  beforeAll(async () => {
    server = await startMoto(program ?? "", "reports");
    role = {
      region: PLACE.region,
      endpoint: server.endpoint,
      accessKeyId: "test",
      secretAccessKey: "test",
      sessionToken: null,
      role: "arn:aws:iam::123456789012:role/agents",
      seconds: 900,
      now: () => now,
    };
    await askAws(role, "iam", {
      Action: "CreateRole",
      RoleName: "agents",
      AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
    });
  }, START_MS);
  afterAll(() => server.stop());

  const endedPolicy = async (): Promise<{ readonly Statement: readonly { readonly Condition: object }[] }> => {
    const answer = await askAws(role, "iam", {
      Action: "GetRolePolicy",
      RoleName: "agents",
      PolicyName: "writ-ended-sessions",
    });
    return JSON.parse(decodeURIComponent(elementOf(answer, "PolicyDocument") ?? ""));
  };

  const mint = async (id: string): Promise<Minted & { readonly handle: string }> => {
    const bucket = store({ type: "AWS::S3::Bucket", name: "reports", id: "reports" });
    const compiled = awsSessionPolicy([creation(bucket, { verb: "read" })], PLACE);
    if (compiled.kind === "refused") throw new Error(compiled.message);
    const minter = awsMinter(role);
    return { handle: minter.handleOf(id, compiled.rights), ...(await minter.mint(id, compiled.rights)) };
  };

  it("makes a session of the role that AWS knows by the name of the task", async () => {
    const minted = await mint("task-1");
    const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "", AWS_SESSION_TOKEN = "" } = minted.environment;
    const session = {
      ...role,
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      sessionToken: AWS_SESSION_TOKEN,
    };
    const identity = await askAws(session, "sts", { Action: "GetCallerIdentity" });
    expect(elementOf(identity, "Arn")).toBe("arn:aws:sts::123456789012:assumed-role/agents/writ-task-1");
    expect(Date.parse(minted.expiresAt) - Date.now()).toBeLessThanOrEqual(900_000);
    expect(minted.handle).not.toContain(AWS_ACCESS_KEY_ID);
  });

  it("ends sessions by a denial of their names, of all that are ended at once, until they would have ended anyway", async () => {
    const minter = awsMinter(role);
    const handles = await Promise.all(["a", "b", "c"].map(async (id) => (await mint(id)).handle));
    await Promise.all(handles.map((handle) => minter.revoke(handle)));
    await minter.revoke(handles[0] ?? "");
    const ended = await endedPolicy();
    const denied = ended.Statement.map(({ Condition }) => JSON.stringify(Condition)).toSorted();
    expect(denied).toEqual(
      ["a", "b", "c"].map((id) => JSON.stringify({ StringLike: { "aws:userid": `*:writ-${id}` } })),
    );
    now += 1_000_000;
    const { handle } = await mint("d");
    await minter.revoke(handle);
    expect((await endedPolicy()).Statement).toHaveLength(1);
  });

  it("tells no secret when AWS refuses", async () => {
    const minter = awsMinter({ ...role, endpoint: "http://127.0.0.1:9" });
    await expect(minter.revoke("writ-a 1")).rejects.toMatchObject({ name: "UnavailableError" });
    await expect(minter.revoke("AKIA 1")).rejects.toThrow("names no session");
  });
});
