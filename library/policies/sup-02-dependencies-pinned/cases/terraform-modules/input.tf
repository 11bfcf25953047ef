module "exact" {
  source = "terraform-aws-modules/vpc/aws"
  version = "5.0.0"
}
module "equals" {
  source = "terraform-aws-modules/vpc/aws"
  version = "= 5.0.0"
}
module "range" {
  source = "terraform-aws-modules/vpc/aws"
  version = "~> 5.0"
}
module "two" {
  source = "terraform-aws-modules/vpc/aws"
  version = ">= 5.0.0, < 6.0.0"
}
module "absent" {
  source = "terraform-aws-modules/vpc/aws"
}
module "tag" {
  source = "git::https://example.com/vpc.git?ref=v1.2.0"
}
module "commit" {
  source = "github.com/acme/vpc?ref=0123456789abcdef0123456789abcdef01234567"
}
module "deep" {
  source = "git::https://example.com/vpc.git//sub?depth=1&ref=v1"
}
module "none" {
  source = "git::https://example.com/vpc.git"
}
module "sum" {
  source = "https://example.com/vpc.zip?checksum=sha256:0123"
}
module "archive" {
  source = "https://example.com/vpc.zip"
}
module "b_main" {
  source = "git::https://example.com/vpc.git?ref=main"
}
module "b_master" {
  source = "git::https://example.com/vpc.git?ref=master"
}
module "b_develop" {
  source = "git::https://example.com/vpc.git?ref=develop"
}
module "b_dev" {
  source = "git::https://example.com/vpc.git?ref=dev"
}
module "b_trunk" {
  source = "git::https://example.com/vpc.git?ref=trunk"
}
module "b_HEAD" {
  source = "git::https://example.com/vpc.git?ref=HEAD"
}
