export {
  createClusterClient,
  POD_ACCOUNT,
  type ClusterAccess,
  type ClusterAnswer,
  type ClusterClient,
} from "./client.ts";
