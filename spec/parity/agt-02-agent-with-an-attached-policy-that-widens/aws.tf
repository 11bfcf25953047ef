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

resource "aws_iam_role" "helper" {
  name                 = "helper"
  permissions_boundary = "arn:aws:iam::111122223333:policy/agents"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_policy" "pass" {
  name = "pass"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "iam:PassRole"
      Resource = "*"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "pass" {
  role       = aws_iam_role.helper.name
  policy_arn = aws_iam_policy.pass.arn
}

resource "aws_lambda_function" "helper" {
  function_name = "helper"
  role          = aws_iam_role.helper.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "helper.zip"
  tags = {
    agent = "true"
  }
}
