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

resource "aws_lambda_function" "web" {
  function_name = "web"
  role          = "arn:aws:iam::111122223333:role/web"
  handler       = "index.handler"
  runtime       = "python3.7"
  filename      = "web.zip"
}
