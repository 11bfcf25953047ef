/** The resources of a cluster by all that `kubectl` calls them, with their native types and whether they lie in no namespace. */
const TABLE = `
pods,pod,po|v1 Pod
services,service,svc|v1 Service
namespaces,namespace,ns|v1 Namespace|cluster
nodes,node,no|v1 Node|cluster
configmaps,configmap,cm|v1 ConfigMap
secrets,secret|v1 Secret
serviceaccounts,serviceaccount,sa|v1 ServiceAccount
persistentvolumeclaims,persistentvolumeclaim,pvc|v1 PersistentVolumeClaim
persistentvolumes,persistentvolume,pv|v1 PersistentVolume|cluster
events,event,ev|v1 Event
endpoints,ep|v1 Endpoints
resourcequotas,resourcequota,quota|v1 ResourceQuota
limitranges,limitrange,limits|v1 LimitRange
replicationcontrollers,replicationcontroller,rc|v1 ReplicationController
deployments,deployment,deploy|apps/v1 Deployment
statefulsets,statefulset,sts|apps/v1 StatefulSet
daemonsets,daemonset,ds|apps/v1 DaemonSet
replicasets,replicaset,rs|apps/v1 ReplicaSet
jobs,job|batch/v1 Job
cronjobs,cronjob,cj|batch/v1 CronJob
ingresses,ingress,ing|networking.k8s.io/v1 Ingress
networkpolicies,networkpolicy,netpol|networking.k8s.io/v1 NetworkPolicy
roles,role|rbac.authorization.k8s.io/v1 Role
rolebindings,rolebinding|rbac.authorization.k8s.io/v1 RoleBinding
clusterroles,clusterrole|rbac.authorization.k8s.io/v1 ClusterRole|cluster
clusterrolebindings,clusterrolebinding|rbac.authorization.k8s.io/v1 ClusterRoleBinding|cluster
horizontalpodautoscalers,horizontalpodautoscaler,hpa|autoscaling/v2 HorizontalPodAutoscaler
poddisruptionbudgets,poddisruptionbudget,pdb|policy/v1 PodDisruptionBudget
storageclasses,storageclass,sc|storage.k8s.io/v1 StorageClass|cluster
customresourcedefinitions,customresourcedefinition,crd,crds|apiextensions.k8s.io/v1 CustomResourceDefinition|cluster
validatingwebhookconfigurations,validatingwebhookconfiguration|admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration|cluster
mutatingwebhookconfigurations,mutatingwebhookconfiguration|admissionregistration.k8s.io/v1 MutatingWebhookConfiguration|cluster
validatingadmissionpolicies,validatingadmissionpolicy|admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy|cluster
validatingadmissionpolicybindings,validatingadmissionpolicybinding|admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding|cluster
apiservices,apiservice|apiregistration.k8s.io/v1 APIService|cluster
priorityclasses,priorityclass,pc|scheduling.k8s.io/v1 PriorityClass|cluster
certificatesigningrequests,certificatesigningrequest,csr|certificates.k8s.io/v1 CertificateSigningRequest|cluster
leases,lease|coordination.k8s.io/v1 Lease
`;

/** A kind of resource of a cluster. */
export interface ClusterResource {
  readonly type: string;
  readonly namespaced: boolean;
}

const RESOURCES: ReadonlyMap<string, ClusterResource> = new Map(
  TABLE.trim()
    .split("\n")
    .flatMap((line) => {
      const [names = "", type = "", where] = line.split("|");
      return names.split(",").map((name) => [name, { type, namespaced: where !== "cluster" }] as const);
    }),
);

/** What `all` stands for. */
export const ALL_WORKLOADS: readonly string[] = [
  "pods",
  "services",
  "deployments",
  "statefulsets",
  "daemonsets",
  "replicasets",
  "jobs",
  "cronjobs",
];

/** The resource that a word of `kubectl` means, with or without its group; one that is not known is named by that word. */
export function clusterResource(word: string): ClusterResource {
  const name = word.toLowerCase();
  return (
    RESOURCES.get(name) ?? RESOURCES.get(name.split(".")[0] ?? "") ?? { type: `kubernetes ${name}`, namespaced: true }
  );
}
