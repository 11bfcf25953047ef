terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_db_instance" "db" {
  identifier              = "shop"
  engine                  = "postgres"
  instance_class          = "db.t4g.small"
  allocated_storage       = 20
  storage_encrypted       = true
  backup_retention_period = 7
}

resource "aws_db_instance" "replica" {
  identifier          = "shop-replica"
  instance_class      = "db.t4g.small"
  replicate_source_db = aws_db_instance.db.arn
}
