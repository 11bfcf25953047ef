terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = "6.25.0" }
    equal  = { source = "acme/equal", version = "=1.2.3" }
    pre    = { source = "acme/pre", version = "1.2.3-beta1" }
    google = { source = "hashicorp/google", version = "~> 6.0" }
    any    = { source = "acme/any" }
    old    = "1.0.0"
    worse  = ">= 1.0.0"
  }
}
