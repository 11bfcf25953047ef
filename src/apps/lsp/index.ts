export type { DiskFile, FoundFile, ProjectFiles } from "./project/ports.ts";
export { serve } from "./server.ts";
