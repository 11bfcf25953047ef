export { pathBeforeTranslation, translateAttributes } from "./attributes.ts";
export { maskCredentials } from "./credentials.ts";
export { namesResourceOf } from "./named-target.ts";
export { plainNames, pulumiNames } from "./names.ts";
export { terraformTypeOfConfig } from "./config-connector-types.ts";
export { terraformTypeOfManaged } from "./crossplane-types.ts";
export { terraformTypeOfToken } from "./pulumi-types.ts";
