terraform {
  backend "gcs" {
    bucket = "state"
    prefix = "shop"
  }
}
