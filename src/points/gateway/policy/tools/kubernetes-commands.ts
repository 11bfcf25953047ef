import type { ToolCommands } from "../ports.ts";

/** The tools of `kubernetes-mcp-server` (0.0.67, all of its toolsets that change a cluster or read from it) as command lines. */
const TABLE = `
  configuration_view          kubectl config view
  events_list                 kubectl get events --namespace={namespace}
  helm_install                helm install {name} {chart} --namespace={namespace}
  helm_list                   helm list --namespace={namespace}
  helm_uninstall              helm uninstall {name} --namespace={namespace}
  namespaces_list             kubectl get namespaces
  nodes_log                   kubectl logs node/{name}
  nodes_stats_summary         kubectl get node {name}
  nodes_top                   kubectl top node {name}
  pods_delete                 kubectl delete pod {name} --namespace={namespace}
  pods_exec                   kubectl exec {name} --namespace={namespace} -- {command}
  pods_get                    kubectl get pod {name} --namespace={namespace}
  pods_list                   kubectl get pods --all-namespaces
  pods_list_in_namespace      kubectl get pods --namespace={namespace}
  pods_log                    kubectl logs {name} --namespace={namespace}
  pods_run                    kubectl run {name} --image={image} --namespace={namespace}
  pods_top                    kubectl top pod {name} --namespace={namespace}
  resources_create_or_update  kubectl apply --filename=-
  resources_delete            kubectl delete {kind} {name} --namespace={namespace} --grace-period={gracePeriodSeconds}
  resources_get               kubectl get {kind} {name} --namespace={namespace}
  resources_list              kubectl get {kind} --namespace={namespace}
  resources_scale             kubectl scale {kind} {name} --replicas={scale} --namespace={namespace}
`;

/** Before several clusters, each tool takes the `context` of one. */
export const KUBERNETES_COMMANDS: ToolCommands = Object.fromEntries(
  TABLE.trim()
    .split("\n")
    .map((line) => {
      const [tool = "", program = "", ...words] = line.trim().split(/\s+/);
      const context = program === "helm" ? "--kube-context={context}" : "--context={context}";
      return [tool, [program, context, ...words]];
    }),
);
