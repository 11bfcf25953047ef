terraform {
  backend "s3" {
    bucket       = "state"
    encrypt      = false
    use_lockfile = false
  }
}
