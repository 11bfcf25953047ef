import type { Verb } from "#core/model";
import { optionTable } from "../words/option-table.ts";
import type { Service } from "./read-service.ts";
import { rules } from "./rules.ts";

const READS =
  /^(?:list|describe|show|get|info|check|exists|wait|search|read|cat|ls|view|status|history|logs|validate|lint|diff|watch|print|tail|browse|whatif|what-if|get-iam-policy|get-value|list-.*|show-.*|get-.*|describe-.*|check-.*|preview)$/;
const VERBS: readonly (readonly [RegExp, Verb])[] = [
  [READS, "read"],
  [/^(?:delete|remove|destroy|purge|rm|terminate|uninstall|delete-.*|remove-.*|purge-.*)$/, "delete"],
  [/^(?:create|new|import|clone|copy|restore|deploy|run|upload|create-.*|import-.*)$/, "create"],
  [/^(?:call|execute|invoke|submit|trigger|ssh|scp|exec|connect|rollback|send|publish)$/, "invoke"],
  [
    /^(?:update|set|add|edit|patch|enable|disable|start|stop|restart|reset|resize|attach|detach|move|rename|replace|promote|failover|scale|assign|apply|grant|revoke|set-.*|add-.*|update-.*|enable-.*|disable-.*|attach-.*|detach-.*|reset-.*|undelete|cancel|pause|resume|regenerate|renew|rotate|link|unlink|lock|unlock|merge|close|reopen|transfer|approve|reject)$/,
    "update",
  ],
];

const GCLOUD = optionTable(
  "flags-file= quiet,q log-http async no-async force all global recursive,r flatten= format= filter= limit= page-size= sort-by= uri project= account= billing-project= configuration= impersonate-service-account= access-token-file= verbosity= trace-token= user-output-enabled? zone= region= location= labels= help h version,v tunnel-through-iap internal-ip plain dry-run delete-disks= keep-disks= command= name= no-user-output-enabled",
  { othersTakeValues: true, abbreviates: false },
);

/** The command line of Google Cloud. */
export const GCLOUD_SERVICE: Service = {
  provider: "google",
  options: GCLOUD,
  scope: ["project"],
  scopeVariables: ["CLOUDSDK_CORE_PROJECT", "CLOUDSDK_ACTIVE_CONFIG_NAME", "GOOGLE_CLOUD_PROJECT"],
  region: ["region", "zone", "location"],
  verbs: VERBS,
  typeOf: (group) => `gcloud ${group.join(" ")}`,
  rules: rules(`
    projects delete | delete google_project | * | irreversible reach-all
    projects create | create google_project | 0
    projects add-iam-policy-binding,set-iam-policy,remove-iam-policy-binding | update google_project_iam_member | 0
    organizations add-iam-policy-binding,set-iam-policy,remove-iam-policy-binding | update google_organization_iam_member | 0 | reach-all
    compute instances create | create google_compute_instance | *
    compute instances delete | delete google_compute_instance | * | irreversible
    compute instances start,stop,reset,suspend,resume,add-metadata,remove-metadata,set-service-account,update | update google_compute_instance | *
    compute instances list,describe | read google_compute_instance | *
    compute ssh | invoke google_compute_instance | 0 | remote
    compute disks delete | delete google_compute_disk | * | irreversible
    compute disks create | create google_compute_disk | *
    compute snapshots delete | delete google_compute_snapshot | * | irreversible
    compute firewall-rules create | create google_compute_firewall | 0
    compute firewall-rules update | update google_compute_firewall | 0
    compute firewall-rules delete | delete google_compute_firewall | *
    compute networks delete | delete google_compute_network | *
    compute networks create | create google_compute_network | 0
    container clusters delete | delete google_container_cluster | * | irreversible reach-all
    container clusters create,create-auto | create google_container_cluster | 0
    container clusters update,resize,upgrade | update google_container_cluster | 0
    container clusters get-credentials | read google_container_cluster | 0
    container node-pools delete | delete google_container_node_pool | *
    sql instances delete | delete google_sql_database_instance | * | irreversible
    sql instances create | create google_sql_database_instance | 0
    sql instances patch,restart,failover,clone,restore-backup | update google_sql_database_instance | 0
    sql databases delete | delete google_sql_database | 0 | irreversible
    sql connect | invoke google_sql_database_instance | 0
    storage buckets create | create google_storage_bucket | *
    storage buckets delete | delete google_storage_bucket | * | irreversible
    storage buckets update,add-iam-policy-binding,remove-iam-policy-binding,set-iam-policy | update google_storage_bucket | 0
    storage buckets list,describe,get-iam-policy | read google_storage_bucket | *
    storage ls,cat,du,hash | read google_storage_bucket | *
    storage rm | delete google_storage_bucket_object | * | irreversible recursive?recursive reach-many?recursive
    storage cp,mv,rsync | update google_storage_bucket | * | recursive?recursive
    kms keys create | create google_kms_crypto_key | 0
    kms keys versions destroy | delete google_kms_crypto_key | 0 | irreversible
    kms keys update,add-iam-policy-binding,set-iam-policy | update google_kms_crypto_key | 0
    secrets create | create google_secret_manager_secret | 0
    secrets delete | delete google_secret_manager_secret | 0 | irreversible
    secrets versions access | read google_secret_manager_secret | --secret
    secrets update,add-iam-policy-binding | update google_secret_manager_secret | 0
    iam service-accounts create | create google_service_account | 0
    iam service-accounts delete | delete google_service_account | 0
    iam service-accounts keys create | create google_service_account_key | --iam-account
    iam service-accounts add-iam-policy-binding,set-iam-policy | update google_service_account_iam_member | 0
    iam roles create | create google_project_iam_custom_role | 0
    iam roles update | update google_project_iam_custom_role | 0
    iam roles delete | delete google_project_iam_custom_role | 0
    functions deploy | create google_cloudfunctions2_function | 0
    functions delete | delete google_cloudfunctions2_function | 0
    functions call | invoke google_cloudfunctions2_function | 0
    run deploy | create google_cloud_run_v2_service | 0
    run services delete | delete google_cloud_run_v2_service | 0
    run services update,add-iam-policy-binding | update google_cloud_run_v2_service | 0
    pubsub topics create | create google_pubsub_topic | *
    pubsub topics delete | delete google_pubsub_topic | *
    pubsub topics publish | invoke google_pubsub_topic | 0
    dns record-sets create,update,delete | update google_dns_managed_zone | --zone
    dns managed-zones delete | delete google_dns_managed_zone | 0
    logging sinks delete | delete google_logging_project_sink | *
    services enable,disable | update google_project_service | *
    config set,unset | update gcloud_configuration | 0
    config list,get,get-value | read gcloud_configuration | -
    auth login,activate-service-account,revoke,application-default,configure-docker | update gcloud_configuration | -
    auth print-access-token,print-identity-token | read google_service_account_key | -
    auth list | read gcloud_configuration | -
    components install,update,remove | update gcloud_configuration | -
    version,info,help | read gcloud_configuration | -
  `),
};

const AZ = optionTable(
  "yes,y no-wait verbose debug only-show-errors query= output,o= subscription= resource-group,g= name,n= location,l= ids= help,h version,v force-string what-if dry-run ids= vault-name= account-name= server= server-name,s= file,f= template-file= parameters,p= all",
  { othersTakeValues: true },
);

/** The command line of Azure. */
export const AZ_SERVICE: Service = {
  provider: "azurerm",
  options: AZ,
  scope: ["subscription", "resource-group"],
  scopeVariables: ["AZURE_DEFAULTS_GROUP", "AZURE_SUBSCRIPTION_ID"],
  region: ["location"],
  verbs: VERBS,
  typeOf: (group) => `az ${group.join(" ")}`,
  rules: rules(`
    group create | create Microsoft.Resources/resourceGroups | --name
    group delete | delete Microsoft.Resources/resourceGroups | --name,--resource-group | irreversible reach-all
    group list,show,exists | read Microsoft.Resources/resourceGroups | --name
    resource delete | delete az_resource | --ids,--name | irreversible reach-many?ids
    storage account create | create Microsoft.Storage/storageAccounts | --name
    storage account update | update Microsoft.Storage/storageAccounts | --name
    storage account delete | delete Microsoft.Storage/storageAccounts | --name,--ids | irreversible
    storage account keys list | read Microsoft.Storage/storageAccounts | --account-name
    storage account keys renew | update Microsoft.Storage/storageAccounts | --account-name
    storage container delete | delete Microsoft.Storage/storageAccounts/blobServices/containers | --name | irreversible
    storage container create | create Microsoft.Storage/storageAccounts/blobServices/containers | --name
    storage blob delete | delete az_storage_blob | --name | irreversible
    storage blob delete-batch | delete az_storage_blob | --source | irreversible reach-many
    vm create | create Microsoft.Compute/virtualMachines | --name
    vm delete | delete Microsoft.Compute/virtualMachines | --name,--ids | irreversible
    vm start,stop,restart,deallocate,resize,update | update Microsoft.Compute/virtualMachines | --name,--ids
    vm run-command invoke | invoke Microsoft.Compute/virtualMachines | --name,--ids | remote
    vm list,show | read Microsoft.Compute/virtualMachines | --name
    disk delete | delete Microsoft.Compute/disks | --name | irreversible
    aks create | create Microsoft.ContainerService/managedClusters | --name
    aks update,upgrade,scale,stop,start | update Microsoft.ContainerService/managedClusters | --name
    aks delete | delete Microsoft.ContainerService/managedClusters | --name | irreversible reach-all
    aks get-credentials | read Microsoft.ContainerService/managedClusters | --name
    aks command invoke | invoke Microsoft.ContainerService/managedClusters | --name | remote
    sql server create | create Microsoft.Sql/servers | --name
    sql server delete | delete Microsoft.Sql/servers | --name | irreversible reach-all
    sql db create | create Microsoft.Sql/servers/databases | --name
    sql db delete | delete Microsoft.Sql/servers/databases | --name | irreversible
    keyvault create | create Microsoft.KeyVault/vaults | --name
    keyvault delete | delete Microsoft.KeyVault/vaults | --name
    keyvault purge | delete Microsoft.KeyVault/vaults | --name | irreversible
    keyvault secret show,list,download | read Microsoft.KeyVault/vaults/secrets | --name
    keyvault secret set,set-attributes | update Microsoft.KeyVault/vaults/secrets | --name
    keyvault secret delete | delete Microsoft.KeyVault/vaults/secrets | --name
    keyvault secret purge | delete Microsoft.KeyVault/vaults/secrets | --name | irreversible
    keyvault key delete,purge | delete Microsoft.KeyVault/vaults/keys | --name | irreversible
    role assignment create | create Microsoft.Authorization/roleAssignments | --assignee
    role assignment delete | delete Microsoft.Authorization/roleAssignments | --assignee,--ids
    role definition create | create Microsoft.Authorization/roleDefinitions | -
    role definition update | update Microsoft.Authorization/roleDefinitions | -
    role definition delete | delete Microsoft.Authorization/roleDefinitions | --name
    network nsg rule create | create Microsoft.Network/networkSecurityGroups/securityRules | --name
    network nsg rule update | update Microsoft.Network/networkSecurityGroups/securityRules | --name
    network nsg rule delete | delete Microsoft.Network/networkSecurityGroups/securityRules | --name
    network vnet delete | delete Microsoft.Network/virtualNetworks | --name
    functionapp delete | delete Microsoft.Web/sites | --name
    webapp create,up | create Microsoft.Web/sites | --name
    webapp delete | delete Microsoft.Web/sites | --name
    webapp ssh | invoke Microsoft.Web/sites | --name | remote
    cosmosdb delete | delete Microsoft.DocumentDB/databaseAccounts | --name | irreversible
    redis delete | delete Microsoft.Cache/redis | --name | irreversible
    ad sp create-for-rbac | create az_ad_sp | --name
    ad app credential reset | update az_ad_app | --id
    account set | update az_account | --subscription
    account list,show | read az_account | -
    account get-access-token | read az_account_token | -
    account clear | delete az_account | -
    login,logout,configure | update az_account | -
    version,upgrade,help,find,feedback | read az_account | -
  `),
};

const GH = optionTable(
  "repo,R= hostname= json= jq,q= template,t= limit,L= state,s= title= body,b= body-file,F= label,l= base,B= head,H= assignee,a= milestone,m= yes,y confirm web,w draft,d fill,f squash rebase merge admin auto delete-branch method,X= field,f= raw-field,F= header= input= paginate silent slurp include,i cleanup-tag public private internal description= clone source= remote= push env,e= org,o= user,u visibility,v= branch= ref,r= workflow= job,j= log log-failed watch web exit-status force help,h version all comment,c= reason,r= notes,n= target= prerelease,p latest generate-notes repos=",
  { othersTakeValues: true },
);

/** The command line of GitHub. */
export const GH_SERVICE: Service = {
  provider: "github",
  options: GH,
  scope: ["repo"],
  scopeVariables: ["GH_REPO", "GH_HOST"],
  region: [],
  verbs: VERBS,
  typeOf: (group) => `gh ${group.join(" ")}`,
  rules: rules(`
    repo delete | delete github_repository | 0 | irreversible reach-all
    repo create | create github_repository | 0
    repo archive,rename,edit,sync,unarchive,set-default | update github_repository | 0
    repo view,list | read github_repository | 0
    repo clone,fork | read github_repository | 0
    repo deploy-key add | create github_key | 0
    pr merge | update github_branch | 0 | forced?admin
    pr create | create github_pull_request | -
    pr close,edit,comment,review,ready,reopen,lock | update github_pull_request | 0
    pr checkout | read github_pull_request | 0
    pr list,view,diff,checks,status | read github_pull_request | 0
    issue create | create github_issue | -
    issue delete | delete github_issue | 0 | irreversible
    issue list,view,status | read github_issue | 0
    release create | create github_release | 0
    release delete | delete github_release | 0 | irreversible
    release upload,edit | update github_release | 0
    release list,view,download | read github_release | 0
    secret set | update github_secret | 0
    secret delete,remove | delete github_secret | 0
    secret list | read github_secret | -
    variable set | update github_variable | 0
    variable delete | delete github_variable | 0
    workflow run | invoke github_workflow | 0
    workflow enable,disable | update github_workflow | 0
    run rerun | invoke github_workflow | 0
    run cancel,delete | update github_workflow | 0
    run list,view,watch,download | read github_workflow | 0
    ssh-key add | create github_key | 0
    gpg-key add | create github_key | 0
    auth token | read github_credential | -
    auth login,logout,refresh,setup-git,switch | update github_credential | -
    auth status | read github_account | -
    cache delete | delete github_cache | 0
    ruleset list,view,check | read github_ruleset | 0
    search repos,issues,prs,code,commits | read github_repository | -
    gist create | create github_gist | *
    browse,status,help,version,completion | read github_account | -
  `),
};

const DOCKER = optionTable(
  "host,H= context,c= config= log-level,l= debug,D tls tlscacert= tlscert= tlskey= tlsverify force,f all,a quiet,q volumes,v no-trunc filter= format= time,t= signal,s= tail,n= follow since= until= timestamps help version no-prune link,l details latest size interactive,i tty detach,d rm p file=",
  { othersTakeValues: true, abbreviates: false },
);
const DOCKER_RULES = `
    rm | delete docker_container | * | irreversible forced?force
    rmi | delete docker_image | * | forced?force
    kill,stop,restart,start,pause,unpause,rename,update | update docker_container | *
    ps,images,inspect,logs,info,version,stats,top,port,diff,history,search,events,wait | read docker_container | *
    pull | read docker_image | 0
    push | update docker_image | 0
    tag | create docker_image | 1
    save,export | read docker_image | *
    load,import | create docker_image | -
    commit | create docker_image | 1
    login,logout | update docker_configuration | -
    attach | invoke docker_container | 0 | remote
    container rm | delete docker_container | * | irreversible forced?force
    container stop,kill,restart,start,pause,unpause | update docker_container | *
    container ls,list,inspect,logs,stats,top | read docker_container | *
    container prune | delete docker_container | - | irreversible reach-all
    image rm | delete docker_image | * | forced?force
    image ls,list,inspect,history | read docker_image | *
    image pull | read docker_image | 0
    image push | update docker_image | 0
    image prune | delete docker_image | - | reach-all
    volume rm | delete docker_volume | * | irreversible forced?force
    volume create | create docker_volume | 0
    volume ls,list,inspect | read docker_volume | *
    volume prune | delete docker_volume | - | irreversible reach-all
    network rm | delete docker_network | *
    network create | create docker_network | 0
    network connect,disconnect | update docker_network | 0
    network ls,list,inspect | read docker_network | *
    network prune | delete docker_network | - | reach-all
    system prune | delete docker_container | - | irreversible reach-all
    system df,info,events | read docker_container | -
    builder prune | delete docker_image | - | reach-all
    buildx prune | delete docker_image | - | reach-all
    buildx ls,inspect,du,version | read docker_image | -
    swarm init,join,leave,update | update docker_swarm | - | reach-all
    service rm | delete docker_service | * | irreversible
    service create,update,scale,rollback | update docker_service | *
    stack deploy,up | update docker_stack | 0 | reach-many
    stack rm,down | delete docker_stack | * | irreversible reach-many
    secret rm | delete docker_secret | *
    context use,create,rm,update | update docker_configuration | 0
    context ls,show,inspect | read docker_configuration | -
    compose ps,logs,config,images,ls,top,version,events,port | read docker_container | -
    compose down | delete docker_container | - | reach-many irreversible?volumes
    compose rm | delete docker_container | * | reach-many irreversible
    compose stop,start,restart,kill,pause,unpause | update docker_container | * | reach-many
    compose pull | read docker_image | -
`;

/** The command line of Docker, but for what runs containers and builds images. */
export const DOCKER_SERVICE: Service = {
  provider: "docker",
  options: DOCKER,
  scope: ["host", "context"],
  scopeVariables: ["DOCKER_HOST", "DOCKER_CONTEXT"],
  region: [],
  verbs: VERBS,
  typeOf: (group) => `docker ${group.join(" ")}`,
  rules: rules(DOCKER_RULES),
};

/** The command line of Helm. */
export const HELM_SERVICE: Service = {
  provider: "helm",
  options: optionTable(
    "namespace,n= kube-context= kubeconfig= kube-token= kube-apiserver= debug values,f= set= set-string= set-file= set-json= version= repo= username= password= wait timeout= atomic install,i force create-namespace dry-run? keep-history no-hooks cascade= all,a all-namespaces,A output,o= revision= devel description= cleanup-on-fail reuse-values reset-values history-max= post-renderer= help,h destination,d= untar prod short,q filter= max,m=",
    { othersTakeValues: true, abbreviates: false },
  ),
  scope: ["kube-context", "namespace"],
  scopeVariables: ["KUBECONFIG", "HELM_KUBECONTEXT", "HELM_NAMESPACE"],
  region: [],
  verbs: VERBS,
  typeOf: (group) => `helm ${group.join(" ")}`,
  rules: rules(`
    install | create helm_release | 0 | reach-many
    upgrade | update helm_release | 0 | reach-many forced?force
    uninstall,delete,del,un | delete helm_release | * | reach-many irreversible
    rollback | update helm_release | 0 | reach-many forced?force
    test | invoke helm_release | 0
    list,ls,status,history,get,show,search,env,version,template,lint,verify,dependency,help,completion | read helm_release | 0
    repo add,update,remove | update helm_repository | 0
    repo list | read helm_repository | -
    pull,fetch | read helm_repository | 0
    push | update helm_repository | 1
    package,create | read helm_release | -
    plugin install,update,uninstall | invoke helm_plugin | 0
    registry login,logout | update helm_repository | 0
  `),
};
