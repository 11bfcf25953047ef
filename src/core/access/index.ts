export { principalOfCaller, unprovenCaller, type Caller, type CallerMethod } from "./caller.ts";
export {
  callerOfIdentity,
  type CallerResult,
  type IssuerRules,
  type RoleRule,
  type WorkloadRule,
} from "./issuer-rules.ts";
export { isRole, mayCall, PERMISSIONS, ROLES, type Permission, type Role } from "./roles.ts";
export { refuseApproval, type ApprovalRefusal, type ApprovalSubject } from "./separation.ts";
export { callerOf, formatToken, ownerOf, TOKEN_BYTES, tokenId, type NewToken } from "./token.ts";
