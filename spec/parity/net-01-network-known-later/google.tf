terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "6.50.0"
    }
  }
}

variable "office" {
  type = string
}

resource "google_compute_firewall" "ssh" {
  name          = "ssh"
  network       = "default"
  direction     = "INGRESS"
  source_ranges = [var.office]

  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
}
