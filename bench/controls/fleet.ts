import type { Group } from "./templates.ts";

/**
 * How many of a thousand parts of a fleet in three clouds are built around a resource of the type: an estimate of what estates hold, in which
 * permissions, network rules, machines and their disks are most. The resources that a case has beside it come along.
 */
const SHARES: Readonly<Record<string, number>> = {
  aws_iam_role: 60,
  aws_iam_policy: 30,
  aws_iam_role_policy_attachment: 70,
  aws_vpc_security_group_ingress_rule: 90,
  aws_security_group: 40,
  aws_instance: 60,
  aws_ebs_volume: 60,
  aws_s3_bucket: 100,
  aws_cloudwatch_log_group: 60,
  aws_lambda_function: 40,
  aws_lambda_permission: 30,
  aws_subnet: 30,
  aws_vpc: 6,
  aws_db_instance: 12,
  aws_kms_key: 15,
  aws_sqs_queue: 20,
  aws_sns_topic: 15,
  aws_dynamodb_table: 12,
  aws_lb: 8,
  aws_lb_listener: 12,
  aws_ecs_task_definition: 25,
  aws_ecs_service: 20,
  aws_ecr_repository: 12,
  aws_secretsmanager_secret: 15,
  aws_cloudtrail: 2,
  aws_eks_cluster: 2,
  google_storage_bucket: 10,
  google_compute_instance: 15,
  google_project_iam_member: 30,
  google_compute_firewall: 15,
  google_bigquery_dataset: 6,
  azurerm_storage_account: 12,
  azurerm_role_assignment: 25,
  azurerm_network_security_rule: 25,
  azurerm_linux_virtual_machine: 15,
  azurerm_key_vault: 6,
  azurerm_mssql_server: 4,
  azurerm_kubernetes_cluster: 2,
};

/** How many different cases stand for a type, as most resources of a fleet come from few modules. */
const VARIANTS = 4;

/** The parts of a fleet in an order that mixes them, always the same. */
export function fleetOf(passing: readonly Group[]): readonly Group[] {
  const parts = Object.entries(SHARES).flatMap(([type, share]) => partsOf(type, share, passing));
  return parts
    .map((part, at) => ({ part, key: scatter(at) }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ part }) => part);
}

function partsOf(type: string, share: number, passing: readonly Group[]): readonly Group[] {
  const variants = passing.filter((group) => group.some((one) => one.type === type)).slice(0, VARIANTS);
  if (variants.length === 0) throw new Error(`No passing case has a resource of the type ${type}`);
  return Array.from({ length: share }, (_, at) => variants[at % variants.length] ?? []);
}

/** A number that looks arbitrary (Knuth's multiplicative hashing). */
function scatter(position: number): number {
  return (position * 2_654_435_761) % 4_294_967_296;
}
