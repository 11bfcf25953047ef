import { rules, type Rule } from "../services/rules.ts";

/** Operations whose resource, verb or reach the general rule would not tell. */
export const AWS_RULES: readonly Rule[] = rules(`
  s3api create-bucket | create AWS::S3::Bucket | --bucket
  s3api delete-bucket | delete AWS::S3::Bucket | --bucket | irreversible
  s3api put-public-access-block,delete-public-access-block,put-bucket-policy,delete-bucket-policy,put-bucket-acl,put-bucket-versioning,put-bucket-encryption,delete-bucket-encryption,put-bucket-logging,put-bucket-lifecycle-configuration,delete-bucket-lifecycle,put-bucket-replication,put-bucket-tagging,put-object-lock-configuration,put-bucket-cors,put-bucket-website,put-bucket-ownership-controls,put-bucket-notification-configuration | update AWS::S3::Bucket | --bucket
  s3api delete-object | delete AWS::S3::Object | --bucket | irreversible
  s3api delete-objects | delete AWS::S3::Object | --bucket | irreversible reach-many
  s3api put-object,copy-object,put-object-acl,upload-part,restore-object | update AWS::S3::Object | --bucket
  s3api get-object,head-object,list-objects,list-objects-v2,list-object-versions,get-object-acl | read AWS::S3::Bucket | --bucket
  ec2 run-instances | create AWS::EC2::Instance | -
  ec2 terminate-instances | delete AWS::EC2::Instance | --instance-ids | irreversible
  ec2 start-instances,stop-instances,reboot-instances,modify-instance-attribute,modify-instance-metadata-options,monitor-instances | update AWS::EC2::Instance | --instance-ids,--instance-id
  ec2 authorize-security-group-ingress | create AWS::EC2::SecurityGroupIngress | --group-id,--group-name
  ec2 authorize-security-group-egress | create AWS::EC2::SecurityGroupEgress | --group-id,--group-name
  ec2 revoke-security-group-ingress | delete AWS::EC2::SecurityGroupIngress | --group-id,--group-name
  ec2 revoke-security-group-egress | delete AWS::EC2::SecurityGroupEgress | --group-id,--group-name
  ec2 delete-security-group | delete AWS::EC2::SecurityGroup | --group-id,--group-name
  ec2 create-security-group | create AWS::EC2::SecurityGroup | --group-name
  ec2 delete-volume | delete AWS::EC2::Volume | --volume-id | irreversible
  ec2 delete-snapshot | delete AWS::EC2::Snapshot | --snapshot-id | irreversible
  ec2 modify-snapshot-attribute | update AWS::EC2::Snapshot | --snapshot-id
  ec2 delete-vpc | delete AWS::EC2::VPC | --vpc-id
  ec2 delete-subnet | delete AWS::EC2::Subnet | --subnet-id
  ec2 delete-flow-logs | delete AWS::EC2::FlowLog | --flow-log-ids
  ec2 deregister-image | delete AWS::EC2::Image | --image-id
  ec2 get-password-data,get-console-output | read AWS::EC2::Instance | --instance-id
  iam create-access-key | create AWS::IAM::AccessKey | --user-name
  iam delete-access-key | delete AWS::IAM::AccessKey | --access-key-id
  iam create-user | create AWS::IAM::User | --user-name
  iam delete-user | delete AWS::IAM::User | --user-name
  iam create-login-profile,update-login-profile,delete-login-profile,add-user-to-group,remove-user-from-group,deactivate-mfa-device,put-user-permissions-boundary,delete-user-permissions-boundary,update-user | update AWS::IAM::User | --user-name
  iam attach-user-policy,detach-user-policy,put-user-policy,delete-user-policy | update AWS::IAM::User | --user-name
  iam attach-role-policy,detach-role-policy,put-role-policy,delete-role-policy,update-assume-role-policy,put-role-permissions-boundary,delete-role-permissions-boundary,update-role | update AWS::IAM::Role | --role-name
  iam attach-group-policy,detach-group-policy,put-group-policy,delete-group-policy | update AWS::IAM::Group | --group-name
  iam create-role | create AWS::IAM::Role | --role-name
  iam delete-role | delete AWS::IAM::Role | --role-name
  iam create-policy | create AWS::IAM::ManagedPolicy | --policy-name
  iam create-policy-version,set-default-policy-version | update AWS::IAM::ManagedPolicy | --policy-arn
  iam delete-policy | delete AWS::IAM::ManagedPolicy | --policy-arn
  iam delete-account-password-policy,update-account-password-policy | update AWS::Account | - | reach-all
  rds delete-db-instance | delete AWS::RDS::DBInstance | --db-instance-identifier | irreversible forced?skip-final-snapshot
  rds create-db-instance | create AWS::RDS::DBInstance | --db-instance-identifier
  rds modify-db-instance,reboot-db-instance,stop-db-instance,start-db-instance | update AWS::RDS::DBInstance | --db-instance-identifier
  rds delete-db-cluster | delete AWS::RDS::DBCluster | --db-cluster-identifier | irreversible forced?skip-final-snapshot
  rds create-db-cluster | create AWS::RDS::DBCluster | --db-cluster-identifier
  rds modify-db-cluster,failover-db-cluster | update AWS::RDS::DBCluster | --db-cluster-identifier
  rds delete-db-snapshot | delete AWS::RDS::DBSnapshot | --db-snapshot-identifier | irreversible
  rds modify-db-snapshot-attribute | update AWS::RDS::DBSnapshot | --db-snapshot-identifier
  dynamodb delete-table | delete AWS::DynamoDB::Table | --table-name | irreversible
  dynamodb create-table | create AWS::DynamoDB::Table | --table-name
  dynamodb update-table,update-continuous-backups,update-time-to-live,put-item,update-item,batch-write-item | update AWS::DynamoDB::Table | --table-name
  dynamodb delete-item | delete AWS::DynamoDB::Item | --table-name | irreversible
  dynamodb scan,query,get-item,batch-get-item,describe-table | read AWS::DynamoDB::Table | --table-name
  eks delete-cluster | delete AWS::EKS::Cluster | --name | irreversible reach-all
  eks create-cluster | create AWS::EKS::Cluster | --name
  eks update-cluster-config,update-cluster-version | update AWS::EKS::Cluster | --name
  eks delete-nodegroup | delete AWS::EKS::Nodegroup | --nodegroup-name
  eks get-token,describe-cluster,list-clusters | read AWS::EKS::Cluster | --name,--cluster-name
  kms schedule-key-deletion | delete AWS::KMS::Key | --key-id | irreversible
  kms disable-key,enable-key,put-key-policy,disable-key-rotation,enable-key-rotation,create-grant,cancel-key-deletion | update AWS::KMS::Key | --key-id
  kms decrypt,encrypt,sign,generate-data-key,re-encrypt | invoke AWS::KMS::Key | --key-id
  kms create-key | create AWS::KMS::Key | -
  lambda invoke,invoke-async | invoke AWS::Lambda::Function | --function-name
  lambda delete-function | delete AWS::Lambda::Function | --function-name
  lambda create-function | create AWS::Lambda::Function | --function-name
  lambda update-function-code,update-function-configuration,add-permission,remove-permission,put-function-concurrency,create-function-url-config,update-function-url-config | update AWS::Lambda::Function | --function-name
  secretsmanager get-secret-value,batch-get-secret-value | read AWS::SecretsManager::Secret | --secret-id,--secret-id-list
  secretsmanager delete-secret | delete AWS::SecretsManager::Secret | --secret-id | irreversible?force-delete-without-recovery forced?force-delete-without-recovery
  secretsmanager put-secret-value,update-secret,rotate-secret,put-resource-policy | update AWS::SecretsManager::Secret | --secret-id
  ssm get-parameter,get-parameters,get-parameters-by-path | read AWS::SSM::Parameter | --name,--names,--path
  ssm put-parameter | update AWS::SSM::Parameter | --name
  ssm delete-parameter,delete-parameters | delete AWS::SSM::Parameter | --name,--names | irreversible
  ssm send-command | invoke AWS::EC2::Instance | --instance-ids | remote reach-many?targets
  ssm start-session | invoke AWS::EC2::Instance | --target | remote
  ecs execute-command | invoke AWS::ECS::Service | --task | remote
  ecs run-task,start-task | invoke AWS::ECS::TaskDefinition | --task-definition
  ecs delete-service | delete AWS::ECS::Service | --service | forced?force
  ecs delete-cluster | delete AWS::ECS::Cluster | --cluster
  cloudformation delete-stack | delete AWS::CloudFormation::Stack | --stack-name | irreversible reach-many
  cloudformation create-stack,deploy | create AWS::CloudFormation::Stack | --stack-name | reach-many
  cloudformation update-stack,execute-change-set,create-change-set,set-stack-policy,update-termination-protection | update AWS::CloudFormation::Stack | --stack-name | reach-many
  cloudformation delete-stack-set,delete-stack-instances | delete AWS::CloudFormation::StackSet | --stack-set-name | irreversible reach-many
  organizations close-account | delete AWS::Organizations::Account | --account-id | irreversible reach-all
  organizations leave-organization,delete-organization | delete AWS::Organizations::Organization | - | irreversible reach-all
  organizations detach-policy,attach-policy,update-policy | update AWS::Organizations::Policy | --policy-id | reach-many
  organizations delete-policy | delete AWS::Organizations::Policy | --policy-id | reach-many
  organizations create-account | create AWS::Organizations::Account | --account-name
  cloudtrail stop-logging,start-logging,update-trail,put-event-selectors | update AWS::CloudTrail::Trail | --name,--trail-name
  cloudtrail delete-trail | delete AWS::CloudTrail::Trail | --name
  guardduty delete-detector | delete AWS::GuardDuty::Detector | --detector-id
  guardduty update-detector | update AWS::GuardDuty::Detector | --detector-id
  route53 change-resource-record-sets | update AWS::Route53::HostedZone | --hosted-zone-id
  route53 delete-hosted-zone | delete AWS::Route53::HostedZone | --id
  logs delete-log-group | delete AWS::Logs::LogGroup | --log-group-name | irreversible
  logs put-retention-policy,delete-retention-policy | update AWS::Logs::LogGroup | --log-group-name
  logs start-query,tail,filter-log-events,get-log-events | read AWS::Logs::LogGroup | --log-group-name
  sns publish | invoke AWS::SNS::Topic | --topic-arn
  sqs send-message,send-message-batch | invoke AWS::SQS::Queue | --queue-url
  sqs receive-message | read AWS::SQS::Queue | --queue-url
  sqs purge-queue | delete AWS::SQS::Message | --queue-url | irreversible reach-all
  sts assume-role,assume-role-with-web-identity,assume-role-with-saml | invoke AWS::IAM::Role | --role-arn
  sts get-caller-identity,get-access-key-info,decode-authorization-message | read AWS::IAM::User | -
  sts get-session-token,get-federation-token | create AWS::IAM::AccessKey | -
  bedrock-runtime invoke-model,converse,invoke-model-with-response-stream,converse-stream | invoke AWS::Bedrock::FoundationModel | --model-id
  backup delete-recovery-point | delete AWS::Backup::RecoveryPoint | --recovery-point-arn | irreversible
  backup delete-backup-vault | delete AWS::Backup::BackupVault | --backup-vault-name
  stepfunctions start-execution | invoke AWS::StepFunctions::StateMachine | --state-machine-arn
  ecr get-login-password,get-authorization-token | read AWS::ECR::Repository | -
  ecr batch-delete-image | delete AWS::ECR::Image | --repository-name | irreversible
  ecr delete-repository | delete AWS::ECR::Repository | --repository-name | irreversible forced?force
  configure list,get,list-profiles | read aws_configuration | -
`);
