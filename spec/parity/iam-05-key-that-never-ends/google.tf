terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

resource "google_service_account" "deploy" {
  account_id = "deploy"
}

resource "google_service_account_key" "deploy" {
  service_account_id = google_service_account.deploy.name
}
