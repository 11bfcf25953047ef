export type { DiskFile, ProjectFiles } from "./project/ports.ts";
export { serve } from "./server.ts";
