import { ROLES, type Role, type RoleRule, type WorkloadRule } from "#core/access";
import type { PrincipalRules } from "#core/identity";
import { PRINCIPAL_KINDS, type PrincipalKind } from "#core/model";
import {
  bool,
  list,
  mapOf,
  matching,
  oneOf,
  optional,
  orNull,
  record,
  required,
  text,
  whole,
  type Shape,
} from "#core/wire";
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from "#adapters/identity";

/** An issuer of tokens (JWT) by which workloads, pipelines and agents prove who they are. */
export interface JwtIssuer {
  readonly type: "jwt";
  /** What it is called here; its callers' ids begin with it. */
  readonly name: string;
  readonly issuer: string;
  readonly audiences: readonly string[];
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly jwksUri: string | null;
  readonly jwksFile: string | null;
  readonly clockSkewSeconds: number;
  readonly maxAgeSeconds: number | null;
  readonly principal: Omit<PrincipalRules, "prefix">;
  readonly roles: readonly RoleRule[];
}

/** The provider at which people log in, and whose tokens are taken where `audiences` names any. */
export interface LoginProvider {
  readonly type: "oidc";
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecretFile: string | null;
  readonly scopes: readonly string[];
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly audiences: readonly string[];
  readonly clockSkewSeconds: number;
  readonly sessionMinutes: number;
  readonly principal: Omit<PrincipalRules, "prefix" | "kind">;
  readonly roles: readonly RoleRule[];
}

/** A trust domain of SPIFFE: its JWT-SVIDs by the keys of its bundle, its X.509-SVIDs by its authorities. */
export interface SpiffeDomain {
  readonly type: "spiffe";
  readonly trustDomain: string;
  readonly audiences: readonly string[];
  readonly bundleUrl: string | null;
  readonly bundleFile: string | null;
  readonly authoritiesFile: string | null;
  readonly clockSkewSeconds: number;
  readonly workloads: readonly WorkloadRule[];
}

export type Issuer = JwtIssuer | LoginProvider | SpiffeDomain;

const WORD: Shape<string> = text("text", 2048);
const FILE: Shape<string> = text("a file", 4096);
const NAME: Shape<string> = matching(/^[a-z][a-z0-9-]{0,31}$/, "a name of at most 32 small letters, digits and `-`");
const ADDRESS: Shape<string> = matching(
  /^(?:https:\/\/[^\s]{1,2000}|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?:\/[^\s]{0,2000})?)$/,
  "an address that begins with `https://`, or with `http://` on this machine",
);
const PATH: Shape<string> = matching(
  /^(?:\/|(?:\/[A-Za-z0-9._-]{1,255}){1,32})$/,
  "the path of SPIFFE ids, as `/agents`, or `/` for all",
);
const MOST = 100;
const DEFAULT_ALGORITHMS: readonly SignatureAlgorithm[] = ["RS256", "ES256"];
const KIND = oneOf(PRINCIPAL_KINDS);

const words = (of: string): Shape<readonly string[]> => list(WORD, of, MOST);
const texts = (of: string, otherwise: readonly string[] = []) =>
  optional<readonly string[], readonly string[]>(words(of), otherwise, of);
const textOrNull = (shape: Shape<string>, description: string) => optional(orNull(shape), null, description);
const conditions = optional<Readonly<Record<string, readonly string[]>>, Readonly<Record<string, readonly string[]>>>(
  mapOf(words("texts"), "lists of texts"),
  {},
  "the texts that each of these claims must be one of",
);
const algorithms = optional<readonly SignatureAlgorithm[], readonly SignatureAlgorithm[]>(
  list(oneOf(SIGNATURE_ALGORITHMS), "algorithms", SIGNATURE_ALGORITHMS.length),
  DEFAULT_ALGORITHMS,
  "the signatures that are believed",
);
const clockSkewSeconds = optional<number, number>(whole(0, 300), 30, "how far clocks may differ");

const roleRule: Shape<RoleRule> = record<RoleRule>("a map with a `role`", {
  role: required(oneOf(ROLES), "the role"),
  groups: optional(orNull(words("groups")), null, "of which one is enough"),
  claims: conditions,
  actors: optional<boolean, boolean>(bool, false, "whether whoever acts on behalf of such a caller has it too"),
});
const roles = optional<readonly RoleRule[], readonly RoleRule[]>(list(roleRule, "roles", MOST), [], "who has which");

const idClaim = textOrNull(WORD, "the claim that names the caller; the subject unless said");
const groupsClaim = textOrNull(WORD, "the claim that has its groups");
const shared = {
  actorKind: optional<PrincipalKind, PrincipalKind>(KIND, "agent", "what somebody is who acts on behalf of another"),
  idClaim,
  groupsClaim,
  attributeClaims: texts("claims that policies may read"),
  requiredClaims: conditions,
};

/** The form of each sort of issuer. */
export const ISSUER_FORMS: {
  readonly jwt: Shape<JwtIssuer>;
  readonly oidc: Shape<LoginProvider>;
  readonly spiffe: Shape<SpiffeDomain>;
} = {
  jwt: record<JwtIssuer>("a map", {
    type: required(oneOf(["jwt"]), ""),
    name: required(NAME, "what it is called here"),
    issuer: required(ADDRESS, "the `iss` of its tokens"),
    audiences: required(words("audiences"), "of which a token must name one"),
    algorithms,
    jwksUri: textOrNull(ADDRESS, "where its keys are; discovered unless said"),
    jwksFile: textOrNull(FILE, "the file that has its keys"),
    clockSkewSeconds,
    maxAgeSeconds: optional(orNull(whole(1, 31_536_000)), null, "the longest life of a token"),
    principal: required(
      record<JwtIssuer["principal"]>("a map with a `kind`", {
        kind: required(KIND, "what its callers are"),
        ...shared,
      }),
      "who its callers are",
    ),
    roles,
  }),
  oidc: record<LoginProvider>("a map", {
    type: required(oneOf(["oidc"]), ""),
    name: required(NAME, "what it is called here"),
    issuer: required(ADDRESS, "the provider"),
    clientId: required(WORD, "what this server is called there"),
    clientSecretFile: textOrNull(FILE, "the file that has its secret there"),
    scopes: texts("scopes beside `openid`"),
    algorithms,
    audiences: texts("audiences of tokens of the provider that are taken"),
    clockSkewSeconds,
    sessionMinutes: optional<number, number>(whole(5, 1440), 480, "how long a login lasts"),
    principal: optional<LoginProvider["principal"], LoginProvider["principal"]>(
      record<LoginProvider["principal"]>("a map", shared),
      { actorKind: "agent", idClaim: null, groupsClaim: null, attributeClaims: [], requiredClaims: {} },
      "who its people are",
    ),
    roles,
  }),
  spiffe: record<SpiffeDomain>("a map", {
    type: required(oneOf(["spiffe"]), ""),
    trustDomain: required(
      matching(/^[a-z0-9._-]{1,255}$/, "the name of a trust domain, without `spiffe://`"),
      "the trust domain",
    ),
    audiences: texts("audiences of which a JWT-SVID must name one"),
    bundleUrl: textOrNull(ADDRESS, "where its bundle is"),
    bundleFile: textOrNull(FILE, "the file that has its bundle"),
    authoritiesFile: textOrNull(FILE, "the certificates of its authorities (PEM)"),
    clockSkewSeconds,
    workloads: required(
      list(
        record<WorkloadRule>("a map with `path` and `kind`", {
          path: required(PATH, "the path of their ids, or one above it"),
          kind: required(KIND, "what they are"),
          roles: optional<readonly Role[], readonly Role[]>(list(oneOf(ROLES), "roles", ROLES.length), [], "theirs"),
        }),
        "workloads",
        MOST,
      ),
      "who its workloads are",
    ),
  }),
};
