import { UnavailableError } from "#core/diagnostics";
import type { AwsSessionPolicy } from "#core/credentials";
import { askAws, elementOf, type AwsAccess } from "./aws-query.ts";
import type { Minter } from "./minter.ts";

/** The role that sessions are made of, and who makes them. */
export interface AwsRole extends AwsAccess {
  /** `arn:…:role/…` */
  readonly role: string;
  /** From 900, which is the least that AWS makes. */
  readonly seconds: number;
  readonly now: () => number;
}

/** The inline policy of the role in which sessions are ended. */
const ENDED = "writ-ended-sessions";
/** An inline policy has at most 10,240 characters. */
const MOST_ENDED = 150;
const MOST_ATTEMPTS = 5;
const SESSION = /^writ-[A-Za-z0-9-]{1,40}$/;

/**
 * Sessions of a role under a session policy (`sts:AssumeRole`). AWS ends none before its time by itself: a session is ended by a denial of its name in a policy of the role, which
 * is taken out again when the session would have ended anyway. Who makes sessions needs `sts:AssumeRole`, `iam:ListRolePolicies`,
 * `iam:GetRolePolicy` and `iam:PutRolePolicy` on that role alone.
 */
export function awsMinter(role: AwsRole): Minter<AwsSessionPolicy> {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    handleOf: (id) => `writ-${id} ${role.now() + role.seconds * 1000}`,
    async mint(id, rights) {
      const answer = await askAws(role, "sts", {
        Action: "AssumeRole",
        RoleArn: role.role,
        RoleSessionName: `writ-${id}`,
        DurationSeconds: String(role.seconds),
        Policy: JSON.stringify(rights),
      });
      const expiresAt = required(answer, "Expiration");
      return {
        environment: {
          AWS_ACCESS_KEY_ID: required(answer, "AccessKeyId"),
          AWS_SECRET_ACCESS_KEY: required(answer, "SecretAccessKey"),
          AWS_SESSION_TOKEN: required(answer, "SessionToken"),
          AWS_REGION: role.region,
          ...(role.endpoint === null ? {} : { AWS_ENDPOINT_URL: role.endpoint }),
        },
        files: {},
        expiresAt: new Date(expiresAt).toISOString(),
      };
    },
    revoke(handle) {
      // One after the other, since each writes the whole policy that it read.
      const done = turn.then(() => end(role, handle));
      turn = done.catch(() => undefined);
      return done;
    },
  };
}

function required(answer: string, name: string): string {
  const text = elementOf(answer, name);
  if (text === null) throw new UnavailableError("credentials-unavailable", `AWS answered without \`${name}\``);
  return text;
}

interface Ended {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

async function end(role: AwsRole, handle: string): Promise<void> {
  const [name = "", until = ""] = handle.split(" ");
  if (!SESSION.test(name)) throw new UnavailableError("credentials-unavailable", "The handle names no session");
  // Another replica may write the policy at the same time, and without this session.
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    await deny(role, { name, until: Number(until) });
    if ((await readEnded(role)).some((one) => one.name === name)) return;
  }
  throw new UnavailableError(
    "credentials-unavailable",
    "Others write the policy in which sessions are ended all the time",
  );
}

async function deny(role: AwsRole, session: Ended): Promise<void> {
  const now = role.now();
  const known = (await readEnded(role)).filter((one) => one.until > now && one.name !== session.name);
  if (known.length >= MOST_ENDED) {
    throw new UnavailableError(
      "credentials-unavailable",
      `More than ${MOST_ENDED} sessions of the role are ended at once`,
    );
  }
  await askAws(role, "iam", {
    Action: "PutRolePolicy",
    RoleName: roleName(role),
    PolicyName: ENDED,
    PolicyDocument: JSON.stringify(denialOf([...known, session])),
  });
}

/** A statement for each session, whose id says until when it is needed. */
function denialOf(ended: readonly Ended[]): object {
  return {
    Version: "2012-10-17",
    Statement: ended.map(({ name, until }) => ({
      Sid: `Until${until}X${name.replaceAll("-", "")}`,
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { StringLike: { "aws:userid": `*:${name}` } },
    })),
  };
}

async function readEnded(role: AwsRole): Promise<readonly Ended[]> {
  const answer = await askAws(role, "iam", {
    Action: "ListRolePolicies",
    RoleName: roleName(role),
  });
  if (!answer.includes(`<member>${ENDED}</member>`)) return [];
  const found = await askAws(role, "iam", { Action: "GetRolePolicy", RoleName: roleName(role), PolicyName: ENDED });
  const text = decodeURIComponent(required(found, "PolicyDocument"));
  return Array.from(
    text.matchAll(/"Until(\d{1,15})X[A-Za-z0-9]{1,60}"[^}]*?"aws:userid": ?"\*:(writ-[A-Za-z0-9-]{1,40})"/g),
    (match) => ({
      name: match[2] ?? "",
      until: Number(match[1]),
    }),
  );
}

function roleName({ role }: AwsRole): string {
  return role.slice(role.lastIndexOf("/") + 1);
}
