terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

resource "google_org_policy_policy" "closed" {
  name   = "projects/shop-prod/policies/storage.publicAccessPrevention"
  parent = "projects/shop-prod"

  spec {
    rules {
      enforce = "TRUE"
    }
  }
}

resource "google_storage_bucket" "files" {
  name     = "shop-files"
  location = "EU"
  project  = "shop-prod"
}
