import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TokenRecord } from "#core/store";
import {
  callerOf,
  formatToken,
  mayCall,
  ownerOf,
  PERMISSIONS,
  principalOfCaller,
  refuseApproval,
  ROLES,
  TOKEN_BYTES,
  tokenId,
} from "./index.ts";

const NOW = "2026-06-01T00:00:00.000Z";
const NOW_MS = Date.parse(NOW);

describe("mayCall()", () => {
  it("gives each role what it is for, and no role everything", () => {
    const table = Object.fromEntries(
      ROLES.map((role) => [role, PERMISSIONS.filter((one) => mayCall({ roles: [role] }, one))]),
    );
    expect(table).toEqual({
      viewer: ["read"],
      operator: ["read", "decide"],
      approver: ["read", "approve"],
      "policy-author": ["read", "decide", "author"],
      administrator: ["read", "decide", "administer"],
    });
  });

  it("gives nothing to a caller without a role", () => {
    expect(PERMISSIONS.filter((one) => mayCall({ roles: [] }, one))).toEqual([]);
  });
});

describe("refuseApproval()", () => {
  const approver = { id: "token:1", name: "a", roles: ["approver", "policy-author"] } as const;

  it("lets an approver approve what others made", () => {
    expect(refuseApproval(approver, { author: "token:2", requester: null })).toBeNull();
  });

  it("refuses whoever has another part in it", () => {
    const subject = { author: null, requester: "token:2", involved: ["people:ada", "token:1"] };
    expect(refuseApproval(approver, subject)).toBe("is-involved");
    expect(refuseApproval({ ...approver, id: "token:3" }, subject)).toBeNull();
  });

  it("refuses the author, the requester, and whoever is no approver", () => {
    expect(refuseApproval(approver, { author: "token:1", requester: "token:2" })).toBe("is-author");
    expect(refuseApproval(approver, { author: "token:2", requester: "token:1" })).toBe("is-requester");
    const administrator = { ...approver, roles: ["administrator"] as const };
    expect(refuseApproval(administrator, { author: null, requester: null })).toBe("no-approver");
  });
});

describe("ownerOf()", () => {
  it("is whoever answers for the caller, and nobody for a token that answers for itself", () => {
    expect(ownerOf({ id: "people:ada" })).toBe("people:ada");
    expect(ownerOf({ id: "token:1" })).toBeNull();
  });
});

describe("formatToken()", () => {
  it("writes the secret as base64url, with the id before it", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: TOKEN_BYTES, maxLength: TOKEN_BYTES }), (random) => {
        const { id, text } = formatToken(random);
        expect(text).toBe(`writ_${id}_${Buffer.from(random.subarray(8)).toString("base64url")}`);
        expect(tokenId(text)).toBe(id);
      }),
    );
  });

  it("refuses too little randomness", () => {
    expect(() => formatToken(new Uint8Array(16))).toThrow(RangeError);
  });
});

describe("tokenId()", () => {
  it.each(["", "writ_", "writ_0123456789abcdef_short", "Bearer x", `writ_0123456789ABCDEF_${"a".repeat(43)}`])(
    "answers null for %j",
    (text) => {
      expect(tokenId(text)).toBeNull();
    },
  );
});

describe("callerOf()", () => {
  const token: TokenRecord = {
    id: "1",
    hash: "h",
    name: "ci",
    roles: ["operator", "emperor", "__proto__"],
    kind: "service",
    owner: null,
    task: null,
    createdAt: NOW,
    createdBy: "setup",
    expiresAt: null,
    revokedAt: null,
  };

  it("names the caller and leaves out roles that it does not know", () => {
    expect(callerOf(token, NOW_MS)).toMatchObject({ id: "token:1", name: "ci", roles: ["operator"] });
  });

  it("proves the task of a token, which grants ask for, and none that it does not name", () => {
    expect(callerOf({ ...token, task: "ticket-7" }, NOW_MS)?.principal.attributes).toEqual({
      issuer: "writ",
      method: "api-token",
      task: "ticket-7",
    });
    expect(callerOf(token, NOW_MS)?.principal.attributes).not.toHaveProperty("task");
  });

  it("tells which principal the caller is, how that was proven, and until when", () => {
    const expiresAt = "2026-06-01T01:00:00.000Z";
    const caller = callerOf({ ...token, expiresAt }, NOW_MS);
    expect(caller).toMatchObject({ method: "api-token", expiresAtMs: Date.parse(expiresAt) });
    expect(caller === null ? null : principalOfCaller(caller)).toEqual({
      id: "token:1",
      kind: "service",
      groups: [],
      attributes: { issuer: "writ", method: "api-token" },
      chain: [],
    });
  });

  it("counts a token as the person who made it, and lets an agent with one act on behalf of that person", () => {
    const owned = { ...token, owner: "people:ada" };
    const caller = (kind: string) => callerOf({ ...owned, kind }, NOW_MS);
    expect(caller("person")).toMatchObject({ id: "people:ada", principal: { id: "people:ada", chain: [] } });
    expect(caller("agent")).toMatchObject({ id: "people:ada", principal: { id: "token:1", chain: ["people:ada"] } });
    expect(caller("pipeline")).toMatchObject({ id: "people:ada", principal: { kind: "pipeline", chain: [] } });
    const approver = callerOf({ ...owned, kind: "person", roles: ["approver"] }, NOW_MS);
    expect(approver === null ? null : refuseApproval(approver, { author: null, requester: "people:ada" })).toBe(
      "is-requester",
    );
  });

  it("answers null for a kind of principal that it does not know", () => {
    expect(callerOf({ ...token, kind: "robot" }, NOW_MS)).toBeNull();
  });

  it("answers null for a token that is revoked, over, or whose end is no time", () => {
    expect(callerOf({ ...token, revokedAt: NOW }, NOW_MS)).toBeNull();
    expect(callerOf({ ...token, expiresAt: NOW }, NOW_MS)).toBeNull();
    expect(callerOf({ ...token, expiresAt: "soon" }, NOW_MS)).toBeNull();
    expect(callerOf({ ...token, expiresAt: "2026-06-01T00:00:00.001Z" }, NOW_MS)).not.toBeNull();
  });
});
