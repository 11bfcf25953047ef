terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

resource "google_storage_bucket" "files" {
  name     = "shop-files"
  location = "EU"

  logging {
    log_bucket = "shop-access-logs"
  }
}
