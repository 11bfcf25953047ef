import { createClusterClient } from "#adapters/kubernetes";
import type { AdmissionPorts } from "#points/admission";
import type { ApiPorts } from "#points/api";
import type { Settings } from "../config/settings.ts";
import { seeNamespaces } from "./namespaces.ts";

const GROUP = "group:";

/** What admission is given: what every point is, and what is told and seen of the cluster whose API server asks. */
export function admissionPorts(settings: Settings, deciding: ApiPorts): AdmissionPorts {
  const { clusterAgents, clusterEnvironment, clusterUrl: url, clusterAccount: account, namespace } = settings;
  const groups = clusterAgents.filter((one) => one.startsWith(GROUP)).map((one) => one.slice(GROUP.length));
  const users = clusterAgents.filter((one) => !one.startsWith(GROUP));
  return {
    ...deciding,
    callers: { agent: { users, groups } },
    environment: clusterEnvironment,
    ownNamespace: namespace,
    namespaceOf: url === null ? null : seeNamespaces(createClusterClient({ url, account }), Date.now),
  };
}
