terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

resource "google_container_cluster" "main" {
  name               = "main"
  location           = "europe-west3"
  initial_node_count = 1

  database_encryption {
    state    = "ENCRYPTED"
    key_name = "projects/shop-prod/locations/europe-west3/keyRings/shop/cryptoKeys/gke"
  }
}
