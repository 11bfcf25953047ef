terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

provider "google" {
  project = "shop"
  region  = "europe-west1"
}

resource "google_cloudbuild_trigger" "shop" {
  name            = "shop"
  location        = "europe-west1"
  filename        = "cloudbuild.yaml"
  service_account = "projects/shop/serviceAccounts/build@shop.iam.gserviceaccount.com"

  github {
    owner = "example"
    name  = "shop"

    push {
      branch = "^main$"
    }
  }

  approval_config {
    approval_required = false
  }
}
