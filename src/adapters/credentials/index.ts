export { awsMinter, type AwsRole } from "./aws.ts";
export { kubernetesMinter, type ServiceAccounts } from "./kubernetes.ts";
export type { Minted, Minter } from "./minter.ts";
export { postgresMinter, type DatabasePlace } from "./postgres.ts";
