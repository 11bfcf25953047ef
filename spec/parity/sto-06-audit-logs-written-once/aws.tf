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

resource "aws_s3_bucket" "files" {
  bucket              = "shop-audit-logs"
  object_lock_enabled = true
  tags = {
    purpose = "audit"
  }
}

resource "aws_s3_bucket_object_lock_configuration" "files" {
  bucket = aws_s3_bucket.files.id

  rule {
    default_retention {
      mode  = "COMPLIANCE"
      years = 7
    }
  }
}
