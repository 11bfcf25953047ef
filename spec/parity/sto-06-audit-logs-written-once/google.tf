terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

resource "google_storage_bucket" "files" {
  name     = "shop-audit-logs"
  location = "EU"
  labels = {
    purpose = "audit"
  }

  retention_policy {
    is_locked        = true
    retention_period = 220752000
  }
}
